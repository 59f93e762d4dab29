using System.Collections.Immutable;
using Classroom.Contracts.Identity;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Problems;
using Classroom.Contracts.Rosters;
using Classroom.Gateway.Access;
using Classroom.Gateway.Identity.Codes;
using Classroom.Gateway.Problems;
using Classroom.Grains.Abstractions.Timetables;
using Classroom.Ports.Identity;
using Classroom.Ports.Rosters;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Classroom.Gateway.Identity.Endpoints;

/// <summary>The office issues personal codes: to one student, or to a class; teachers see who has one.</summary>
internal static class CodeEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var school = api.MapGroup("/schools/{school}").WithTags("Codes").RequireAuthorization();
        school.MapPost("/people/{person}/code", IssueToPersonAsync).WithName("IssueCode").WithSummary("A new personal code for a student.").Refuses(ProblemCode.NotFound, ProblemCode.NotStudent);
        school.MapPost("/classes/{class}/codes", IssueToClassAsync).WithName("IssueClassCodes").WithSummary("New personal codes for all students of a class.").Refuses(ProblemCode.NotFound);
        api.MapGet("/classes/{class}/codes", ReadOfClassAsync).WithTags("Codes").WithName("ReadClassCodes").WithSummary("Which students of a class have a personal code, and since when; for its teachers and the office.")
            .RequireAuthorization().Refuses(ProblemCode.NotFound, ProblemCode.Forbidden);
    }

    private static async Task<Results<Ok<ImmutableArray<StudentWithCode>>, NotFound, ProblemHttpResult>> ReadOfClassAsync(
        ClassId @class, Caller caller, IGrainFactory grains, IAccountStore accounts, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!caller.MayReadSchool(@class.School) || caller.See(await grains.GetGrain<IClassGrain>(@class.ToString()).Roster()) is not { } roster)
        {
            return TypedResults.NotFound();
        }

        if (!caller.MayKeepRegister(roster))
        {
            return Problem.Of(ProblemCode.Forbidden, "Who has a code is for the teachers of the class and the office.");
        }

        var standings = (await accounts.ReadStandingsAsync(@class.School, time.GetUtcNow(), cancellationToken)).Where(standing => standing.HasCode).ToDictionary(standing => standing.Person);
        return TypedResults.Ok<ImmutableArray<StudentWithCode>>(
        [
            .. roster.Enrollments
                .Where(enrollment => enrollment.Role == SchoolRole.Student && standings.ContainsKey(enrollment.Person))
                .Select(enrollment => new StudentWithCode(enrollment.Person, standings[enrollment.Person].CodeIssuedAt)),
        ]);
    }

    private static async Task<Results<Ok<StudentCode>, NotFound, ProblemHttpResult>> IssueToPersonAsync(
        SchoolId school, PersonId person, Caller caller, HttpContext context, IRosterReader roster, CodeIssuing codes, CancellationToken cancellationToken)
    {
        if (!caller.MayManageSchool(school) || await roster.ReadPersonAsync(PersonKey.Of(school, person), cancellationToken) is not { } found)
        {
            return TypedResults.NotFound();
        }

        if (!found.Roles.Contains(SchoolRole.Student))
        {
            return IdentityProblems.Answer(context, ProblemCode.NotStudent);
        }

        var issued = await codes.IssueAsync(school, [(found.Id, found.GivenName, found.FamilyName)], caller.Account, cancellationToken);
        return InvitationEndpoints.NotStored(context, issued[0]);
    }

    private static async Task<Results<Ok<StudentCodes>, NotFound>> IssueToClassAsync(
        SchoolId school, string @class, Caller caller, HttpContext context, IRosterReader roster, CodeIssuing codes, CancellationToken cancellationToken)
    {
        if (!caller.MayManageSchool(school)
            || !ClassId.TryParse(@class.Contains('~', StringComparison.Ordinal) ? @class : $"{school}~{@class}", null, out var id)
            || id.School != school
            || await roster.ReadClassAsync(id, cancellationToken) is not { } found)
        {
            return TypedResults.NotFound();
        }

        var students = found.Enrollments
            .Where(enrollment => enrollment.Role == SchoolRole.Student)
            .Select(enrollment => (enrollment.Person, enrollment.GivenName, enrollment.FamilyName))
            .ToArray();
        var issued = await codes.IssueAsync(school, students, caller.Account, cancellationToken);
        return InvitationEndpoints.NotStored(context, new StudentCodes(school, issued));
    }
}
