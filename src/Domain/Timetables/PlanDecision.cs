using Classroom.Contracts.Timetables;

namespace Classroom.Domain.Timetables;

/// <summary>The plan to keep, or why it is refused.</summary>
/// <param name="Plan">The plan as it should be.</param>
/// <param name="IsNew">Whether it has to be written: false if it already stands so.</param>
/// <param name="Refusal">Why it is refused.</param>
public readonly record struct PlanDecision(LessonPlan? Plan, bool IsNew, PlanRefusal? Refusal)
{
    /// <summary>Keeps what is there.</summary>
    public static PlanDecision Keep(LessonPlan plan) => new(plan, IsNew: false, null);

    public static implicit operator PlanDecision(LessonPlan plan) => new(plan, IsNew: true, null);

    public static implicit operator PlanDecision(PlanRefusal refusal) => new(null, IsNew: false, refusal);
}
