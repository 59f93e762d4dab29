using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Ports.Gateways;

namespace Classroom.Storage.InMemory.Gateways;

/// <summary>The gateways of one process: what a single node needs.</summary>
internal sealed class InMemoryGatewayRegistry : IGatewayRegistry
{
    private readonly Lock _lock = new();
    private readonly Dictionary<GatewayId, (GatewayRegistration Gateway, DateTimeOffset SeenAt)> _gateways = [];

    public Task RegisterAsync(GatewayRegistration gateway, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            foreach (var (id, known) in _gateways)
            {
                if (known.Gateway.Address == gateway.Address || now - known.SeenAt >= IGatewayRegistry.AliveFor)
                {
                    _gateways.Remove(id);
                }
            }

            _gateways[gateway.Id] = (gateway, now);
        }

        return Task.CompletedTask;
    }

    public Task<bool> HeartbeatAsync(GatewayId gateway, int load, bool draining, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            if (!_gateways.TryGetValue(gateway, out var known))
            {
                return Task.FromResult(false);
            }

            _gateways[gateway] = (known.Gateway with { Load = load, Draining = draining }, now > known.SeenAt ? now : known.SeenAt);
            return Task.FromResult(true);
        }
    }

    public Task RemoveAsync(GatewayId gateway, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            _gateways.Remove(gateway);
        }

        return Task.CompletedTask;
    }

    public Task<ImmutableArray<GatewayRegistration>> ReadLiveAsync(DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            return Task.FromResult(_gateways.Values
                .Where(known => now - known.SeenAt < IGatewayRegistry.AliveFor)
                .Select(known => known.Gateway)
                .OrderBy(gateway => gateway.Id.ToString(), StringComparer.Ordinal)
                .ToImmutableArray());
        }
    }
}
