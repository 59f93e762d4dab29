using System.Runtime.CompilerServices;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Rosters;
using Classroom.Ports.Rosters;
using Classroom.Storage.Sqlite.Identity;

namespace Classroom.Storage.Sqlite.Rosters;

/// <summary>One import into school.db.</summary>
internal sealed class SqliteRosterStaging(SqliteDatabase database, SchoolId? school, Action<bool> leave) : IRosterStaging
{
    /// <summary>Rows read at once, so that no read holds back the log from being checkpointed. Unit: rows.</summary>
    private const int PageRows = 10_000;

    private readonly string _scope = RosterTable.Key(school);
    private bool _disposed;

    public async IAsyncEnumerable<StoredRosterRow> ReadAsync(RosterKind kind, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var after = 0L;
        for (var page = await ReadPageAsync(kind, after, cancellationToken); page.Count > 0; page = await ReadPageAsync(kind, after, cancellationToken))
        {
            after = page[^1].Number;
            foreach (var row in page)
            {
                yield return row;
            }
        }
    }

    public Task StageAsync(IReadOnlyList<RosterChange> changes, CancellationToken cancellationToken = default) =>
        database.WriteAsync(
            session =>
            {
                RosterTidy.Begin(session, _scope);
                foreach (var change in changes)
                {
                    Stage(session, change);
                }
            },
            cancellationToken);

    public async Task<IReadOnlyList<School>> ApplyAsync(IReadOnlyCollection<SchoolId?> owners, RosterAct act, CancellationToken cancellationToken = default)
    {
        var schools = await database.WriteAsync(
            session =>
            {
                foreach (var owner in owners)
                {
                    session.Execute("UPDATE roster_edition SET edition = edition + 1 WHERE owner = $owner", ("$owner", RosterTable.Key(owner)));
                }

                session.Execute("UPDATE roster_import SET applied = 1 WHERE scope = $scope", ("$scope", _scope));
                var changed = owners.Select(owner => RosterTable.Key(owner)).Order(StringComparer.Ordinal).Select(owner => session.QueryFirst(
                    "SELECT name, edition FROM roster_school_now WHERE owner = $owner",
                    row => new School(SchoolId.Parse(owner), row.GetString(0), row.GetInt64(1)),
                    ("$owner", owner))).OfType<School>().ToList();
                changed.ForEach(school => AuditRows.Append(session, act.For(school)));
                return changed;
            },
            cancellationToken);
        return schools;
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        var tidied = false;
        try
        {
            await RosterTidy.RunAsync(database, _scope);
            tidied = true;
        }
        finally
        {
            leave(tidied);
        }
    }

    private void Stage(SqliteSession session, RosterChange change)
    {
        var table = RosterTable.Of(change.Kind);
        var owner = RosterTable.Key(change.Owner);
        var next = 1 + session.QueryFirst("SELECT edition FROM roster_edition WHERE owner = $owner", row => (long?)row.GetInt64(0), ("$owner", owner));
        if (next is null)
        {
            session.Execute("INSERT INTO roster_edition (owner, edition) VALUES ($owner, 0)", ("$owner", owner));
            next = 1;
        }

        if (change.Replaces is { } number)
        {
            session.Execute($"UPDATE {table.Name} SET until = $next WHERE number = $number AND until = {RosterTable.Forever}", ("$next", next), ("$number", number));
        }

        if (change.Row is { } row)
        {
            var values = table.Values(row);
            session.Execute(
                table.Insert,
                [("$owner", owner), ("$sourced_id", row.SourcedId), ("$since", next), .. table.Columns.Select((column, i) => ("$" + column, values[i]))]);
            if (change.Replaces is { } replaced)
            {
                session.Execute(
                    "INSERT INTO roster_replaced (scope, of_table, number) VALUES ($scope, $table, $number)",
                    ("$scope", _scope), ("$table", table.Name), ("$number", replaced));
            }
        }
    }

    private Task<List<StoredRosterRow>> ReadPageAsync(RosterKind kind, long after, CancellationToken cancellationToken)
    {
        var table = RosterTable.Of(kind);
        var ofKind = table.Columns[0] == "kind" ? "AND kind = $kind" : "AND $kind >= 0";
        return database.ReadAsync(
            session => session.Query(
                $"""
                SELECT owner, sourced_id, number, until, {string.Join(", ", table.Columns)} FROM {table.Name}
                WHERE number > $after AND ($scope = '' OR owner IN ($scope, '')) {ofKind} ORDER BY number LIMIT {PageRows}
                """,
                row => new StoredRosterRow(
                    table.Row(row, row.GetString(0) is { Length: > 0 } owner ? SchoolId.Parse(owner) : null, row.GetString(1)),
                    row.GetInt64(2),
                    row.GetInt64(3) == RosterTable.Forever),
                ("$after", after), ("$scope", _scope), ("$kind", (int)kind)),
            cancellationToken);
    }
}
