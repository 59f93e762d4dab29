using System.Collections.Concurrent;
using Classroom.Contracts.Ids;
using Classroom.Ports.Rosters;

namespace Classroom.Grains.Rosters;

/// <summary>The roster version of each school, read at most once a second by a silo.</summary>
/// <remarks>
/// So every grain learns of an import within a second of its next call, and an import need not call a school's grains, which
/// are more than anybody should call at once; it tells only the classes for which it plans lessons right away.
/// </remarks>
internal sealed class SchoolVersions(IRosterReader rosters, TimeProvider time)
{
    private const int SchoolsMax = 10_000;
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<SchoolId, (Task<long?> Version, long ReadAt)> _versions = new();

    /// <summary>The roster version, or null if there is no such school.</summary>
    public Task<long?> OfAsync(SchoolId school)
    {
        if (_versions.TryGetValue(school, out var known) && !known.Version.IsFaulted && time.GetElapsedTime(known.ReadAt) < KeptFor)
        {
            return known.Version;
        }

        if (_versions.Count >= SchoolsMax)
        {
            _versions.Clear();
        }

        // Off the grain's scheduler: other grains wait for it as well.
        var version = Task.Run(async () => (await rosters.ReadSchoolAsync(school))?.RosterVersion);
        _versions[school] = (version, time.GetTimestamp());
        return version;
    }
}
