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
        PlanRefusal.TitleInvalid => Problem.Of(ProblemCode.TitleInvalid, "A title has 1 to 200 characters that are text."),
        PlanRefusal.TimesInvalid => Problem.Of(ProblemCode.TimesInvalid, "A lesson ends after its start, by at most 12 hours unless the installation says otherwise."),
        PlanRefusal.VersionConflict => Problem.Of(ProblemCode.VersionConflict, "The plan changed meanwhile. Read it again."),
        PlanRefusal.LessonOver => Problem.Of(ProblemCode.LessonOver, "The lesson has ended or was cancelled."),
        PlanRefusal.TooManyLessons => Problem.Of(ProblemCode.TooManyLessons, "The class has as many lessons planned as it can hold."),
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal, "A refusal without a description."),
    };
}
