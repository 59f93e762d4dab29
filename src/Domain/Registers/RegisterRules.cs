using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Registers;

namespace Classroom.Domain.Registers;

/// <summary>What a register says of somebody. Pure.</summary>
/// <remarks>
/// Only the time while the lesson was live counts. It is measured from its planned start, or from its true one if that was
/// later, so that nobody is late for a teacher who is; and to its planned end, or to its true one if that was earlier, so
/// that nobody leaves early who leaves on time.
/// </remarks>
public static class RegisterRules
{
    /// <summary>The shortest absence that is told as something missed: one minute. A line that blinks misses nothing.</summary>
    public static readonly TimeSpan MissedMin = TimeSpan.FromMinutes(1);

    /// <summary>Length of the reason for a correction, in UTF-16 code units.</summary>
    public const int ReasonMax = 500;

    /// <summary>Whether a correction is made already: one that repeats the last of the entry, as a retry does.</summary>
    public static bool IsMade(RegisterPerson entry, CorrectionToMake wanted, PersonId? by) =>
        entry.Corrections is [.., var last] && (last.Status, last.Reason, last.By) == (wanted.Status, wanted.Reason, by);

    /// <summary>What the log says of one person; nothing, for a lesson that has not started or never did.</summary>
    public static RecordedPresence? Of(RegisterBook book, ParticipantId participant, RegisterTimes times)
    {
        if (Measured(book, times) is not { } measured)
        {
            return null;
        }

        var intervals = While(book, participant, new(book.StartedAt!.Value, Later(EndOf(book, times), book.StartedAt.Value)));
        if (intervals.IsEmpty)
        {
            return new(PresenceStatus.Absent, null, null, 0, 0, 0, []);
        }

        var (arrivedAt, leftAt) = (intervals[0].From, intervals[^1].To);
        var isHere = book.EndedAt is null && book.People[participant].Since is not null;
        var late = arrivedAt - measured.From > times.LateAfter ? arrivedAt - measured.From : TimeSpan.Zero;
        var early = book.EndedAt is not null && measured.To - leftAt > times.LateAfter ? measured.To - leftAt : TimeSpan.Zero;
        return new(
            late > TimeSpan.Zero ? PresenceStatus.Late : early > TimeSpan.Zero ? PresenceStatus.LeftEarly : PresenceStatus.Present,
            arrivedAt,
            isHere ? null : leftAt,
            (int)Math.Ceiling(late.TotalMinutes),
            (int)Math.Ceiling(early.TotalMinutes),
            (int)Math.Round(intervals.Sum(interval => interval.Length.TotalMinutes), MidpointRounding.AwayFromZero),
            intervals);
    }

    /// <summary>When somebody was not there though the lesson went on; stretches shorter than <paramref name="shortest"/> are left out.</summary>
    public static ImmutableArray<PresenceInterval> Missed(RegisterBook book, ParticipantId participant, RegisterTimes times, TimeSpan shortest)
    {
        if (Measured(book, times) is not { } measured)
        {
            return [];
        }

        var missed = ImmutableArray.CreateBuilder<PresenceInterval>();
        var from = measured.From;
        foreach (var here in While(book, participant, measured))
        {
            missed.Add(new(from, here.From));
            from = here.To;
        }

        missed.Add(new(from, measured.To));
        return [.. missed.Where(gap => gap.Length > TimeSpan.Zero && gap.Length >= shortest)];
    }

    /// <summary>What somebody missed of a lesson that is over, if it is worth telling; nothing of one that was not held.</summary>
    public static MissedTime? MissedOf(RegisterBook book, ParticipantId participant, RegisterTimes times)
    {
        if (book is not { StartedAt: { } startedAt, EndedAt: { } endedAt })
        {
            return null;
        }

        var gaps = Missed(book, participant, times, MissedMin);
        return gaps.IsEmpty ? null : new(startedAt, endedAt, Of(book, participant, times)!.Status, gaps);
    }

    /// <summary>The time in which people were expected; none for a lesson that has not started, or was over before it was to start.</summary>
    private static PresenceInterval? Measured(RegisterBook book, RegisterTimes times)
    {
        if (book.StartedAt is not { } startedAt)
        {
            return null;
        }

        var from = Later(startedAt, times.StartsAt);
        var end = EndOf(book, times);
        var to = book.EndsAt is { } planned && planned < end ? planned : end;
        return to > from ? new(from, to) : new(startedAt, Later(end, startedAt)); // Held at another time than planned: all of it counts.
    }

    private static DateTimeOffset EndOf(RegisterBook book, RegisterTimes times) => book.EndedAt ?? times.Now;

    /// <summary>The parts of somebody's presence that lie in the window: what only touches it does not, unless it is a mere moment.</summary>
    private static ImmutableArray<PresenceInterval> While(RegisterBook book, ParticipantId participant, PresenceInterval window)
    {
        if (!book.People.TryGetValue(participant, out var record))
        {
            return [];
        }

        return
        [
            .. record.Until(window.To)
                .Where(interval => interval.From <= window.To && interval.To >= window.From)
                .Where(interval => interval.Length == TimeSpan.Zero || window.Length == TimeSpan.Zero || (interval.To > window.From && interval.From < window.To))
                .Select(interval => new PresenceInterval(Later(interval.From, window.From), interval.To < window.To ? interval.To : window.To)),
        ];
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}

/// <summary>What a register is measured by.</summary>
/// <param name="StartsAt">The lesson's planned start.</param>
/// <param name="LateAfter">How much later somebody may come, and how much earlier go, without a word.</param>
/// <param name="Now">The time: where a lesson stands that goes on.</param>
public sealed record RegisterTimes(DateTimeOffset StartsAt, TimeSpan LateAfter, DateTimeOffset Now);

/// <summary>What the log says of one person in one lesson.</summary>
/// <param name="Status">All of it in a word. Who came late and left early was late.</param>
/// <param name="ArrivedAt">When they first were in the lesson; none if never.</param>
/// <param name="LeftAt">When they last were; none if never, or while they are.</param>
/// <param name="LateMinutes">By how much they were late, rounded up; 0 if they were not.</param>
/// <param name="LeftEarlyMinutes">By how much they left early, rounded up; 0 if they did not, or the lesson goes on.</param>
/// <param name="PresentMinutes">How long they were there in all, rounded.</param>
/// <param name="Intervals">When, in order; the last may go on.</param>
public sealed record RecordedPresence(
    PresenceStatus Status,
    DateTimeOffset? ArrivedAt,
    DateTimeOffset? LeftAt,
    int LateMinutes,
    int LeftEarlyMinutes,
    int PresentMinutes,
    ImmutableArray<PresenceInterval> Intervals);

/// <summary>What somebody missed of a lesson.</summary>
/// <param name="StartedAt">When it went live.</param>
/// <param name="EndedAt">When it ended.</param>
/// <param name="Status">What the register says of them.</param>
/// <param name="Gaps">When they were not there, in order.</param>
public sealed record MissedTime(DateTimeOffset StartedAt, DateTimeOffset EndedAt, PresenceStatus Status, ImmutableArray<PresenceInterval> Gaps)
{
    /// <summary>As a teacher put it right; nothing was missed by who is said to have been there.</summary>
    /// <param name="status">What the last correction says; null without one.</param>
    public MissedTime? Corrected(PresenceStatus? status) => status == PresenceStatus.Present ? null : this with { Status = status ?? Status };
}
