using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;

namespace Classroom.Domain.Lessons;

/// <summary>The first answers of accepted commands: what makes a retry harmless. Immutable.</summary>
/// <remarks>
/// Kept are the last 256 of a participant. Of what is older only each device's highest forgotten counter is known, for the 16
/// devices last used; a command at or below it is answered with <see cref="LessonRefusal.CommandExpired"/>.
/// </remarks>
public sealed record AnswerBook
{
    /// <summary>Answers kept for one participant.</summary>
    public const int AnswersMax = 256;

    /// <summary>Devices of one participant whose forgotten counters are known.</summary>
    public const int DevicesMax = 16;

    /// <summary>No answers.</summary>
    public static readonly AnswerBook Empty = new();

    /// <summary>By participant.</summary>
    public ImmutableSortedDictionary<ParticipantId, ParticipantAnswers> Participants { get; init; } = ImmutableSortedDictionary<ParticipantId, ParticipantAnswers>.Empty;

    /// <summary>The first answer of the command, <see cref="LessonRefusal.CommandExpired"/> if it is too old to know, or null if it is new.</summary>
    public CommandResult? Find(CommandId id)
    {
        if (!Participants.TryGetValue(id.Participant, out var answers))
        {
            return null;
        }

        foreach (var given in answers.Given)
        {
            if (given.Counter == id.Counter && given.Device == id.Device)
            {
                return new CommandResult(given.Sequence);
            }
        }

        foreach (var forgotten in answers.Forgotten)
        {
            if (forgotten.Device == id.Device)
            {
                return id.Counter <= forgotten.Counter ? LessonRefusal.CommandExpired : null;
            }
        }

        return null;
    }

    /// <summary>Remembers the first answer of an accepted command.</summary>
    public AnswerBook Add(CommandId id, long sequence)
    {
        var answers = Participants.GetValueOrDefault(id.Participant) ?? ParticipantAnswers.None;
        var given = answers.Given.Add(new GivenAnswer(id.Device, id.Counter, sequence));
        answers = given.Count > AnswersMax
            ? new ParticipantAnswers(given.RemoveAt(0), Forget(answers.Forgotten, given[0]))
            : answers with { Given = given };
        return this with { Participants = Participants.SetItem(id.Participant, answers) };
    }

    /// <summary>The highest counter of the device that is remembered; 0 if none is.</summary>
    public long HighestCounter(ParticipantId participant, DeviceId device)
    {
        if (!Participants.TryGetValue(participant, out var answers))
        {
            return 0;
        }

        var given = answers.Given.Where(answer => answer.Device == device).Select(answer => answer.Counter);
        var forgotten = answers.Forgotten.Where(counter => counter.Device == device).Select(counter => counter.Counter);
        return given.Concat(forgotten).DefaultIfEmpty(0).Max();
    }

    private static ImmutableList<ForgottenCounter> Forget(ImmutableList<ForgottenCounter> forgotten, GivenAnswer answer)
    {
        var known = forgotten.Find(candidate => candidate.Device == answer.Device)?.Counter ?? 0;
        forgotten = forgotten.RemoveAll(candidate => candidate.Device == answer.Device)
            .Add(new ForgottenCounter(answer.Device, Math.Max(known, answer.Counter)));
        return forgotten.Count > DevicesMax ? forgotten.RemoveAt(0) : forgotten;
    }
}

/// <summary>The answers of one participant. In snapshots they are written small: see <see cref="CompactAnswers"/>.</summary>
/// <param name="Given">The last 256, in the order they were given.</param>
/// <param name="Forgotten">Each device's highest counter among what is no longer kept, the device last used last.</param>
[JsonConverter(typeof(CompactAnswersConverter))]
public sealed record ParticipantAnswers(ImmutableList<GivenAnswer> Given, ImmutableList<ForgottenCounter> Forgotten)
{
    internal static readonly ParticipantAnswers None = new([], []);
}

/// <summary>One accepted command of a participant and the sequence it was answered with.</summary>
public sealed record GivenAnswer(DeviceId Device, long Counter, long Sequence);

/// <summary>The highest counter of a device that is no longer kept.</summary>
public sealed record ForgottenCounter(DeviceId Device, long Counter);
