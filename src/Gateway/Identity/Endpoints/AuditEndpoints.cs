using Classroom.Contracts.Identity;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Pages;
using Classroom.Contracts.Problems;
using Classroom.Gateway.Access;
using Classroom.Gateway.Problems;
using Classroom.Ports.Identity;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Classroom.Gateway.Identity.Endpoints;

/// <summary>The audit trail of a school, for its office and for administrators; that of the node, for administrators.</summary>
internal static class AuditEndpoints
{
    private const int CountMax = 200;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/schools/{school}/audit", ReadSchoolAsync).WithTags("Audit").WithName("ReadSchoolAudit").WithSummary("The audit trail of a school, oldest first.").RequireAuthorization()
            .Refuses(ProblemCode.NotFound);
        api.MapGet("/audit", ReadNodeAsync).WithTags("Audit").WithName("ReadAudit").WithSummary("The audit trail of the node, oldest first; for administrators.").RequireAuthorization()
            .Refuses(ProblemCode.NotFound);
    }

    private static async Task<Results<Ok<Page<AuditEntry>>, NotFound>> ReadSchoolAsync(
        SchoolId school, Caller caller, IAuditTrail trail, CancellationToken cancellationToken, long after = 0, int count = CountMax) =>
        caller.MayManageSchool(school) ? await PageAsync(school, trail, after, count, cancellationToken) : TypedResults.NotFound();

    private static async Task<Results<Ok<Page<AuditEntry>>, NotFound>> ReadNodeAsync(
        Caller caller, IAuditTrail trail, CancellationToken cancellationToken, long after = 0, int count = CountMax) =>
        caller.IsAdministrator ? await PageAsync(null, trail, after, count, cancellationToken) : TypedResults.NotFound();

    private static async Task<Ok<Page<AuditEntry>>> PageAsync(SchoolId? school, IAuditTrail trail, long after, int count, CancellationToken cancellationToken)
    {
        var countMax = Math.Clamp(count, 1, CountMax);
        var entries = await trail.ReadAsync(school, after, countMax, cancellationToken);
        return TypedResults.Ok(new Page<AuditEntry>(entries, entries.Length == countMax ? entries[^1].Sequence.ToString() : null));
    }
}
