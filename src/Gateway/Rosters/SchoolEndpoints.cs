using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Pages;
using Classroom.Contracts.Problems;
using Classroom.Contracts.Rosters;
using Classroom.Gateway.Access;
using Classroom.Gateway.Http;
using Classroom.Gateway.Problems;
using Classroom.Grains.Abstractions.Timetables;
using Classroom.Ports.Rosters;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Classroom.Gateway.Rosters;

/// <summary>Schools, their classes and people, as far as the caller may know of them.</summary>
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
        schools.MapGet("/{school}/people", ReadPeopleAsync).WithName("ReadPeople").WithSummary("People of a school; for its office.").Produces(StatusCodes.Status304NotModified).Refuses(ProblemCode.NotFound);
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
        SchoolId school, Caller caller, HttpContext context, IRosterReader roster, CancellationToken cancellationToken) =>
        caller.MayReadSchool(school) && await roster.ReadSchoolAsync(school, cancellationToken) is { } found
            ? Tagged.Answer(context, found.RosterVersion, found)
            : TypedResults.NotFound();

    /// <summary>For the office all classes of the school; for others their own.</summary>
    private static async Task<Results<Ok<Page<ClassSummary>>, NotFound, StatusCodeHttpResult>> ReadClassesAsync(
        SchoolId school, Caller caller, HttpContext context, IRosterReader roster, IGrainFactory grains, CancellationToken cancellationToken, ClassId? after = null, int limit = LimitDefault)
    {
        if (!caller.MayReadSchool(school) || await roster.ReadSchoolAsync(school, cancellationToken) is not { } found)
        {
            return TypedResults.NotFound();
        }

        var countMax = Math.Clamp(limit, 1, LimitMax);
        var page = caller.MayManageSchool(school)
            ? PageOf(await roster.ReadClassesAsync(school, after, countMax, cancellationToken), countMax, summary => summary.Class.ToString())
            : await ReadOwnAsync(caller, school, roster, grains, cancellationToken);
        return Tagged.Answer(context, found.RosterVersion, page);
    }

    private static async Task<Results<Ok<Page<SchoolPerson>>, NotFound, StatusCodeHttpResult>> ReadPeopleAsync(
        SchoolId school, Caller caller, HttpContext context, IRosterReader roster, CancellationToken cancellationToken, PersonId? after = null, int limit = LimitDefault)
    {
        if (!caller.MayManageSchool(school) || await roster.ReadSchoolAsync(school, cancellationToken) is not { } found)
        {
            return TypedResults.NotFound();
        }

        var countMax = Math.Clamp(limit, 1, LimitMax);
        var people = await roster.ReadPeopleAsync(school, after, countMax, cancellationToken);
        return Tagged.Answer(context, found.RosterVersion, PageOf(people, countMax, person => person.Id.ToString()));
    }

    private static async Task<Results<Ok<ClassRoster>, NotFound, StatusCodeHttpResult>> ReadClassAsync(
        ClassId @class, Caller caller, HttpContext context, IGrainFactory grains) =>
        caller.MayReadSchool(@class.School) && caller.See(await grains.GetGrain<IClassGrain>(@class.ToString()).Roster()) is { } roster
            ? Tagged.Answer(context, roster.Version, roster)
            : TypedResults.NotFound();

    private static async Task<Page<ClassSummary>> ReadOwnAsync(
        Caller caller, SchoolId school, IRosterReader roster, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var own = await roster.ReadClassesOfAsync(PersonKey.Of(school, caller.Person!.Value), cancellationToken);
        var rosters = await Task.WhenAll(own.Select(row => row.Class).Distinct().Select(id => grains.GetGrain<IClassGrain>(id.ToString()).Roster()));
        return new(
            [.. rosters.OfType<ClassRoster>().Where(caller.MayReadClass).Select(found => new ClassSummary(
                found.Class, found.Title, found.Subject, found.Enrollments.Count(enrollment => enrollment.Role == SchoolRole.Student)))],
            null);
    }

    private static Page<T> PageOf<T>(IReadOnlyList<T> items, int countMax, Func<T, string> key) =>
        new([.. items], items.Count == countMax ? key(items[^1]) : null);
}
