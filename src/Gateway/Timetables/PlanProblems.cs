using Classroom.Contracts.Timetables;
using Classroom.Gateway.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Classroom.Gateway.Timetables;

/// <summary>Status and sentence of each refusal of a plan; its code is the refusal's name.</summary>
internal static class PlanProblems
{
    public static ProblemHttpResult Answer(PlanRefusal refusal) => refusal switch
    {
        PlanRefusal.NotFound => Problem.Of(StatusCodes.Status404NotFound, "notFound", "There is no such class or lesson here."),
        PlanRefusal.TitleInvalid => Problem.Of(StatusCodes.Status400BadRequest, "titleInvalid", "A title has 1 to 200 characters that are text."),
        PlanRefusal.TimesInvalid => Problem.Of(StatusCodes.Status400BadRequest, "timesInvalid", "A lesson ends after its start, by at most 12 hours."),
        PlanRefusal.VersionConflict => Problem.Of(StatusCodes.Status412PreconditionFailed, "versionConflict", "The plan changed meanwhile. Read it again."),
        PlanRefusal.LessonOver => Problem.Of(StatusCodes.Status409Conflict, "lessonOver", "The lesson has ended or was cancelled."),
        PlanRefusal.TooManyLessons => Problem.Of(StatusCodes.Status409Conflict, "tooManyLessons", "The class has as many lessons planned as it can hold."),
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal, "A refusal without a description."),
    };
}
