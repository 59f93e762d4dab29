using Classroom.Contracts.Ids;

namespace Classroom.Gateway.Gateways;

/// <summary>This incarnation of this gateway.</summary>
internal sealed class ThisGateway
{
    /// <summary>Its id: new at each start, so that tickets for an earlier one open nothing.</summary>
    public GatewayId Id { get; } = GatewayId.Parse($"g{Guid.CreateVersion7():N}");

    /// <summary>Whether it takes no new connections: it is stopping.</summary>
    public bool IsDraining { get; private set; }

    public void Drain() => IsDraining = true;
}
