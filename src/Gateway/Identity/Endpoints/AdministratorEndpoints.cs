using Classroom.Contracts.Identity;
using Classroom.Contracts.Problems;
using Classroom.Gateway.Access;
using Classroom.Gateway.Identity.Limits;
using Classroom.Gateway.Identity.Passwords;
using Classroom.Gateway.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Classroom.Gateway.Identity.Endpoints;

/// <summary>Setup of administrators: the first by the node's console, further ones by an administrator.</summary>
internal static class AdministratorEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/setup", SetUpAsync).WithTags("Accounts").WithName("SetUpAdministrator").WithSummary("Makes an administrator by a setup token.").AllowAnonymous()
            .LimitedByAddress("setup").Refuses(ProblemCode.LoginInvalid, ProblemCode.PasswordWeak, ProblemCode.TokenSpent);
        api.MapPost("/setup/find", FindAsync).WithTags("Accounts").WithName("FindSetup").WithSummary("Says whether a setup token still makes an administrator; spends nothing.").AllowAnonymous()
            .LimitedByAddress("setup").Refuses(ProblemCode.TokenSpent);
        api.MapPost("/administrators/invitation", InviteAsync).WithTags("Accounts").WithName("InviteAdministrator").WithSummary("A link that makes a further administrator; for administrators.")
            .RequireAuthorization().Refuses(ProblemCode.NotFound);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> SetUpAsync(
        SetUpAdministrator request, HttpContext context, AdministratorSetup setup, KnownBrowser browsers, CancellationToken cancellationToken)
    {
        var (administrator, problem) = await setup.CompleteAsync(request, cancellationToken);
        if (administrator is null)
        {
            return IdentityProblems.Answer(context, problem!);
        }

        browsers.Remember(context, administrator.Id, administrator.Login!); // So that nobody's guesses keep them out at the first sign-in.
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> FindAsync(
        FindSetup request, HttpContext context, AdministratorSetup setup, CancellationToken cancellationToken) =>
        await setup.IsOpenAsync(request.Token, cancellationToken) ? TypedResults.NoContent() : IdentityProblems.Answer(context, ProblemCode.TokenSpent);

    private static async Task<Results<Ok<AdministratorInvitation>, NotFound>> InviteAsync(
        Caller caller, HttpContext context, AdministratorSetup setup, CancellationToken cancellationToken) =>
        caller.IsAdministrator ? InvitationEndpoints.NotStored(context, await setup.InviteAsync(caller.Account, cancellationToken)) : TypedResults.NotFound();
}
