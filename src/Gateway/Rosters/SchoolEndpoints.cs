using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Pages;
using Classroom.Contracts.Problems;
using Classroom.Contracts.Rosters;
using Classroom.Domain.Substitutes;
using Classroom.Gateway.Access;
using Classroom.Gateway.Http;
using Classroom.Gateway.Problems;
using Classroom.Grains.Abstractions.Timetables;
using Classroom.Ports.Rosters;
using Classroom.Ports.Substitutes;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Classroom.Gateway.Rosters;

/// <summary>Schools and their classes, as far as the caller may know of them.</summary>
internal static class SchoolEndpoints
{
    private const int LimitDefault = 100;
    private const int LimitMax = 500;

    public static void Map(IEndpointRouteBuilder api)
    {
        var schools = api.MapGroup("/schools").WithTags("Schools").RequireAuthorization();
        schools.MapGet("", ReadSchoolsAsync).WithName("ReadSchools").WithSummary("The schools one may know of.");
        schools.MapGet("/{school}", ReadSchoolAsync).WithName("ReadSchool").WithSummary("One school.").Produces(StatusCodes.Status304NotModified).Refuses(ProblemCode.NotFound);
        schools.MapGet("/{school}/classes", ReadClassesAsync).WithName("ReadClasses").WithSummary("Classes of a school: for the office all, for others their own.")
            .Produces(StatusCodes.Status304NotModified).Refuses(ProblemCode.NotFound);
        api.MapGet("/classes/{class}", ReadClassAsync).WithTags("Schools").WithName("ReadClass").WithSummary("A class and everybody in it.").RequireAuthorization()
            .Produces(StatusCodes.Status304NotModified).Refuses(ProblemCode.NotFound);
    }

    private static async Task<Ok<Page<School>>> ReadSchoolsAsync(
        Caller caller, IRosterReader roster, CancellationToken cancellationToken, SchoolId? after = null, int limit = LimitDefault)
    {
        if (!caller.IsAdministrator)
        {
            return TypedResults.Ok(new Page<School>(await roster.ReadSchoolAsync(caller.School!.Value, cancellationToken) is { } own ? [own] : [], null));
        }

        var countMax = Math.Clamp(limit, 1, LimitMax);
        return TypedResults.Ok(PageOf(await roster.ReadSchoolsAsync(after, countMax, cancellationToken), countMax, school => school.Id.ToString()));
    }

    private static async Task<Results<Ok<School>, NotFound, StatusCodeHttpResult>> ReadSchoolAsync(
        SchoolId school, Caller caller, HttpContext context, SchoolDoor door, CancellationToken cancellationToken) =>
        await door.ReadAsync(caller, school, cancellationToken) is { School: var found }
            ? Tagged.Answer(context, found.RosterVersion, found)
            : TypedResults.NotFound();

    /// <summary>For the office all classes of the school; for others their own.</summary>
    private static async Task<Results<Ok<Page<ClassSummary>>, NotFound, StatusCodeHttpResult>> ReadClassesAsync(
        SchoolId school, Caller caller, HttpContext context, SchoolDoor door, IRosterReader roster, ISubstituteStore substitutes, TimeProvider time, IGrainFactory grains, CancellationToken cancellationToken,
        ClassId? after = null, int limit = LimitDefault)
    {
        if (await door.ReadAsync(caller, school, cancellationToken) is not (var found, var isManaged))
        {
            return TypedResults.NotFound();
        }

        if (isManaged)
        {
            var countMax = Math.Clamp(limit, 1, LimitMax);
            return Tagged.Answer(
                context, found.RosterVersion, PageOf(await roster.ReadClassesAsync(school, after, countMax, cancellationToken), countMax, summary => summary.Class.ToString()));
        }

        var person = PersonKey.Of(school, caller.Person!.Value);
        var now = time.GetUtcNow();
        var substituted = (await substitutes.ReadAsync(school, now, cancellationToken)).Where(one => one.Teacher == caller.Person && SubstituteRules.IsRunning(one.From, one.To, now)).Select(one => one.Class);
        var own = (await roster.ReadClassesOfAsync(person, cancellationToken)).Select(row => row.Class).Concat(substituted);
        var rosters = await Task.WhenAll(own.Distinct().Select(id => grains.GetGrain<IClassGrain>(id.ToString()).Roster()));
        ImmutableArray<ClassSummary> classes =
        [
            .. rosters.OfType<ClassRoster>().Where(caller.MayReadClass).Select(one => new ClassSummary(
                one.Class, one.Title, one.Subject, one.Enrollments.Count(enrollment => enrollment.Role == SchoolRole.Student))),
        ];
        return Tagged.Answer(context, Tagged.Join(found.RosterVersion, classes.Select(one => one.Class.ToString())), new Page<ClassSummary>(classes, null));
    }

    private static async Task<Results<Ok<ClassRoster>, NotFound, StatusCodeHttpResult>> ReadClassAsync(
        ClassId @class, Caller caller, HttpContext context, ClassDoor door) =>
        await door.ReadAsync(caller, @class) is { } roster
            ? Tagged.Answer(context, roster)
            : TypedResults.NotFound();

    private static Page<T> PageOf<T>(IReadOnlyList<T> items, int countMax, Func<T, string> key) =>
        new([.. items], items.Count == countMax ? key(items[^1]) : null);
}
