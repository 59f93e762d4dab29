using Classroom.Contracts.Problems;
using Classroom.Contracts.Timetables;
using Classroom.Gateway.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Classroom.Gateway.Timetables;

/// <summary>Code and sentence of each refusal of a plan.</summary>
internal static class PlanProblems
{
    public static ProblemHttpResult Answer(PlanRefusal refusal) => refusal switch
    {
        PlanRefusal.NotFound => Problem.Of(ProblemCode.NotFound, "There is no such class or lesson here."),
        PlanRefusal.TitleInvalid => Problem.Of(ProblemCode.TitleInvalid, "A title is text in which something shows, no longer than the installation allows."),
        PlanRefusal.TimesInvalid => Problem.Of(ProblemCode.TimesInvalid, "A lesson ends after its start, and lasts no longer than the installation allows."),
        PlanRefusal.VersionConflict => Problem.Of(ProblemCode.VersionConflict, "The plan changed meanwhile. Read it again."),
        PlanRefusal.LessonOver => Problem.Of(ProblemCode.LessonOver, "The lesson has ended, was cancelled, or was not held."),
        PlanRefusal.TooManyLessons => Problem.Of(ProblemCode.TooManyLessons, "The class has as many lessons planned as it can hold."),
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal, "A refusal without a description."),
    };
}
