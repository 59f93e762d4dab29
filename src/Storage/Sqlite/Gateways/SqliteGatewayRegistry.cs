using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Ports.Gateways;

namespace Classroom.Storage.Sqlite.Gateways;

/// <summary>The gateways of a node, in <c>school.db</c>: one, unless several processes share the file.</summary>
internal sealed class SqliteGatewayRegistry(SqliteDatabase database) : IGatewayRegistry
{
    public Task RegisterAsync(GatewayRegistration gateway, DateTimeOffset now, CancellationToken cancellationToken = default) =>
        database.WriteAsync(
            session =>
            {
                // What has been silent for long is dead: nobody asks for it again.
                session.Execute("DELETE FROM gateway WHERE seen_at <= $dead", ("$dead", Oldest(now)));
                session.Execute(
                    "INSERT OR REPLACE INTO gateway (id, address, load, draining, seen_at) VALUES ($id, $address, $load, $draining, $now)",
                    ("$id", gateway.Id.ToString()), ("$address", gateway.Address.ToString()), ("$load", (long)gateway.Load),
                    ("$draining", gateway.Draining ? 1L : 0L), ("$now", now.ToUnixTimeMilliseconds()));
            },
            cancellationToken);

    public Task<bool> HeartbeatAsync(GatewayId gateway, int load, bool draining, DateTimeOffset now, CancellationToken cancellationToken = default) =>
        database.WriteAsync(
            session => session.Execute(
                "UPDATE gateway SET load = $load, draining = $draining, seen_at = max(seen_at, $now) WHERE id = $id",
                ("$id", gateway.ToString()), ("$load", (long)load), ("$draining", draining ? 1L : 0L), ("$now", now.ToUnixTimeMilliseconds())) == 1,
            cancellationToken);

    public Task RemoveAsync(GatewayId gateway, CancellationToken cancellationToken = default) =>
        database.WriteAsync(session => session.Execute("DELETE FROM gateway WHERE id = $id", ("$id", gateway.ToString())), cancellationToken);

    public Task<ImmutableArray<GatewayRegistration>> ReadLiveAsync(DateTimeOffset now, CancellationToken cancellationToken = default) =>
        database.ReadAsync(
            session => session.Query(
                "SELECT id, address, load, draining FROM gateway WHERE seen_at > $dead ORDER BY id",
                row => new GatewayRegistration(GatewayId.Parse(row.GetString(0)), new(row.GetString(1)), row.GetInt32(2), row.GetInt64(3) == 1),
                ("$dead", Oldest(now))).ToImmutableArray(),
            cancellationToken);

    private static long Oldest(DateTimeOffset now) => (now - IGatewayRegistry.AliveFor).ToUnixTimeMilliseconds();
}
