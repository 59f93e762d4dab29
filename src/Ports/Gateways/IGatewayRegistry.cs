using System.Collections.Immutable;
using Classroom.Contracts.Ids;

namespace Classroom.Ports.Gateways;

/// <summary>Knows which gateways are alive and where clients reach them. Held to tests/Storage.Tests/GatewayRegistrySpec.</summary>
public interface IGatewayRegistry
{
    /// <summary>How long a gateway counts as live after its last heartbeat. Heartbeats are due every 2 seconds.</summary>
    static readonly TimeSpan AliveFor = TimeSpan.FromSeconds(10);

    /// <summary>Adds a gateway, or replaces an earlier incarnation at the same address, which is live no more.</summary>
    Task RegisterAsync(GatewayRegistration gateway, DateTimeOffset now, CancellationToken cancellationToken = default);

    /// <summary>Says that a gateway lives and how it is; false if it is not registered (any more): register again under a new id.</summary>
    Task<bool> HeartbeatAsync(GatewayId gateway, int load, bool draining, DateTimeOffset now, CancellationToken cancellationToken = default);

    /// <summary>Removes a gateway at once; nothing happens if it is not there.</summary>
    Task RemoveAsync(GatewayId gateway, CancellationToken cancellationToken = default);

    /// <summary>Gateways whose last heartbeat is younger than <see cref="AliveFor"/>, draining ones too, in order of id.</summary>
    Task<ImmutableArray<GatewayRegistration>> ReadLiveAsync(DateTimeOffset now, CancellationToken cancellationToken = default);
}

/// <summary>One live gateway.</summary>
/// <param name="Id">Its incarnation: new at each start of the process.</param>
/// <param name="Address">Where clients open their sockets: scheme, host and port.</param>
/// <param name="Load">Open lesson connections.</param>
/// <param name="Draining">Whether it asks for no new connections.</param>
public sealed record GatewayRegistration(GatewayId Id, Uri Address, int Load, bool Draining);
