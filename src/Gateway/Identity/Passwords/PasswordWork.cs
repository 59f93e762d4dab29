using System.Threading.RateLimiting;
using Classroom.Contracts.Ids;
using Classroom.Gateway.Identity.Limits;
using Classroom.Ports.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Classroom.Gateway.Identity.Passwords;

/// <summary>Hashes passwords, a few at a time: the one expensive thing that strangers can ask for.</summary>
/// <remarks>Browsers that signed in before have a queue of their own, so that a flood of guesses does not keep teachers out.</remarks>
internal sealed class PasswordWork(IPasswordHasher<Account> hasher, IOptions<SignInLimitOptions> options) : IDisposable
{
    // Only for the hasher's signature; the framework's own ignores it.
    private static readonly Account Nobody = new(default, null, null, null, "");

    private readonly Lazy<string> _dummyHash = new(() => hasher.HashPassword(Nobody, OpaqueId.New(26)));
    private readonly ConcurrencyLimiter _known = new(Limit(options.Value));
    private readonly ConcurrencyLimiter _others = new(Limit(options.Value));

    /// <summary>Waits for a turn; dispose it when done. Not acquired: too many wait already.</summary>
    public ValueTask<RateLimitLease> TurnAsync(bool known, CancellationToken cancellationToken) =>
        (known ? _known : _others).AcquireAsync(1, cancellationToken);

    public string Hash(string password) => hasher.HashPassword(Nobody, password);

    /// <summary>Checks a password against an account's hash; against a dummy, with the same work and never right, if there is none.</summary>
    public PasswordVerificationResult Verify(Account? account, string password)
    {
        var result = hasher.VerifyHashedPassword(account ?? Nobody, account?.PasswordHash ?? _dummyHash.Value, password);
        return account?.PasswordHash is null ? PasswordVerificationResult.Failed : result;
    }

    public void Dispose()
    {
        _known.Dispose();
        _others.Dispose();
    }

    private static ConcurrencyLimiterOptions Limit(SignInLimitOptions options) => new()
    {
        PermitLimit = options.PasswordHashesMax,
        QueueLimit = options.PasswordQueueMax,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    };
}
