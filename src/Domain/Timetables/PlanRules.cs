using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Contracts.Timetables;
using Classroom.Domain.Lessons;

namespace Classroom.Domain.Timetables;

/// <summary>What becomes of a class's wishes for its timetable. Pure.</summary>
public static class PlanRules
{
    /// <summary>Plans a lesson, or recognises one that was planned under that id before.</summary>
    /// <param name="stored">The plan of that id, if there is one.</param>
    /// <param name="wanted">What is wanted: its class, title and times count.</param>
    /// <param name="open">How many lessons of the class are planned or live.</param>
    /// <param name="limits">What a timetable may hold.</param>
    public static PlanDecision Plan(LessonPlan? stored, LessonPlan wanted, int open, PlanLimits limits)
    {
        wanted = Tidy(wanted) with { Status = LessonStatus.Planned, Version = 1 };
        if (wanted.Lesson.School != wanted.Class.School || (stored is not null && stored.Class != wanted.Class))
        {
            return PlanRefusal.NotFound; // Whose it is instead is nobody's business.
        }

        if (stored is not null)
        {
            // A retry finds its own plan, whatever became of it since. Another wish under the same id is told apart as long as nothing did.
            return stored.Version > 1 || stored == wanted ? PlanDecision.Keep(stored) : PlanRefusal.VersionConflict;
        }

        return Refuse(wanted, limits) is { } refusal ? refusal
            : open >= limits.LessonsPerClassMax ? PlanRefusal.TooManyLessons
            : wanted;
    }

    /// <summary>Changes title and times of a lesson that is not over.</summary>
    /// <param name="stored">The plan, if there is one.</param>
    /// <param name="wanted">What is wanted: its class, title, times and the version that was read count.</param>
    /// <param name="limits">What a timetable may hold.</param>
    public static PlanDecision Change(LessonPlan? stored, LessonPlan wanted, PlanLimits limits)
    {
        wanted = Tidy(wanted);
        if (RefuseAccess(stored, wanted.Class, wanted.Version) is { } barred)
        {
            return barred;
        }

        if (Refuse(wanted, limits) is { } refusal)
        {
            return refusal;
        }

        var changed = stored! with { Title = wanted.Title, StartsAt = wanted.StartsAt, EndsAt = wanted.EndsAt };
        return changed == stored ? PlanDecision.Keep(stored) : changed with { Version = stored.Version + 1 };
    }

    /// <summary>Calls a lesson off that is not over.</summary>
    public static PlanDecision Cancel(LessonPlan? stored, ClassId by, long version) =>
        stored is { Status: LessonStatus.Cancelled } && stored.Class == by && stored.Version == version + 1 ? PlanDecision.Keep(stored) // A retry.
        : RefuseAccess(stored, by, version) is { } barred ? barred
        : stored! with { Status = LessonStatus.Cancelled, Version = stored.Version + 1 };

    /// <summary>The status that a plan has to get, as its lesson went; null if it has it, or there is no plan. A cancellation stays.</summary>
    public static LessonStatus? StatusOf(LessonView lesson, LessonPlan? plan) => (lesson.Phase, plan?.Status) switch
    {
        (_, null or LessonStatus.Cancelled or LessonStatus.Ended or LessonStatus.NotHeld) => null,
        (LessonPhase.Live, LessonStatus.Planned) => LessonStatus.Live,
        (LessonPhase.Ended, _) => lesson.StartedAt is null ? LessonStatus.NotHeld : LessonStatus.Ended,
        _ => null,
    };

    private static PlanRefusal? RefuseAccess(LessonPlan? stored, ClassId by, long version) => stored switch
    {
        null => PlanRefusal.NotFound,
        _ when stored.Class != by => PlanRefusal.NotFound,
        { Status: LessonStatus.Ended or LessonStatus.Cancelled or LessonStatus.NotHeld } => PlanRefusal.LessonOver,
        _ when stored.Version != version => PlanRefusal.VersionConflict,
        _ => null,
    };

    private static PlanRefusal? Refuse(LessonPlan wanted, PlanLimits limits)
    {
        if (Texts.Check(wanted.Title, limits.TitleMax) is not null)
        {
            return PlanRefusal.TitleInvalid;
        }

        var fits = wanted.StartsAt >= PlanLimits.EarliestAt && wanted.EndsAt < PlanLimits.LatestAt
            && wanted.StartsAt < wanted.EndsAt && wanted.EndsAt - wanted.StartsAt <= limits.DurationMax;
        return fits ? null : PlanRefusal.TimesInvalid;
    }

    // Instants are UTC in whole milliseconds wherever they are kept.
    private static LessonPlan Tidy(LessonPlan plan) => plan with { Title = plan.Title?.Trim()!, StartsAt = Tidy(plan.StartsAt), EndsAt = Tidy(plan.EndsAt) };

    private static DateTimeOffset Tidy(DateTimeOffset instant)
    {
        var utc = instant.ToUniversalTime();
        return utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMillisecond));
    }
}
