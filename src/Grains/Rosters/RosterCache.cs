using Classroom.Contracts.Ids;

namespace Classroom.Grains.Rosters;

/// <summary>What a grain read of its school's roster, kept until the roster has another version.</summary>
internal sealed class RosterCache<T>(SchoolId school, SchoolVersions versions, Func<Task<T?>> read)
    where T : class
{
    private (long Version, T? Value)? _kept;

    /// <summary>What the roster says now, or null if there is no such school.</summary>
    public async Task<T?> GetAsync()
    {
        if (await versions.OfAsync(school) is not { } version)
        {
            return null;
        }

        if (_kept is not { } kept || kept.Version < version)
        {
            // The version was read before: should an import come between, this is read once more than needed, never too seldom.
            _kept = kept = (version, await read());
        }

        return kept.Value;
    }

    /// <summary>Forgets what is older.</summary>
    public void Forget(long version)
    {
        if (_kept?.Version < version)
        {
            _kept = null;
        }
    }
}
