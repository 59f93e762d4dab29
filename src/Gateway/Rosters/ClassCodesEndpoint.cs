using System.Collections.Immutable;
using Classroom.Contracts.Identity;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Problems;
using Classroom.Contracts.Rosters;
using Classroom.Gateway.Access;
using Classroom.Gateway.Problems;
using Classroom.Ports.Identity;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Classroom.Gateway.Rosters;

/// <summary><c>GET /api/v1/classes/{class}/codes</c>: who of a class can sign in by a code already. Never the codes.</summary>
internal static class ClassCodesEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/classes/{class}/codes", ReadAsync).WithTags("Codes").WithName("ReadClassCodes")
            .WithSummary("Which students of a class have a personal code, and since when; for its teachers and the office.").RequireAuthorization()
            .Refuses(ProblemCode.NotFound, ProblemCode.Forbidden);

    private static async Task<Results<Ok<ImmutableArray<StudentWithCode>>, NotFound, ProblemHttpResult>> ReadAsync(
        ClassId @class, Caller caller, ClassDoor door, IAccountStore accounts, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await door.ReadAsync(caller, @class) is not { } roster)
        {
            return TypedResults.NotFound();
        }

        if (!caller.MayKeepRegister(roster))
        {
            return Problem.Of(ProblemCode.Forbidden, "Who has a code is for the teachers of the class and the office.");
        }

        var students = roster.Enrollments.Where(enrollment => enrollment.Role == SchoolRole.Student).Select(enrollment => enrollment.Person).ToArray();
        var standings = (await accounts.ReadStandingsAsync(@class.School, students, time.GetUtcNow(), cancellationToken)).Where(standing => standing.HasCode).ToDictionary(standing => standing.Person);
        return TypedResults.Ok<ImmutableArray<StudentWithCode>>(
        [
            .. students.Where(standings.ContainsKey).Select(student => new StudentWithCode(student, standings[student].CodeIssuedAt)),
        ]);
    }
}
