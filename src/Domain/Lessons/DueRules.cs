using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;

namespace Classroom.Domain.Lessons;

/// <summary>What a lesson does by itself as time passes or its plan changes. Pure.</summary>
public static class DueRules
{
    /// <summary>What is due now: the end of the lesson, or places of people long gone.</summary>
    public static Decision Due(LessonState lesson, DecisionContext context)
    {
        if (lesson.Content.Phase == LessonPhase.Ended)
        {
            return Decision.Nothing;
        }

        if (EndsFor(lesson, context) is { } reason)
        {
            return LessonRules.End(lesson, reason, by: null);
        }

        var released = lesson.Content.People
            .Where(person => person.Value.LeftAt is { } leftAt && context.WaitedSince(leftAt) >= context.Limits.GraceTime)
            .Select(person => person.Key)
            .ToImmutableArray();
        return released.IsEmpty ? Decision.Nothing : new DecidedEvent(new PlacesReleased(released), Audience.All);
    }

    /// <summary>What a change of plan does to the lesson.</summary>
    /// <param name="lesson">The lesson.</param>
    /// <param name="endsAt">Its planned end from now on; none if it was cancelled.</param>
    public static Decision PlanMoved(LessonState lesson, DateTimeOffset? endsAt) => (lesson.Content.Phase, endsAt) switch
    {
        (LessonPhase.Ended, _) => Decision.Nothing,
        (_, null) => LessonRules.End(lesson, LessonEndReason.Cancelled, by: null),
        (LessonPhase.Live, { } planned) when NotBeforeStart(lesson, planned) is var moved && moved != lesson.Content.EndsAt =>
            new DecidedEvent(new LessonEndMoved(moved), Audience.All),
        _ => Decision.Nothing,
    };

    // A lesson that was started after its planned end ends, by plan, when it started: see LessonRules.
    private static DateTimeOffset NotBeforeStart(LessonState lesson, DateTimeOffset endsAt) =>
        lesson.Content.StartedAt is { } startedAt && startedAt > endsAt ? startedAt : endsAt;

    private static DateTimeOffset EndsAt(LessonState lesson, DecisionContext context) => lesson.Content.EndsAt ?? context.PlannedEndsAt;

    private static LessonEndReason? EndsFor(LessonState lesson, DecisionContext context)
    {
        if (lesson.Books.Sequence + context.Limits.EndReserve >= context.Limits.EntriesMax)
        {
            return LessonEndReason.LogFull;
        }

        if (lesson.Books.TeacherGoneAt is { } goneAt && context.WaitedSince(goneAt) >= context.Limits.TeacherAbsenceMax)
        {
            return LessonEndReason.NoTeacher;
        }

        return EndsAt(lesson, context) + context.Limits.OvertimeMax <= context.Wall ? LessonEndReason.Overtime : null;
    }
}
