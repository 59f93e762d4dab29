using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;

namespace Classroom.Domain.Registers;

/// <summary>Who was in a lesson when: the part of its log that a register is made of, folded. Immutable.</summary>
/// <remarks>An interval of somebody who left ends at the last proof that they were here, as their departure says.</remarks>
public sealed record RegisterBook
{
    /// <summary>A lesson in which nothing has happened yet.</summary>
    public static readonly RegisterBook Initial = new();

    /// <summary>The last entry folded.</summary>
    public long Sequence { get; init; }

    /// <summary>When the lesson went live.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Its planned end as the log last said.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>When it ended; nobody is here after that.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Everybody who ever came.</summary>
    public ImmutableSortedDictionary<ParticipantId, PresenceRecord> People { get; init; } = ImmutableSortedDictionary<ParticipantId, PresenceRecord>.Empty;

    /// <summary>Folds an entry. Those of kinds that say nothing of presence may be left out: sequences grow, gaps do not matter.</summary>
    /// <exception cref="InvalidOperationException">The entry is not after those folded before.</exception>
    public RegisterBook Apply(LessonEntry entry)
    {
        if (entry.Sequence <= Sequence)
        {
            throw new InvalidOperationException($"Entry {entry.Sequence} cannot follow entry {Sequence}.");
        }

        var next = this with { Sequence = entry.Sequence };
        return entry.Event switch
        {
            LessonStarted(var endsAt) => next with { StartedAt = entry.At, EndsAt = endsAt },
            LessonEndMoved(var endsAt) => next with { EndsAt = endsAt },
            LessonEnded => next with { EndedAt = entry.At, People = Leave(People, People.Keys, _ => entry.At, entry.At) },
            PresenceChanged changed => next with { People = Move(changed, entry.At) },
            ParticipantEjected(var participant) => next with { People = Leave(People, [participant], _ => entry.At, entry.At) },
            _ => next, // Tells nothing of who is here: that is what this fold is for, so new kinds of events change nothing in it.
        };
    }

    private ImmutableSortedDictionary<ParticipantId, PresenceRecord> Move(PresenceChanged changed, DateTimeOffset at)
    {
        var people = People.ToBuilder();
        foreach (var arrival in changed.Arrived)
        {
            people[arrival.Participant] = people.TryGetValue(arrival.Participant, out var known) ? known.Arrive(arrival.Role, at) : new(arrival.Role, [], at);
        }

        var lastProofs = changed.Left.ToDictionary(departure => departure.Participant, departure => departure.At);
        return Leave(people.ToImmutable(), lastProofs.Keys, participant => lastProofs[participant], at);
    }

    private static ImmutableSortedDictionary<ParticipantId, PresenceRecord> Leave(
        ImmutableSortedDictionary<ParticipantId, PresenceRecord> people, IEnumerable<ParticipantId> who, Func<ParticipantId, DateTimeOffset> lastProof, DateTimeOffset at) =>
        people.SetItems(who.Where(people.ContainsKey).Select(participant => KeyValuePair.Create(participant, people[participant].Leave(lastProof(participant), at))));
}

/// <summary>When one person was here.</summary>
/// <param name="Role">As what they came last.</param>
/// <param name="Intervals">Those that are over: in order, apart from each other, never overlapping.</param>
/// <param name="Since">When the one that goes on began, after all others ended; none while they are not here.</param>
public sealed record PresenceRecord(LessonRole Role, ImmutableArray<PresenceInterval> Intervals, DateTimeOffset? Since)
{
    /// <summary>All intervals; one that goes on ends, for now, at <paramref name="now"/>.</summary>
    public ImmutableArray<PresenceInterval> Until(DateTimeOffset now) =>
        Since is { } since ? Intervals.Add(new(since, now > since ? now : since)) : Intervals;

    internal PresenceRecord Arrive(LessonRole role, DateTimeOffset at) => this switch
    {
        { Since: not null } => this with { Role = role },
        { Intervals: [.., var last] } when last.To >= at => new(role, Intervals.RemoveAt(Intervals.Length - 1), last.From), // Never away.
        _ => new(role, Intervals, at),
    };

    /// <param name="lastProof">The last proof that they were here: not before they came, nor after what says so.</param>
    /// <param name="at">The time of the entry that says that they left.</param>
    internal PresenceRecord Leave(DateTimeOffset lastProof, DateTimeOffset at)
    {
        if (Since is not { } since)
        {
            return this;
        }

        var to = lastProof < at ? lastProof : at;
        return this with { Intervals = Intervals.Add(new(since, to > since ? to : since)), Since = null };
    }
}

/// <summary>A stretch of time in which somebody was here, or was not.</summary>
/// <param name="From">Its first instant.</param>
/// <param name="To">Its end; not before <paramref name="From"/>.</param>
public sealed record PresenceInterval(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>How long it is.</summary>
    public TimeSpan Length => To - From;
}
