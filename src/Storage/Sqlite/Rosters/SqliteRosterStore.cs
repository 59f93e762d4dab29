using Classroom.Contracts.Ids;
using Classroom.Ports.Rosters;
using Classroom.Storage.Rosters;

namespace Classroom.Storage.Sqlite.Rosters;

/// <summary>Takes rosters into school.db: staged as the next edition of each school's roster, then raised to it.</summary>
internal sealed class SqliteRosterStore(SqliteDatabase database) : IRosterStore
{
    private readonly RosterGate _gate = new();
    private volatile bool _tidy;

    public async Task<IRosterStaging?> BeginAsync(SchoolId? school, CancellationToken cancellationToken = default)
    {
        if (!_tidy && !await TidyAsync())
        {
            return null;
        }

        return _gate.TryEnter(school) ? new SqliteRosterStaging(database, school, tidied => Leave(school, tidied)) : null;
    }

    /// <summary>Clears what imports left that a crash or a full disk cut off: alone, since it may touch any school.</summary>
    private async Task<bool> TidyAsync()
    {
        if (!_gate.TryEnter(null))
        {
            return false;
        }

        try
        {
            await RosterTidy.RunAsync(database);
            return _tidy = true;
        }
        finally
        {
            _gate.Leave(null);
        }
    }

    private void Leave(SchoolId? school, bool tidied)
    {
        _tidy &= tidied;
        _gate.Leave(school);
    }
}
