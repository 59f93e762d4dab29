using Classroom.Contracts.Identity;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Problems;
using Classroom.Gateway.Access;
using Classroom.Gateway.Identity.Limits;
using Classroom.Gateway.Identity.Passwords;
using Classroom.Gateway.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Classroom.Gateway.Identity.Endpoints;

/// <summary>Invitations of teachers and the office.</summary>
internal static class InvitationEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var people = api.MapGroup("/schools/{school}/people/{person}").WithTags("Accounts").RequireAuthorization();
        people.MapPost("/invitation", InviteAsync).WithName("InvitePerson").WithSummary("A link to choose a password, for a teacher or the office.")
            .Refuses(ProblemCode.NotFound, ProblemCode.NotStaff, ProblemCode.LoginRequired, ProblemCode.LoginInvalid, ProblemCode.LoginTaken);
        api.MapPost("/invitations/find", FindAsync).WithTags("Accounts").WithName("FindInvitation").WithSummary("Says whom an invitation is for, by its token; spends nothing.").AllowAnonymous()
            .LimitedByAddress("invitation").Refuses(ProblemCode.TokenSpent);
        api.MapPost("/invitations/accept", AcceptAsync).WithTags("Accounts").WithName("AcceptInvitation").WithSummary("Chooses the password by the token of an invitation.").AllowAnonymous()
            .LimitedByAddress("invitation").Refuses(ProblemCode.TokenSpent, ProblemCode.PasswordWeak);
    }

    private static async Task<Results<Ok<Invitation>, NotFound, ProblemHttpResult>> InviteAsync(
        SchoolId school, PersonId person, Invite request, Caller caller, HttpContext context, SchoolDoor door, Invitations invitations,
        CancellationToken cancellationToken)
    {
        if (await door.ManagePersonAsync(caller, school, person, cancellationToken) is not { } found)
        {
            return TypedResults.NotFound();
        }

        var (invitation, problem) = await invitations.IssueAsync(school, found, request.Login, caller.Account, cancellationToken);
        return invitation is not null ? NotStored(context, invitation) : IdentityProblems.Answer(context, problem!);
    }

    private static async Task<Results<Ok<InvitationFound>, ProblemHttpResult>> FindAsync(
        FindInvitation request, HttpContext context, Invitations invitations, CancellationToken cancellationToken) =>
        await invitations.FindAsync(request.Token, cancellationToken) is { } found
            ? NotStored(context, found)
            : IdentityProblems.Answer(context, ProblemCode.TokenSpent);

    private static async Task<Results<Ok<InvitationAccepted>, ProblemHttpResult>> AcceptAsync(
        AcceptInvitation request, HttpContext context, Invitations invitations, KnownBrowser browsers, CancellationToken cancellationToken)
    {
        var (accepted, account, problem) = await invitations.AcceptAsync(request.Token, request.Password, cancellationToken);
        if (accepted is null)
        {
            return IdentityProblems.Answer(context, problem!);
        }

        browsers.Remember(context, account!.Value, accepted.Login); // So that nobody's guesses keep them out at the first sign-in.
        return TypedResults.Ok(accepted);
    }

    /// <summary>Answers with a secret that no cache may keep.</summary>
    internal static Ok<T> NotStored<T>(HttpContext context, T secret)
    {
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(secret);
    }
}
