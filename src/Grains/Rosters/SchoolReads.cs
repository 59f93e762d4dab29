using System.Collections.Concurrent;
using Classroom.Contracts.Ids;

namespace Classroom.Grains.Rosters;

/// <summary>Something of each school, read at most once a second by a silo, however many of its grains ask.</summary>
/// <remarks>A read that failed is told to those who waited for it, and made again for the next. Bounded: with more schools than that, the half read longest ago is forgotten.</remarks>
internal sealed class SchoolReads<T>(Func<SchoolId, Task<T>> read, TimeProvider time)
{
    /// <summary>Schools of which something is kept.</summary>
    public const int SchoolsMax = 10_000;

    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<SchoolId, Reading> _schools = new();
    private readonly Lock _forgetting = new();

    /// <summary>What was read a second ago at most.</summary>
    public Task<T> OfAsync(SchoolId school)
    {
        while (true)
        {
            var known = _schools.GetValueOrDefault(school);
            if (known is { HasFailed: false } && time.GetElapsedTime(known.ReadAt) < KeptFor)
            {
                return known.Kept.Value;
            }

            // Off the grain's scheduler: other grains wait for it as well. Begun only by whose reading gets the place.
            var next = new Reading(new(() => Task.Run(() => read(school))), time.GetTimestamp());
            if (known is null)
            {
                ForgetHalfIfFull();
            }

            if (known is null ? _schools.TryAdd(school, next) : _schools.TryUpdate(school, next, known))
            {
                return next.Kept.Value;
            }
        }
    }

    private void ForgetHalfIfFull()
    {
        lock (_forgetting)
        {
            if (_schools.Count < SchoolsMax)
            {
                return;
            }

            foreach (var old in _schools.ToArray().OrderBy(school => school.Value.ReadAt).Take(SchoolsMax / 2))
            {
                _schools.TryRemove(old);
            }
        }
    }

    /// <summary>One reading, compared by identity.</summary>
    private sealed class Reading(Lazy<Task<T>> kept, long readAt)
    {
        public Lazy<Task<T>> Kept { get; } = kept;

        public long ReadAt { get; } = readAt;

        public bool HasFailed => Kept is { IsValueCreated: true, Value: { IsCompleted: true, IsCompletedSuccessfully: false } };
    }
}
