using System.Collections.Concurrent;
using System.Collections.Immutable;
using Classroom.Contracts.Hub;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Rehearsal.Checking;

namespace Classroom.Rehearsal.Playing;

/// <summary>What players share: which commands were accepted and which events heard so far, what is in flight, and the decks.</summary>
internal sealed class Stage
{
    /// <summary>Comes last, or stands in the log alone, or needs more time than a rehearsal has.</summary>
    private static readonly Type[] NotHeard = [typeof(LessonEnded), typeof(MessageRedacted), typeof(PlacesReleased)];

    private readonly ConcurrentDictionary<Type, bool> _accepted = [];
    private readonly ConcurrentDictionary<Type, bool> _heard = [];
    private int _inFlight;
    private int _count;
    private int _texts;

    /// <summary>Commands sent and not answered.</summary>
    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>Commands sent so far.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Decks that were uploaded; the first has several pages.</summary>
    public ImmutableArray<DeckId> Decks { get; set; } = [];

    /// <summary>Who may be sent out: not everybody, so that the lesson stays lively.</summary>
    public ImmutableArray<ParticipantId> Expendable { get; set; } = [];

    /// <summary>Commands that have not been accepted yet, but for the one that ends the lesson, and events that nobody has heard of.</summary>
    public IReadOnlyList<string> Missing =>
    [
        .. CommandKinds.Commands.Where(kind => kind.Value != typeof(EndLesson) && !_accepted.ContainsKey(kind.Value)).Select(kind => kind.Key),
        .. CommandKinds.Events.Where(kind => !NotHeard.Contains(kind.Value) && !_heard.ContainsKey(kind.Value)).Select(kind => kind.Key),
    ];

    /// <summary>A client got these.</summary>
    public void Hear(LessonEntries entries)
    {
        foreach (var entry in entries.Entries)
        {
            _heard[entry.Event.GetType()] = true;
        }
    }

    public bool WasAccepted<TCommand>()
        where TCommand : LessonCommand => _accepted.ContainsKey(typeof(TCommand));

    public bool WasAccepted(LessonCommand command) => _accepted.ContainsKey(command.GetType());

    /// <summary>A text that nobody else says.</summary>
    public string Text(string name, Random random)
    {
        var text = $"{name} says {Interlocked.Increment(ref _texts)}: « Où êtes-vous ? » ";
        return random.Next(20) == 0 ? text + new string('é', random.Next(4_900)) : text;
    }

    public void Begin()
    {
        Interlocked.Increment(ref _count);
        Interlocked.Increment(ref _inFlight);
    }

    public void End(LessonCommand command, CommandResult? result)
    {
        Interlocked.Decrement(ref _inFlight);
        if (result is { Refusal: null, Sequence: > 0 })
        {
            _accepted[command.GetType()] = true;
        }
    }
}
