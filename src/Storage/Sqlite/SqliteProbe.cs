using Microsoft.Data.Sqlite;

namespace Classroom.Storage.Sqlite;

/// <summary>Looks into a database before anybody opens it, and changes no file: neither the database, nor what a killed process left beside it.</summary>
/// <remarks>
/// Who opens a database to write moves what is in its write-ahead file into it when they close it, and if the database is empty, deletes
/// that file unread. What is to be refused must stay as it was found, since it may be all that is left.
/// </remarks>
internal static class SqliteProbe
{
    /// <summary>Says whether the database has taken any step of its schema; false also for a file that is missing or empty.</summary>
    /// <exception cref="SqliteSchemaException">It is damaged, no database, of another build, or has lost what its write-ahead file belongs to.</exception>
    public static bool HasSchema(string path, SqliteMigrations migrations) =>
        Look(path, session => HasTable(session, SqliteMigrations.Table) && migrations.Known(session).Count > 0);

    /// <summary>Says whether the database has a table with rows; false also for a file that is missing or empty.</summary>
    /// <exception cref="SqliteSchemaException">It is damaged, no database, or has lost what its write-ahead file belongs to.</exception>
    public static bool HasRows(string path, string table) =>
        Look(path, session => HasTable(session, table) && session.QueryFirst($"SELECT 1 FROM {table} LIMIT 1", row => true));

    private static bool HasTable(SqliteSession session, string table) =>
        session.QueryFirst("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = $table", row => true, ("$table", table));

    private static bool Look(string path, Func<SqliteSession, bool> look)
    {
        var (wal, shared) = (path + "-wal", path + "-shm");
        var hasWal = HasBytes(wal);
        if (!HasBytes(path))
        {
            return !hasWal ? false : throw new SqliteSchemaException(
                $"{path} is missing or empty, but {wal} holds data that belong to it. Nothing was changed. Put back a backup; or, to begin anew without them, move the data folder away.");
        }

        var makesShared = hasWal && !File.Exists(shared);
        try
        {
            if (makesShared)
            {
                File.WriteAllBytes(shared, []); // SQLite reads a log in its own memory if it may not write this file, but wants to see one.
            }

            return Read(path, hasWal ? "mode=ro&readonly_shm=1" : "immutable=1", look);
        }
        catch (SqliteException exception) when (SqliteDatabase.IsDamage(exception))
        {
            throw SqliteDatabase.Damaged(path, exception);
        }
        finally
        {
            if (makesShared)
            {
                File.Delete(shared);
            }
        }
    }

    private static bool Read(string path, string query, Func<SqliteSession, bool> look)
    {
        var steps = Path.GetFullPath(path).Split(Path.DirectorySeparatorChar).Select(Uri.EscapeDataString);
        var root = OperatingSystem.IsWindows() ? "file:///" : "file://";
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = $"{root}{string.Join('/', steps)}?{query}", Mode = SqliteOpenMode.ReadOnly, Pooling = false,
        }.ToString());
        connection.Open();
        using var session = new SqliteSession(connection);
        return look(session);
    }

    private static bool HasBytes(string path) => new FileInfo(path) is { Exists: true, Length: > 0 };
}
