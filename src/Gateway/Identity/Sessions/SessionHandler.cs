using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Classroom.Contracts.Identity;
using Classroom.Contracts.Problems;
using Classroom.Gateway.Access;
using Classroom.Gateway.Problems;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Classroom.Gateway.Identity.Sessions;

/// <summary>Authenticates a request by its bearer token or, without an <c>Authorization</c> header, its session cookie.</summary>
/// <remarks>A request with an <c>Authorization</c> header is never authenticated by cookie: so that header exempts it from the cross-site check.</remarks>
internal sealed class SessionHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, SessionTokens tokens, SessionChecks checks, SessionCookie cookie)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "Session";

    private const string BearerPrefix = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (ReadGrant() is not { } grant)
        {
            return AuthenticateResult.NoResult();
        }

        try
        {
            // Who has lost every role that the credential gave is nobody here any more.
            return await checks.CheckAsync(grant.Session, Context.RequestAborted) is { } standing
                && grant.ToCaller(standing) is var caller && (caller.IsAdministrator || !caller.Roles.IsEmpty)
                ? AuthenticateResult.Success(new(new ClaimsPrincipal(new CallerIdentity(caller, SchemeName)), SchemeName))
                : AuthenticateResult.Fail("The session has ended.");
        }
        catch (SessionUncheckedException exception)
        {
            return AuthenticateResult.Fail(exception);
        }
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if ((await HandleAuthenticateOnceSafeAsync()).Failure is SessionUncheckedException)
        {
            await Problem.After(Context, TimeSpan.FromSeconds(2), ProblemCode.Busy, "The session cannot be checked just now.")
                .ExecuteAsync(Context);
            return;
        }

        Response.Headers[HeaderNames.WWWAuthenticate] = "Bearer";
        await Problem.Of(ProblemCode.SignInRequired, "Sign in first.").ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Problem.Of(ProblemCode.Forbidden, "This is not yours to do.").ExecuteAsync(Context);

    private SessionGrant? ReadGrant()
    {
        if (Request.Headers.Authorization is not { Count: > 0 } headers)
        {
            return tokens.Read(Request.Cookies[cookie.NameFor(Context)], bearer: false);
        }

        return headers is [{ } header] && header.StartsWith(BearerPrefix, true, CultureInfo.InvariantCulture)
            ? tokens.Read(header[BearerPrefix.Length..].Trim(), bearer: true)
            : null;
    }
}
