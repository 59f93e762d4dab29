using Classroom.Contracts.Identity;
using Classroom.Contracts.Problems;
using Classroom.Gateway.Access;
using Classroom.Gateway.Identity.Codes;
using Classroom.Gateway.Identity.Limits;
using Classroom.Gateway.Identity.Passwords;
using Classroom.Gateway.Identity.Sessions;
using Classroom.Gateway.Problems;
using Classroom.Ports.Identity;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Classroom.Gateway.Identity.Endpoints;

/// <summary><c>/api/v1/session</c>: sign in, who am I, sign out, change the password.</summary>
internal static class SessionEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var session = api.MapGroup("/session").WithTags("Session");
        session.MapPost("", SignInAsync).WithName("SignIn").WithSummary("Signs in by password or code.").AllowAnonymous()
            .LimitedByAddress(request => request.GetArgument<SignIn>(0) is CodeSignIn ? "code" : "password")
            .Refuses(ProblemCode.SignInFailed, ProblemCode.SchoolRequired);
        session.MapGet("", ReadAsync).WithName("ReadSession").WithSummary("Says who is signed in.").RequireAuthorization();
        session.MapDelete("", SignOutAsync).WithName("SignOut").WithSummary("Signs out; also without a session.").AllowAnonymous();
        session.MapPut("/password", ChangePasswordAsync).WithName("ChangePassword").WithSummary("Changes one's own password and ends the other sessions.").RequireAuthorization()
            .Refuses(ProblemCode.PasswordWeak, ProblemCode.PasswordWrong, ProblemCode.TooManyAttempts);
    }

    private static async Task<Results<Ok<SignedIn>, ProblemHttpResult>> SignInAsync(
        SignIn request, HttpContext context, PasswordSignIns passwords, CodeSignIns codes, SessionReply reply, CancellationToken cancellationToken)
    {
        var address = context.Connection.RemoteIpAddress;
        var outcome = request is CodeSignIn code
            ? await codes.SignInAsync(code, address, cancellationToken)
            : await passwords.SignInAsync(context, (PasswordSignIn)request, AddressPrefix.Of(address), cancellationToken);
        return outcome switch
        {
            { Grant: { } grant } => TypedResults.Ok(await reply.HandOutAsync(context, grant, request.Bearer, cancellationToken)),
            { Problem: ProblemCode.SchoolRequired } => await reply.ChooseAsync(outcome.Schools, cancellationToken),
            _ => IdentityProblems.Answer(context, outcome.Problem!, outcome.Wait),
        };
    }

    private static async Task<Ok<Session>> ReadAsync(Caller caller, HttpContext context, SessionReply reply, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(await reply.DescribeAsync(caller, cancellationToken));
    }

    private static async Task<NoContent> SignOutAsync(
        HttpContext context, IAccountStore accounts, SessionChecks checks, SessionCookie cookie, TimeProvider time, CancellationToken cancellationToken)
    {
        if (Caller.Of(context.User) is { } caller)
        {
            await accounts.EndSessionAsync(caller.Session.Id, caller.Session.ExpiresAt, time.GetUtcNow(), cancellationToken);
            checks.Forget(caller.Session.Id);
        }

        // Also without a session: whoever signs out of a shared computer is signed out.
        context.Response.Cookies.Delete(cookie.NameFor(context), SessionCookie.OptionsFor(context, null));
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<SignedIn>, ProblemHttpResult>> ChangePasswordAsync(
        ChangePassword request, Caller caller, HttpContext context, PasswordChanges changes, SessionReply reply, CancellationToken cancellationToken)
    {
        var (grant, problem, wait) = await changes.ChangeAsync(caller, request, cancellationToken);
        return grant is not null
            ? TypedResults.Ok(await reply.HandOutAsync(context, grant, bearer: context.Request.Headers.Authorization.Count > 0, cancellationToken))
            : IdentityProblems.Answer(context, problem!, wait);
    }
}
