using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Problems;
using Classroom.Contracts.Timetables;
using Classroom.Gateway.Access;
using Classroom.Gateway.Http;
using Classroom.Gateway.Identity;
using Classroom.Gateway.Lessons;
using Classroom.Gateway.Problems;
using Classroom.Grains.Abstractions.Timetables;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Classroom.Gateway.Timetables;

/// <summary>Plans of lessons: read, plan, change, cancel.</summary>
internal static class PlanEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var ofClass = api.MapGroup("/classes/{class}/lessons").WithTags("Timetable").RequireAuthorization();
        ofClass.MapGet("", ReadOfClassAsync).WithName("ReadClassLessons").WithSummary("Plans of a class in a stretch of time, by start.").Refuses(ProblemCode.NotFound, ProblemCode.TimesInvalid);
        ofClass.MapPost("", PlanAsync).WithName("PlanLesson").WithSummary("Plans a lesson; for teachers of the class.")
            .Refuses(ProblemCode.NotFound, ProblemCode.Forbidden, ProblemCode.TitleInvalid, ProblemCode.TimesInvalid, ProblemCode.VersionConflict, ProblemCode.TooManyLessons);
        var lesson = api.MapGroup("/lessons/{lesson}").WithTags("Timetable").RequireAuthorization();
        lesson.MapGet("", ReadAsync).WithName("ReadLesson").WithSummary("The plan of a lesson.").Produces(StatusCodes.Status304NotModified).Refuses(ProblemCode.NotFound);
        lesson.MapPut("", ChangeAsync).WithName("ChangeLesson").WithSummary("Changes a plan, if it is still as it was read; for teachers of the class.")
            .Refuses(ProblemCode.NotFound, ProblemCode.Forbidden, ProblemCode.TitleInvalid, ProblemCode.TimesInvalid, ProblemCode.VersionRequired, ProblemCode.VersionConflict, ProblemCode.LessonOver);
        lesson.MapDelete("", CancelAsync).WithName("CancelLesson").WithSummary("Cancels a lesson, if its plan is still as it was read; for teachers of the class.")
            .Refuses(ProblemCode.NotFound, ProblemCode.Forbidden, ProblemCode.VersionRequired, ProblemCode.VersionConflict, ProblemCode.LessonOver);
    }

    private static async Task<Results<Ok<LessonPlan>, NotFound, StatusCodeHttpResult>> ReadAsync(
        LessonId lesson, Caller caller, HttpContext context, LessonDoor door, CancellationToken cancellationToken) =>
        await door.ReadAsync(caller, lesson, cancellationToken) is { Plan: var plan } ? Tagged.Answer(context, plan.Version, plan) : TypedResults.NotFound();

    private static async Task<Results<Ok<ImmutableArray<LessonPlan>>, NotFound, ProblemHttpResult>> ReadOfClassAsync(
        ClassId @class, Caller caller, ClassDoor door, IGrainFactory grains, DateTimeOffset from, DateTimeOffset to) =>
        await door.ReadAsync(caller, @class) is null ? TypedResults.NotFound()
        : DayEndpoint.Check(from, to) is { } problem ? problem
        : TypedResults.Ok(await grains.GetGrain<IClassGrain>(@class.ToString()).Lessons(from, to));

    private static async Task<Results<Created<LessonPlan>, NotFound, ProblemHttpResult>> PlanAsync(
        ClassId @class, LessonToPlan request, Caller caller, HttpContext context, ClassDoor door, IGrainFactory grains)
    {
        if (await door.ReadAsync(caller, @class) is not { } roster)
        {
            return TypedResults.NotFound();
        }

        if (!caller.MayPlanIn(roster))
        {
            return Problem.Of(ProblemCode.Forbidden, "Lessons are planned by the teachers of the class.");
        }

        var lesson = request.Lesson ?? LessonId.Of(@class.School, OpaqueId.New());
        if (lesson.School != @class.School)
        {
            return PlanProblems.Answer(PlanRefusal.NotFound);
        }

        var result = await grains.GetGrain<IClassGrain>(@class.ToString()).Plan(new(lesson, request.Title, request.StartsAt, request.EndsAt));
        if (result.Plan is not { } plan)
        {
            return PlanProblems.Answer(result.Refusal!.Value);
        }

        Tagged.Mark(context, plan.Version);
        return TypedResults.Created($"/api/v1/lessons/{lesson}", plan);
    }

    private static Task<Results<Ok<LessonPlan>, NotFound, ProblemHttpResult>> ChangeAsync(
        LessonId lesson, LessonChange request, Caller caller, HttpContext context, LessonDoor door, IGrainFactory grains, CancellationToken cancellationToken) =>
        UpdateAsync(lesson, caller, context, door, grains, (grain, version) => grain.Change(new(lesson, version, request.Title, request.StartsAt, request.EndsAt)), cancellationToken);

    private static Task<Results<Ok<LessonPlan>, NotFound, ProblemHttpResult>> CancelAsync(
        LessonId lesson, Caller caller, HttpContext context, LessonDoor door, IGrainFactory grains, CancellationToken cancellationToken) =>
        UpdateAsync(lesson, caller, context, door, grains, (grain, version) => grain.Cancel(lesson, version), cancellationToken);

    private static async Task<Results<Ok<LessonPlan>, NotFound, ProblemHttpResult>> UpdateAsync(
        LessonId lesson, Caller caller, HttpContext context, LessonDoor door, IGrainFactory grains, Func<IClassGrain, long, Task<PlanResult>> update, CancellationToken cancellationToken)
    {
        if (await door.ReadAsync(caller, lesson, cancellationToken) is not { } access)
        {
            return TypedResults.NotFound();
        }

        if (!caller.MayPlanIn(access.Roster))
        {
            return Problem.Of(ProblemCode.Forbidden, "Lessons are planned by the teachers of the class.");
        }

        if (Tagged.Expected(context) is not { } version)
        {
            return Problem.Of(ProblemCode.VersionRequired, "Say in If-Match which version was read: the ETag of the lesson.");
        }

        var result = await update(grains.GetGrain<IClassGrain>(access.Plan.Class.ToString()), version);
        if (result.Plan is not { } plan)
        {
            return PlanProblems.Answer(result.Refusal!.Value);
        }

        Tagged.Mark(context, plan.Version);
        return TypedResults.Ok(plan);
    }
}
