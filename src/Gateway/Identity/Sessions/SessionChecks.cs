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
    private readonly Lock _keeping = new();
    private long _readings;
    private long _forgottenAt;

    /// <summary>Whether the session lives; for connections that outlast their request.</summary>
    /// <exception cref="SessionUncheckedException">The store does not answer, and the session is not known here.</exception>
    public async ValueTask<bool> IsLiveAsync(SessionRef session, CancellationToken cancellationToken = default) =>
        await CheckAsync(session, cancellationToken) is not null;

    /// <summary>How the person stands, or null if the session has ended.</summary>
    /// <exception cref="SessionUncheckedException">The store does not answer, and the session is not known here.</exception>
    public async ValueTask<Standing?> CheckAsync(SessionRef session, CancellationToken cancellationToken = default)
    {
        if (time.GetUtcNow() >= session.ExpiresAt)
        {
            return null;
        }

        var isKnown = _checked.TryGet(session.Id, out var known);
        if (isKnown && time.GetElapsedTime(known!.At) < options.Value.SessionCheckInterval)
        {
            return known.Standing;
        }

        var reading = new Checked(time.GetTimestamp(), Interlocked.Increment(ref _readings));
        try
        {
            using var timeout = new CancellationTokenSource(options.Value.SessionCheckTimeout, time);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
            var standing = await ReadAsync(session, both.Token);
            Keep(session.Id, reading with { Standing = standing });
            return standing;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogCheckFailed(exception);
            return isKnown && time.GetElapsedTime(known!.At) < options.Value.SessionCheckStaleMax ? known.Standing : throw new SessionUncheckedException(exception);
        }
    }

    /// <summary>How an account stands today; null if the roster has no such person.</summary>
    public async Task<Standing?> StandingOfAsync(AccountId account, CancellationToken cancellationToken) =>
        account.Person is not { } person ? new([], null)
        : await roster.ReadPersonAsync(person, cancellationToken) is { } found ? new(found.Roles, found.FullName())
        : null;

    /// <summary>Forgets one session: it was signed out here.</summary>
    public void Forget(string session)
    {
        lock (_keeping)
        {
            _forgottenAt = Interlocked.Read(ref _readings);
            _checked.Remove(session);
        }
    }

    /// <summary>Forgets all: an account's stamp was changed here.</summary>
    public void ForgetAll()
    {
        lock (_keeping)
        {
            _forgottenAt = Interlocked.Read(ref _readings);
            _checked.Clear();
        }
    }

    /// <summary>Keeps what was read, unless it may be older than what is known: readings overtake each other.</summary>
    /// <remarks>What was begun before something was forgotten is not kept; that a session has ended is, whoever read it first.</remarks>
    private void Keep(string session, Checked reading)
    {
        lock (_keeping)
        {
            var isNews = !_checked.TryGet(session, out var known) || reading.Number > known.Number || reading.Standing is null;
            if (isNews && reading.Number > _forgottenAt)
            {
                _checked.Set(session, reading);
            }
        }
    }

    private async Task<Standing?> ReadAsync(SessionRef session, CancellationToken cancellationToken) =>
        await accounts.ReadStampAsync(session.Account, session.Id, cancellationToken) == session.Stamp
            ? await StandingOfAsync(session.Account, cancellationToken)
            : null;

    [LoggerMessage(Level = LogLevel.Warning, Message = "A session could not be checked; those that were good are believed for a while")]
    private partial void LogCheckFailed(Exception exception);

    /// <param name="At">When the reading began; a timestamp.</param>
    /// <param name="Number">Which reading: a later one knows no less.</param>
    /// <param name="Standing">What it found; none if the session has ended.</param>
    private sealed record Checked(long At, long Number, Standing? Standing = null);
}

/// <summary>It is not known whether a session lives, because the store does not answer. Retry.</summary>
internal sealed class SessionUncheckedException(Exception inner) : Exception("The session could not be checked.", inner);
