using System.Collections.Immutable;
using Classroom.Contracts.Identity;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Problems;
using Classroom.Gateway.Access;
using Classroom.Gateway.Identity.Sessions;
using Classroom.Gateway.Problems;
using Classroom.Ports.Rosters;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Classroom.Gateway.Identity.Endpoints;

/// <summary>Answers with a session: as a cookie or as a token, and what the client may know of it.</summary>
internal sealed class SessionReply(SessionTokens tokens, SessionCookie cookie, IRosterReader roster, TimeProvider time)
{
    /// <summary>Hands out a session: as a bearer token, or as the cookie.</summary>
    public async Task<SignedIn> HandOutAsync(HttpContext context, SessionGrant grant, bool bearer, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        var token = tokens.Write(grant, bearer);
        if (!bearer)
        {
            TimeSpan? lifetime = grant.Session.IsRemembered ? grant.Session.ExpiresAt - time.GetUtcNow() : null;
            context.Response.Cookies.Append(cookie.NameFor(context), token, SessionCookie.OptionsFor(context, lifetime));
        }

        var session = await DescribeAsync(grant.ToCaller(new(grant.Roles, grant.DisplayName)), cancellationToken);
        return new(session, bearer ? token : null);
    }

    /// <summary>Who is signed in.</summary>
    public async Task<Session> DescribeAsync(Caller caller, CancellationToken cancellationToken) => new(
        caller.Account,
        caller.DisplayName,
        caller.Roles,
        caller.IsAdministrator,
        caller.School,
        caller.School is { } school ? (await roster.ReadSchoolAsync(school, cancellationToken))?.Name : null,
        caller.Person,
        caller.Session.ExpiresAt);

    /// <summary>Asks which of several schools is meant; only after the password was right at each.</summary>
    public async Task<ProblemHttpResult> ChooseAsync(ImmutableArray<SchoolId> schools, CancellationToken cancellationToken)
    {
        var named = new List<SchoolChoice>(schools.Length);
        foreach (var school in schools)
        {
            named.Add(new(school, (await roster.ReadSchoolAsync(school, cancellationToken))?.Name ?? school.ToString()));
        }

        return Problem.Of(ProblemCode.SchoolRequired, "Say which school.", new KeyValuePair<string, object?>("schools", named));
    }

    private sealed record SchoolChoice(SchoolId School, string Name);
}
