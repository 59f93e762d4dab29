using System.Collections.Frozen;
using System.Text.Json;
using Classroom.Contracts.Identity;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Pages;
using Classroom.Contracts.Problems;
using Classroom.Gateway.Access;
using Classroom.Gateway.Problems;
using Classroom.Ports.Identity;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Classroom.Gateway.Identity.Audit;

/// <summary>The audit trail of a school, for its office and for administrators; that of the node, for administrators.</summary>
internal static class AuditEndpoints
{
    private const int CountMax = 200;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/schools/{school}/audit", ReadSchoolAsync).WithTags("Audit").WithName("ReadSchoolAudit").WithSummary("The audit trail of a school, with names.").RequireAuthorization()
            .Refuses(ProblemCode.NotFound);
        api.MapGet("/audit", ReadNodeAsync).WithTags("Audit").WithName("ReadAudit").WithSummary("The audit trail of the node, with names; for administrators.").RequireAuthorization()
            .Refuses(ProblemCode.NotFound);
    }

    private static async Task<Results<Ok<Page<NamedAuditEntry>>, NotFound, ProblemHttpResult>> ReadSchoolAsync(
        SchoolId school, [AsParameters] AuditQuery query, Caller caller, IAuditTrail trail, AuditNames names, CancellationToken cancellationToken) =>
        !caller.MayReadTrail(school) ? TypedResults.NotFound()
        : query.Selection is not { } selection ? Unreadable()
        : await PageAsync(school, selection, query.CountMax, caller, trail, names, cancellationToken);

    private static async Task<Results<Ok<Page<NamedAuditEntry>>, NotFound, ProblemHttpResult>> ReadNodeAsync(
        [AsParameters] AuditQuery query, Caller caller, IAuditTrail trail, AuditNames names, CancellationToken cancellationToken) =>
        !caller.IsAdministrator ? TypedResults.NotFound()
        : query.Selection is not { } selection ? Unreadable()
        : await PageAsync(null, selection, query.CountMax, caller, trail, names, cancellationToken);

    private static async Task<Ok<Page<NamedAuditEntry>>> PageAsync(
        SchoolId? school, AuditSelection selection, int countMax, Caller caller, IAuditTrail trail, AuditNames names, CancellationToken cancellationToken)
    {
        var entries = await trail.ReadAsync(school, selection, countMax, cancellationToken);
        var named = await names.NameAsync(entries, caller.IsAdministrator, cancellationToken);
        return TypedResults.Ok(new Page<NamedAuditEntry>(named, entries.Length == countMax ? entries[^1].Sequence.ToString() : null));
    }

    private static ProblemHttpResult Unreadable() => Problem.Of(ProblemCode.Malformed, "'order' is oldest or newest, 'action' one that the trail knows.");

    /// <summary>What is asked of a trail.</summary>
    /// <param name="After">Sequence after which to go on, in the order asked for.</param>
    /// <param name="Count">Most entries of the page.</param>
    /// <param name="Order"><c>oldest</c> or <c>newest</c> first.</param>
    /// <param name="Action">Only entries of this kind, named as in them.</param>
    /// <param name="From">Only what was done then or later.</param>
    /// <param name="To">Only what was done before.</param>
    private sealed record AuditQuery(
        [FromQuery(Name = "after")] long? After = null,
        [FromQuery(Name = "count")] int? Count = null,
        [FromQuery(Name = "order")] string? Order = null,
        [FromQuery(Name = "action")] string? Action = null,
        [FromQuery(Name = "from")] DateTimeOffset? From = null,
        [FromQuery(Name = "to")] DateTimeOffset? To = null)
    {
        private static readonly FrozenDictionary<string, AuditAction?> Actions =
            Enum.GetValues<AuditAction>().ToFrozenDictionary(action => JsonNamingPolicy.CamelCase.ConvertName($"{action}"), action => (AuditAction?)action);

        public int CountMax => Math.Clamp(Count ?? AuditEndpoints.CountMax, 1, AuditEndpoints.CountMax);

        public AuditSelection? Selection => Order is null or "oldest" or "newest" && (Action is null || Actions.ContainsKey(Action))
            ? new(After, Order == "newest", Action is null ? null : Actions[Action], From, To)
            : null;
    }
}
