using System.Collections.Immutable;
using Classroom.Ports.Identity;
using Microsoft.Data.Sqlite;

namespace Classroom.Storage.Sqlite.Identity;

/// <summary>Shared keys in <c>school.db</c>: who may read the data folder may read them.</summary>
internal sealed class SqliteKeyStore(SqliteDatabase database) : IKeyStore
{
    public Task<ImmutableArray<StoredKey>> ReadAsync(string kind, CancellationToken cancellationToken = default) =>
        database.ReadAsync(
            session => session.Query("SELECT name, value FROM shared_key WHERE kind = $kind ORDER BY sequence", Map, ("$kind", kind)).ToImmutableArray(),
            cancellationToken);

    public Task<StoredKey> KeepAsync(string kind, StoredKey key, CancellationToken cancellationToken = default) =>
        database.WriteAsync(
            session =>
            {
                session.Execute(
                    "INSERT INTO shared_key (kind, name, value) VALUES ($kind, $name, $value) ON CONFLICT (kind, name) DO NOTHING",
                    ("$kind", kind), ("$name", key.Name), ("$value", key.Value));
                return session.QueryFirst("SELECT name, value FROM shared_key WHERE kind = $kind AND name = $name", Map, ("$kind", kind), ("$name", key.Name))!;
            },
            cancellationToken);

    private static StoredKey Map(SqliteDataReader row) => new(row.GetString(0), row.GetString(1));
}
