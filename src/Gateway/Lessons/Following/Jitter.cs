namespace Classroom.Gateway.Lessons.Following;

/// <summary>Spreads what would otherwise happen at the same moment everywhere.</summary>
internal static class Jitter
{
    private const double BackoffFirstMs = 100;
    private const double BackoffMaxMs = 3_000;

    /// <summary>Between 90 and 100 percent of the period.</summary>
    public static TimeSpan Of(TimeSpan period) => period * (0.9 + (Unit() * 0.1));

    /// <summary>Full jitter up to 100 ms, doubled with every failure, at most 3 seconds; never less than 20 ms.</summary>
    public static TimeSpan Backoff(int failures) =>
        TimeSpan.FromMilliseconds(Math.Max(20, Unit() * Math.Min(BackoffMaxMs, BackoffFirstMs * Math.Pow(2, Math.Min(failures, 10)))));

#pragma warning disable CA5394 // Not for secrets.
    private static double Unit() => Random.Shared.NextDouble();
#pragma warning restore CA5394
}
