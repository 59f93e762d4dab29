using Classroom.Contracts.Ids;
using Classroom.Ports.Gateways;
using Classroom.Storage.InMemory.Gateways;
using Classroom.Storage.Sqlite.Gateways;
using Classroom.Storage.Tests.Identity;

namespace Classroom.Storage.Tests.Gateways;

/// <summary>What every gateway registry promises.</summary>
public abstract class GatewayRegistrySpec
{
    private static readonly DateTimeOffset Now = new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero);

    private protected abstract IGatewayRegistry Registry { get; }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_gateway_is_live_until_its_last_heartbeat_is_10_seconds_old()
    {
        await Registry.RegisterAsync(Gateway("a", 1), Now, Stop);
        Assert.Equal([Gateway("a", 1)], await Registry.ReadLiveAsync(Now, Stop));
        Assert.Empty(await Registry.ReadLiveAsync(Now.AddSeconds(10), Stop));

        Assert.True(await Registry.HeartbeatAsync(GatewayId.Parse("a"), 7, true, Now.AddSeconds(5), Stop));

        Assert.Equal([Gateway("a", 1) with { Load = 7, Draining = true }], await Registry.ReadLiveAsync(Now.AddSeconds(14.999), Stop));
        Assert.Empty(await Registry.ReadLiveAsync(Now.AddSeconds(15), Stop));
    }

    [Fact]
    public async Task A_late_heartbeat_does_not_age_a_gateway()
    {
        await Registry.RegisterAsync(Gateway("a", 1), Now, Stop);
        await Registry.HeartbeatAsync(GatewayId.Parse("a"), 1, false, Now.AddSeconds(-8), Stop);

        Assert.Single(await Registry.ReadLiveAsync(Now.AddSeconds(9), Stop));
    }

    [Fact]
    public async Task A_restarted_gateway_replaces_its_earlier_incarnation()
    {
        await Registry.RegisterAsync(Gateway("b", 1), Now, Stop);
        await Registry.RegisterAsync(Gateway("c", 2), Now, Stop);
        await Registry.RegisterAsync(Gateway("a", 1), Now, Stop);

        Assert.Equal([Gateway("a", 1), Gateway("c", 2)], await Registry.ReadLiveAsync(Now, Stop));
        Assert.False(await Registry.HeartbeatAsync(GatewayId.Parse("b"), 0, false, Now, Stop));
    }

    [Fact]
    public async Task A_removed_gateway_is_gone_at_once()
    {
        await Registry.RegisterAsync(Gateway("a", 1), Now, Stop);
        await Registry.RemoveAsync(GatewayId.Parse("a"), Stop);
        await Registry.RemoveAsync(GatewayId.Parse("a"), Stop);

        Assert.Empty(await Registry.ReadLiveAsync(Now, Stop));
        Assert.False(await Registry.HeartbeatAsync(GatewayId.Parse("a"), 0, false, Now, Stop));
    }

    private static GatewayRegistration Gateway(string id, int host) => new(GatewayId.Parse(id), new($"https://gateway{host}.example.org:8443"), 0, false);
}

public sealed class InMemoryGatewayRegistryTests : GatewayRegistrySpec
{
    private protected override IGatewayRegistry Registry { get; } = new InMemoryGatewayRegistry();
}

public sealed class SqliteGatewayRegistryTests : GatewayRegistrySpec, IAsyncDisposable
{
    private readonly SchoolFile _file = new();

    private protected override IGatewayRegistry Registry => new SqliteGatewayRegistry(_file.Database);

    public ValueTask DisposeAsync() => _file.DisposeAsync();
}
