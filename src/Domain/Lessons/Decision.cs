using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;

namespace Classroom.Domain.Lessons;

/// <summary>What a command, or the passing of time, causes: events, a refusal, or nothing.</summary>
public sealed record Decision
{
    /// <summary>Nothing has to be done.</summary>
    public static readonly Decision Nothing = new();

    /// <summary>What happens, in order; to be written as one.</summary>
    public ImmutableArray<DecidedEvent> Events { get; init; } = [];

    /// <summary>Which of <see cref="Events"/> answers the command: it carries the command's id in the log.</summary>
    public int Main { get; init; }

    /// <summary>Sequences of earlier entries whose payload is to be replaced by <see cref="Redaction.Of"/> in the same commit.</summary>
    public ImmutableArray<long> Redactions { get; init; } = [];

    /// <summary>Why the command is refused.</summary>
    public LessonRefusal? Refusal { get; init; }

    /// <summary>
    /// Set if the command answered an anonymous poll: all answers with the new one, to be kept in the same commit. Then the
    /// command's id goes into the box, stands beside no entry, and is answered with the sequence of the poll.
    /// </summary>
    public BallotBox? Box { get; init; }

    /// <summary>Whether there is nothing to keep, and no refusal.</summary>
    public bool IsNothing => Events.IsEmpty && Box is null && Refusal is null;

    public static implicit operator Decision(LessonRefusal refusal) => new() { Refusal = refusal };

    public static implicit operator Decision(DecidedEvent decided) => new() { Events = [decided] };
}

/// <summary>An event before it has its place in the log.</summary>
/// <param name="Event">What happens.</param>
/// <param name="Audience">Who may see it.</param>
/// <param name="By">Who causes it; none for the lesson itself.</param>
public sealed record DecidedEvent(LessonEvent Event, Audience Audience, ParticipantId? By = null);

/// <summary>What a decision may look at besides the lesson.</summary>
/// <param name="Now">The time, in whole milliseconds.</param>
/// <param name="PlannedEndsAt">The lesson's planned end.</param>
/// <param name="Limits">What a lesson may hold.</param>
public sealed record DecisionContext(DateTimeOffset Now, DateTimeOffset PlannedEndsAt, LessonLimits Limits)
{
    /// <summary>What the wall clock shows: what a plan is held against. The lesson's own time may be ahead of it.</summary>
    public DateTimeOffset Wall { get; init; } = Now;

    /// <summary>Where the wall clock leapt ahead while this activation of the lesson looked on.</summary>
    public ClockLeaps Leaps { get; init; } = ClockLeaps.None;

    /// <summary>When this activation of the lesson opened it; what it knows of the time before, it has from the log.</summary>
    public DateTimeOffset OpenedAt { get; init; } = DateTimeOffset.MinValue;

    /// <summary>For how long somebody has been waited for: time in which nobody could come, since the lesson was not open, does not count.</summary>
    public TimeSpan WaitedSince(DateTimeOffset at) => Since(at > OpenedAt ? at : OpenedAt);

    /// <summary>How much time has passed since a time of the lesson, without what the wall clock leapt over.</summary>
    public TimeSpan Since(DateTimeOffset at) => Leaps.Elapsed(at, Now);
}
