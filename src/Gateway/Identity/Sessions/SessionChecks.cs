using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Rosters;
using Classroom.Gateway.Access;
using Classroom.Gateway.Identity.Limits;
using Classroom.Ports.Identity;
using Classroom.Ports.Rosters;
using Microsoft.Extensions.Options;

namespace Classroom.Gateway.Identity.Sessions;

/// <summary>Knows whether sessions still live: their account has the same stamp, they were not signed out, the roster still has the person.</summary>
/// <remarks>
/// An answer is believed for a short while (option), so that requests read no database; what ends a session on this gateway
/// counts at once, on others after that while. While the store does not answer, a session that was good stays good for longer;
/// one that this gateway never checked waits.
/// </remarks>
internal sealed partial class SessionChecks(
    IAccountStore accounts, IRosterReader roster, IOptions<IdentityOptions> options, TimeProvider time, ILogger<SessionChecks> logger)
{
    private readonly BoundedCache<string, Checked> _checked = new(options.Value.SessionChecksMax);

    /// <summary>Whether the session lives; for connections that outlast their request.</summary>
    /// <exception cref="SessionUncheckedException">The store does not answer, and the session is not known here.</exception>
    public async ValueTask<bool> IsLiveAsync(SessionRef session, CancellationToken cancellationToken = default) =>
        await CheckAsync(session, cancellationToken) is not null;

    /// <summary>How the person stands, or null if the session has ended.</summary>
    /// <exception cref="SessionUncheckedException">The store does not answer, and the session is not known here.</exception>
    public async ValueTask<Standing?> CheckAsync(SessionRef session, CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        if (now >= session.ExpiresAt)
        {
            return null;
        }

        var isKnown = _checked.TryGet(session.Id, out var known);
        if (isKnown && now - known!.At < options.Value.SessionCheckInterval)
        {
            return known.Standing;
        }

        try
        {
            using var timeout = new CancellationTokenSource(options.Value.SessionCheckTimeout, time);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
            var standing = await ReadAsync(session, both.Token);
            _checked.Set(session.Id, new(standing, now));
            return standing;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogCheckFailed(exception);
            return isKnown && now - known!.At < options.Value.SessionCheckStaleMax ? known.Standing : throw new SessionUncheckedException(exception);
        }
    }

    /// <summary>How an account stands today; null if the roster has no such person.</summary>
    public async Task<Standing?> StandingOfAsync(AccountId account, CancellationToken cancellationToken) =>
        account.Person is not { } person ? new([], null)
        : await roster.ReadPersonAsync(person, cancellationToken) is { } found ? new(found.Roles, found.FullName())
        : null;

    /// <summary>Forgets one session: it was signed out here.</summary>
    public void Forget(string session) => _checked.Remove(session);

    /// <summary>Forgets all: an account's stamp was changed here.</summary>
    public void ForgetAll() => _checked.Clear();

    private async Task<Standing?> ReadAsync(SessionRef session, CancellationToken cancellationToken) =>
        await accounts.ReadStampAsync(session.Account, session.Id, cancellationToken) == session.Stamp
            ? await StandingOfAsync(session.Account, cancellationToken)
            : null;

    [LoggerMessage(Level = LogLevel.Warning, Message = "A session could not be checked; those that were good are believed for a while")]
    private partial void LogCheckFailed(Exception exception);

    private sealed record Checked(Standing? Standing, DateTimeOffset At);
}

/// <summary>It is not known whether a session lives, because the store does not answer. Retry.</summary>
internal sealed class SessionUncheckedException(Exception inner) : Exception("The session could not be checked.", inner);
