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
    private readonly SchoolReads<long?> _versions = new(async school => (await rosters.ReadSchoolAsync(school))?.RosterVersion, time);

    /// <summary>The roster version, or null if there is no such school.</summary>
    public Task<long?> OfAsync(SchoolId school) => _versions.OfAsync(school);
}
