namespace Classroom.Client.Reconnecting;

/// <summary>Full jitter: a random time below a bound that doubles with every attempt. Spreads a crowd evenly, unlike fixed steps.</summary>
internal static class Backoff
{
    /// <summary>Bound of the first wait.</summary>
    public static readonly TimeSpan First = TimeSpan.FromMilliseconds(500);

    /// <summary>No bound grows beyond this.</summary>
    public static readonly TimeSpan Cap = TimeSpan.FromSeconds(20);

    /// <summary>How long to wait before a retry.</summary>
    /// <param name="attempt">From 0.</param>
    /// <param name="random">Where chance comes from.</param>
    public static TimeSpan Wait(int attempt, Random random) => Bound(attempt) * random.NextDouble();

    /// <summary>The longest wait before that retry.</summary>
    public static TimeSpan Bound(int attempt) => attempt >= 6 ? Cap : TimeSpan.FromTicks(Math.Min(Cap.Ticks, First.Ticks << attempt));
}
