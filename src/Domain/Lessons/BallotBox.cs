using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;

namespace Classroom.Domain.Lessons;

/// <summary>The answers to the anonymous poll that is open. Immutable.</summary>
/// <remarks>
/// Kept beside the log, never in it: an answer is no entry, so nobody can see when one came, from whom, or that one was
/// changed. Each person's last answer is held, and the ids of the commands that were accepted, so that a retry is harmless.
/// When the poll closes the box goes, all of it; what is left of it is the tally.
/// </remarks>
/// <param name="Poll">The poll.</param>
/// <param name="Ballots">By participant.</param>
public sealed record BallotBox(long Poll, ImmutableSortedDictionary<ParticipantId, Ballot> Ballots)
{
    /// <summary>Answers that one person can give to one anonymous poll, the first included.</summary>
    public const int AnswersMax = 64;

    /// <summary>Whether the person has given all the answers that they can.</summary>
    public bool IsSpent(ParticipantId participant) => Ballots.TryGetValue(participant, out var ballot) && ballot.Accepted.Length >= AnswersMax;

    /// <summary>The box of a poll as it is held, or an empty one.</summary>
    public static BallotBox Of(LessonState lesson, long poll) =>
        lesson.Box?.Poll == poll ? lesson.Box : new(poll, ImmutableSortedDictionary<ParticipantId, Ballot>.Empty);

    /// <summary>The same with a person's answer, in the place of an earlier one.</summary>
    public BallotBox Put(ParticipantId participant, PollAnswer answer) =>
        this with { Ballots = Ballots.SetItem(participant, new(answer, Ballots.GetValueOrDefault(participant)?.Accepted ?? [])) };

    /// <summary>Remembers the command that put a person's last answer.</summary>
    public BallotBox Accept(CommandId command)
    {
        var ballot = Ballots[command.Participant];
        return this with { Ballots = Ballots.SetItem(command.Participant, ballot with { Accepted = ballot.Accepted.Add(new(command.Device, command.Counter)) }) };
    }

    /// <summary>The first answer of the command; null if it put nothing into this box.</summary>
    public CommandResult? Find(CommandId command) =>
        AcceptedOf(command.Participant).Contains(new(command.Device, command.Counter)) ? new CommandResult(Poll) : null;

    /// <summary>The highest counter of the device that is remembered; 0 if none is.</summary>
    public long HighestCounter(ParticipantId participant, DeviceId device) =>
        AcceptedOf(participant).Where(accepted => accepted.Device == device).Select(accepted => accepted.Counter).DefaultIfEmpty(0).Max();

    /// <summary>How the poll stands.</summary>
    internal Tally Count(PollInLesson poll) =>
        Tallies.Of(poll with { Answers = Ballots.ToImmutableSortedDictionary(ballot => ballot.Key, ballot => ballot.Value.Answer) });

    /// <summary>Encodes as UTF-8 JSON.</summary>
    public byte[] Encode() => JsonSerializer.SerializeToUtf8Bytes(this, SnapshotJson.Default.BallotBox);

    /// <summary>Decodes what <see cref="Encode"/> wrote.</summary>
    /// <exception cref="JsonException">It is not a box: the store is corrupt.</exception>
    public static BallotBox Decode(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, SnapshotJson.Default.BallotBox) ?? throw new JsonException("null is not a ballot box.");

    private ImmutableArray<AcceptedBallot> AcceptedOf(ParticipantId participant) => Ballots.GetValueOrDefault(participant)?.Accepted ?? [];
}

/// <summary>What one person put into a box.</summary>
/// <param name="Answer">Their last answer.</param>
/// <param name="Accepted">The commands that gave it and those before.</param>
public sealed record Ballot(PollAnswer Answer, ImmutableArray<AcceptedBallot> Accepted);

/// <summary>A command of a person, as far as it is not known from whom.</summary>
public readonly record struct AcceptedBallot(DeviceId Device, long Counter);
