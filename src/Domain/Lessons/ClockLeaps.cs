using System.Collections.Immutable;

namespace Classroom.Domain.Lessons;

/// <summary>Where the wall clock leapt ahead of the time that passed: it was set, or the machine slept. Immutable.</summary>
/// <remarks>Entries bear the wall clock's time. How long something has lasted is told without what was leapt over.</remarks>
public sealed record ClockLeaps
{
    /// <summary>Leaps that are remembered; of earlier ones the wall clock's word is taken.</summary>
    public const int CountMax = 32;

    /// <summary>No leap.</summary>
    public static readonly ClockLeaps None = new();

    private ImmutableArray<(DateTimeOffset From, DateTimeOffset To)> Leaps { get; init; } = [];

    /// <summary>Remembers that the wall clock passed from one time to a later one at once.</summary>
    public ClockLeaps Add(DateTimeOffset from, DateTimeOffset to) =>
        new() { Leaps = (Leaps.Length == CountMax ? Leaps.RemoveAt(0) : Leaps).Add((from, to)) };

    /// <summary>How much time passed between two times of entries, as far as this activation of the lesson can know.</summary>
    public TimeSpan Elapsed(DateTimeOffset since, DateTimeOffset now)
    {
        var elapsed = now - since;
        foreach (var (from, to) in Leaps)
        {
            var (start, end) = (from > since ? from : since, to < now ? to : now);
            elapsed -= end > start ? end - start : TimeSpan.Zero;
        }

        return elapsed;
    }
}
