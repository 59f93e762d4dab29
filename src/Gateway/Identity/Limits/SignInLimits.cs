using System.Net;
using System.Threading.RateLimiting;
using Classroom.Contracts.Ids;
using Microsoft.Extensions.Options;

namespace Classroom.Gateway.Identity.Limits;

/// <summary>Token buckets for people who are not signed in: one per address prefix, and one per school and prefix for codes.</summary>
internal sealed class SignInLimits(IOptions<SignInLimitOptions> options) : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly PartitionedRateLimiter<string> _byAddress = PartitionedRateLimiter.Create<string, string>(prefix =>
        RateLimitPartition.GetTokenBucketLimiter(prefix, _ => Bucket(options.Value.AddressBurstMax, options.Value.AddressRatePerSecond)));

    private readonly PartitionedRateLimiter<(SchoolId School, string Prefix)> _byCode = PartitionedRateLimiter.Create<(SchoolId School, string Prefix), (SchoolId, string)>(place =>
        RateLimitPartition.GetTokenBucketLimiter(place, _ => Bucket(options.Value.CodeBurstMax, options.Value.CodeRatePerSecond)));

    /// <summary>Takes one try from the address; says how long to wait if there is none, else null.</summary>
    public TimeSpan? Take(IPAddress? address)
    {
        using var lease = _byAddress.AttemptAcquire(AddressPrefix.Of(address));
        return Wait(lease);
    }

    /// <summary>Takes one try of a code; says how long to wait if there is none, else null.</summary>
    public TimeSpan? TakeCode(SchoolId school, IPAddress? address)
    {
        using var lease = _byCode.AttemptAcquire((school, AddressPrefix.Of(address)));
        return Wait(lease);
    }

    public void Dispose()
    {
        _byAddress.Dispose();
        _byCode.Dispose();
    }

    private static TimeSpan? Wait(RateLimitLease lease) =>
        lease.IsAcquired ? null : lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Period;

    private static TokenBucketRateLimiterOptions Bucket(int burst, int perSecond) => new()
    {
        TokenLimit = burst,
        TokensPerPeriod = perSecond,
        ReplenishmentPeriod = Period,
        QueueLimit = 0,
    };
}
