using Microsoft.Data.Sqlite;

namespace Classroom.Storage.Backup;

/// <summary>Copies databases as of one moment, while others write to them.</summary>
internal static class SqliteCopy
{
    /// <summary>Pins every source first, in the order given, then copies each. The writers go on; their logs grow meanwhile.</summary>
    /// <exception cref="InvalidDataException">A copy does not pass SQLite's own check.</exception>
    public static void Write(IReadOnlyList<(string Source, string Target)> pairs, CancellationToken cancellationToken)
    {
        var sources = new List<SqliteConnection>();
        try
        {
            foreach (var (source, _) in pairs)
            {
                sources.Add(Open(source, SqliteOpenMode.ReadWrite)); // Reading alone cannot make the shared memory that a log needs.
                Execute(sources[^1], "PRAGMA query_only = ON; BEGIN; SELECT count(*) FROM sqlite_schema");
            }

            for (var i = 0; i < pairs.Count; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                using var target = Open(pairs[i].Target, SqliteOpenMode.ReadWriteCreate);
                sources[i].BackupDatabase(target);
                Check(target, pairs[i].Source);
            }
        }
        finally
        {
            sources.ForEach(source => source.Dispose());
        }
    }

    /// <summary>Reads every page of the database.</summary>
    /// <exception cref="InvalidDataException">Something is wrong with it.</exception>
    public static void Check(SqliteConnection database, string name)
    {
        using var command = database.CreateCommand();
        command.CommandText = "PRAGMA quick_check(1)";
        try
        {
            if (command.ExecuteScalar() is not "ok")
            {
                throw new InvalidDataException($"{name} is damaged.");
            }
        }
        catch (SqliteException exception)
        {
            throw new InvalidDataException($"{name} is damaged.", exception);
        }
    }

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        try
        {
            connection.Open();
            Execute(connection, "PRAGMA busy_timeout = 5000"); // Milliseconds.
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
