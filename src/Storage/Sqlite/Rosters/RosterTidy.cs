using Classroom.Contracts.Rosters;

namespace Classroom.Storage.Sqlite.Rosters;

/// <summary>Removes what an import no longer needs: replaced rows once it is applied, staged rows if it never will be.</summary>
/// <remarks>In bounded steps, so that other writes get between them; may be cut off and run again.</remarks>
internal static class RosterTidy
{
    /// <summary>Rows looked at in one write. Unit: rows.</summary>
    private const int StepRows = 5_000;

    /// <summary>Says, with the first staged write, that this import must be tidied up after.</summary>
    public static void Begin(SqliteSession session, string scope) =>
        session.Execute("INSERT INTO roster_import (scope, applied) VALUES ($scope, 0) ON CONFLICT DO NOTHING", ("$scope", scope));

    /// <summary>Tidies up after the imports of one scope, or of all of them; none of these may be under way.</summary>
    public static async Task RunAsync(SqliteDatabase database, string? scope = null)
    {
        var scopes = await database.ReadAsync(session => session.Query(
            "SELECT scope, applied FROM roster_import WHERE $scope IS NULL OR scope = $scope",
            row => (Scope: row.GetString(0), Applied: row.GetInt32(1) != 0),
            ("$scope", scope)));
        foreach (var (left, applied) in scopes)
        {
            await (applied ? DeleteReplacedAsync(database, left) : DeleteStagedAsync(database, left));
            await database.WriteAsync(session =>
            {
                session.Execute("DELETE FROM roster_replaced WHERE scope = $scope", ("$scope", left));
                session.Execute("DELETE FROM roster_import WHERE scope = $scope", ("$scope", left));
            });
        }
    }

    private static async Task DeleteReplacedAsync(SqliteDatabase database, string left)
    {
        foreach (var kind in RosterTable.Distinct)
        {
            var table = RosterTable.Of(kind).Name;
            int done;
            do
            {
                done = await database.WriteAsync(session =>
                {
                    const string Next = "SELECT number FROM roster_replaced WHERE scope = $scope AND of_table = $table ORDER BY number LIMIT $count";
                    (string, object?)[] parameters = [("$scope", left), ("$table", table), ("$count", StepRows)];
                    session.Execute($"DELETE FROM {table} WHERE number IN ({Next})", parameters);
                    return session.Execute($"DELETE FROM roster_replaced WHERE scope = $scope AND of_table = $table AND number IN ({Next})", parameters);
                });
            }
            while (done > 0);
        }
    }

    private static async Task DeleteStagedAsync(SqliteDatabase database, string left)
    {
        foreach (var kind in RosterTable.Distinct)
        {
            var table = RosterTable.Of(kind).Name;
            var last = await database.ReadAsync(session => session.QueryFirst($"SELECT coalesce(max(number), 0) FROM {table}", row => row.GetInt64(0)));
            for (var from = 0L; from <= last; from += StepRows)
            {
                (string, object?)[] parameters = [("$from", from), ("$to", from + StepRows), ("$scope", left)];
                await database.WriteAsync(session =>
                {
                    const string Mine = "number >= $from AND number < $to AND ($scope = '' OR owner = $scope)";
                    var edition = $"(SELECT edition FROM roster_edition e WHERE e.owner = {table}.owner)";
                    session.Execute($"DELETE FROM {table} WHERE {Mine} AND since > {edition}", parameters);
                    session.Execute($"UPDATE {table} SET until = {RosterTable.Forever} WHERE {Mine} AND until > {edition} AND until < {RosterTable.Forever}", parameters);
                });
            }
        }

        await database.WriteAsync(session => { session.Execute("DELETE FROM roster_edition WHERE edition = 0"); });
    }
}
