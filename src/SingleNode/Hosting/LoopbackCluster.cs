using System.Net;
using System.Net.Sockets;
using Orleans.Configuration;

namespace Classroom.SingleNode.Hosting;

/// <summary>A cluster of one silo, reachable from this machine alone, so that several nodes can run side by side.</summary>
internal static class LoopbackCluster
{
    public static ISiloBuilder UseLoopbackCluster(this ISiloBuilder silo, string data)
    {
        var (siloPort, gatewayPort) = FreePorts();
        silo.UseLocalhostClustering(siloPort, gatewayPort, primarySiloEndpoint: null, serviceId: "classroom", clusterId: data);
        silo.Configure<EndpointOptions>(endpoints => endpoints.AdvertisedIPAddress = IPAddress.Loopback);
        return silo;
    }

    /// <summary>Two ports that were free a moment ago, held at the same time so that they differ.</summary>
    private static (int First, int Second) FreePorts()
    {
        using var first = new TcpListener(IPAddress.Loopback, 0);
        using var second = new TcpListener(IPAddress.Loopback, 0);
        first.Start();
        second.Start();
        return (((IPEndPoint)first.LocalEndpoint).Port, ((IPEndPoint)second.LocalEndpoint).Port);
    }
}
