using Classroom.Contracts.Identity;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Problems;
using Classroom.Contracts.Rosters;
using Classroom.Gateway.Access;
using Classroom.Gateway.Identity.Codes;
using Classroom.Gateway.Identity.Limits;
using Classroom.Gateway.Problems;
using Classroom.Ports.Rosters;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Classroom.Gateway.Identity.Endpoints;

/// <summary>The office issues personal codes, to one student or to a class; and whoever holds a card may ask whose it is.</summary>
internal static class CodeEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var school = api.MapGroup("/schools/{school}").WithTags("Codes").RequireAuthorization();
        school.MapPost("/people/{person}/code", IssueToPersonAsync).WithName("IssueCode").WithSummary("A new personal code for a student.").Refuses(ProblemCode.NotFound, ProblemCode.NotStudent);
        school.MapPost("/classes/{class}/codes", IssueToClassAsync).WithName("IssueClassCodes").WithSummary("New personal codes for all students of a class.").Refuses(ProblemCode.NotFound);
        api.MapPost("/codes/find", FindAsync).WithTags("Session").WithName("FindCode").WithSummary("Says whose card this is, by its codes; starts no session.").AllowAnonymous()
            .LimitedByAddress("card").Refuses(ProblemCode.SignInFailed);
    }

    /// <summary>Tells no more than signing in would, within the same limits: so that nobody signs in with a card that was mixed up.</summary>
    private static async Task<Results<Ok<CodeFound>, ProblemHttpResult>> FindAsync(
        FindCode request, HttpContext context, CodeSignIns codes, IRosterReader roster, CancellationToken cancellationToken)
    {
        var (holder, wait) = await codes.FindAsync(request.School, request.Code, context.Connection.RemoteIpAddress, cancellationToken);
        return wait is { } pause ? IdentityProblems.Answer(context, ProblemCode.TooManyAttempts, pause)
            : holder is null ? IdentityProblems.Answer(context, ProblemCode.SignInFailed)
            : InvitationEndpoints.NotStored(context, new CodeFound(holder.Name, (await roster.ReadSchoolAsync(holder.School, cancellationToken))?.Name));
    }

    private static async Task<Results<Ok<StudentCode>, NotFound, ProblemHttpResult>> IssueToPersonAsync(
        SchoolId school, PersonId person, Caller caller, HttpContext context, SchoolDoor door, CodeIssuing codes, CancellationToken cancellationToken)
    {
        if (await door.ManagePersonAsync(caller, school, person, cancellationToken) is not { } found)
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
        SchoolId school, string @class, Caller caller, HttpContext context, SchoolDoor door, CodeIssuing codes, CancellationToken cancellationToken)
    {
        if (!ClassId.TryParse(@class.Contains('~', StringComparison.Ordinal) ? @class : $"{school}~{@class}", null, out var id)
            || await door.ManageClassAsync(caller, school, id, cancellationToken) is not { } found)
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
