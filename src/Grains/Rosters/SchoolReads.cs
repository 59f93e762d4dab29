using System.Collections.Concurrent;
using Classroom.Contracts.Ids;

namespace Classroom.Grains.Rosters;

/// <summary>Something of each school, read at most once a second by a silo, however many of its grains ask.</summary>
/// <remarks>A read that failed is told to those who waited for it, and made again for the next. Bounded: with more schools than that, all is read anew.</remarks>
internal sealed class SchoolReads<T>(Func<SchoolId, Task<T>> read, TimeProvider time)
{
    /// <summary>Schools of which something is kept.</summary>
    public const int SchoolsMax = 10_000;

    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<SchoolId, (Task<T> Kept, long ReadAt)> _schools = new();

    /// <summary>What was read a second ago at most.</summary>
    public Task<T> OfAsync(SchoolId school)
    {
        if (_schools.TryGetValue(school, out var known) && !known.Kept.IsFaulted && time.GetElapsedTime(known.ReadAt) < KeptFor)
        {
            return known.Kept;
        }

        if (_schools.Count >= SchoolsMax)
        {
            _schools.Clear();
        }

        // Off the grain's scheduler: other grains wait for it as well.
        var kept = Task.Run(() => read(school));
        _schools[school] = (kept, time.GetTimestamp());
        return kept;
    }
}
