using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Classroom.Storage.Sqlite;

/// <summary>The numbered, forward-only steps that make a database's schema.</summary>
/// <remarks>
/// One file a step, <c>0001_what_it_makes.sql</c>, numbered from 1 without gaps. A step that was released is never edited:
/// a database remembers the hash of each step it took and refuses to open if the step has changed since.
/// </remarks>
internal sealed class SqliteMigrations
{
    /// <summary>The table in which a database remembers the steps it took.</summary>
    internal const string Table = "schema_version";

    private readonly Step[] _steps;

    private SqliteMigrations(Step[] steps) => _steps = steps;

    /// <summary>The steps embedded in this assembly under <c>Sqlite/{folder}</c>.</summary>
    /// <exception cref="InvalidOperationException">The numbers are not 1, 2, 3 … without gaps.</exception>
    public static SqliteMigrations Embedded(string folder)
    {
        var assembly = Assembly.GetExecutingAssembly();
        return Of(
            from name in assembly.GetManifestResourceNames()
            where name.StartsWith(folder + "/", StringComparison.Ordinal)
            select (name[(folder.Length + 1)..], Read(assembly, name)));
    }

    /// <summary>The given steps, by file name.</summary>
    /// <exception cref="InvalidOperationException">The numbers are not 1, 2, 3 … without gaps.</exception>
    public static SqliteMigrations Of(IEnumerable<(string Name, string Sql)> files)
    {
        var steps = files
            .OrderBy(file => file.Name, StringComparer.Ordinal)
            .Select(file => new Step(int.Parse(file.Name.AsSpan(0, file.Name.IndexOf('_', StringComparison.Ordinal))), file.Name, file.Sql))
            .ToArray();
        return steps.Select(step => step.Number).SequenceEqual(Enumerable.Range(1, steps.Length))
            ? new(steps)
            : throw new InvalidOperationException($"Migrations must be numbered from 1 without gaps: {string.Join(", ", steps.Select(step => step.Name))}.");
    }

    /// <summary>Takes the steps that the database has not taken yet, each in a transaction of its own.</summary>
    /// <exception cref="SqliteSchemaException">The database is from a newer build, or took a step that has been edited since.</exception>
    public void Apply(SqliteSession session)
    {
        session.Execute("CREATE TABLE IF NOT EXISTS schema_version (number INTEGER PRIMARY KEY, name TEXT NOT NULL, hash TEXT NOT NULL) STRICT");
        foreach (var step in _steps.AsSpan(Known(session).Count))
        {
            Take(session, step);
        }
    }

    /// <summary>The steps that the database has taken, each of which this build knows. Reads only.</summary>
    /// <exception cref="SqliteSchemaException">The database is from a newer build, or took a step that has been edited since.</exception>
    public IReadOnlyList<(int Number, string Name, string Hash)> Known(SqliteSession session)
    {
        var taken = session.Query($"SELECT number, name, hash FROM {Table} ORDER BY number", row => (Number: row.GetInt32(0), Name: row.GetString(1), Hash: row.GetString(2)));
        if (taken.Count > _steps.Length)
        {
            throw new SqliteSchemaException($"The database has schema step {taken[^1].Name}, which this build does not know. Nothing was changed. Start a build at least as new as the last one that used these data.");
        }

        foreach (var (number, name, hash) in taken)
        {
            if (_steps[number - 1].Hash != hash)
            {
                throw new SqliteSchemaException($"Schema step {name} has been edited since the database took it. Nothing was changed. Steps are forward-only: add a new one.");
            }
        }

        return taken;
    }

    private static void Take(SqliteSession session, Step step)
    {
        using var transaction = session.Connection.BeginTransaction();
        using var command = session.Connection.CreateCommand();
        command.CommandText = step.Sql;
        command.ExecuteNonQuery();
        command.CommandText = "INSERT INTO schema_version (number, name, hash) VALUES ($number, $name, $hash)";
        command.Parameters.AddWithValue("$number", step.Number);
        command.Parameters.AddWithValue("$name", step.Name);
        command.Parameters.AddWithValue("$hash", step.Hash);
        command.ExecuteNonQuery();
        transaction.Commit();
    }

    private static string Read(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private sealed record Step(int Number, string Name, string Sql)
    {
        public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));
    }
}

/// <summary>The database cannot be used by this build. Nothing was changed.</summary>
internal sealed class SqliteSchemaException(string message) : Exception(message);
