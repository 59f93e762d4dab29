using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Orleans.Configuration;

namespace Classroom.SingleNode.Hosting;

/// <summary>A cluster of one silo, reachable from this machine alone, so that several nodes can run side by side.</summary>
internal static class LoopbackCluster
{
    private const int PortMin = 15_000;
    private const int PortMax = 32_000;
    private const int TriesMax = 100;

    public static ISiloBuilder UseLoopbackCluster(this ISiloBuilder silo, string data)
    {
        var (siloPort, gatewayPort) = FreePorts();
        silo.UseLocalhostClustering(siloPort, gatewayPort, primarySiloEndpoint: null, serviceId: "classroom", clusterId: data);
        silo.Configure<EndpointOptions>(endpoints => endpoints.AdvertisedIPAddress = IPAddress.Loopback);
        return silo;
    }

    /// <summary>Two ports that were free a moment ago. Below those that systems give to outgoing connections: one of these could take it meanwhile.</summary>
    private static (int First, int Second) FreePorts()
    {
        using var first = Listen();
        using var second = Listen();
        return (((IPEndPoint)first.LocalEndpoint).Port, ((IPEndPoint)second.LocalEndpoint).Port);
    }

    private static TcpListener Listen()
    {
        for (var tries = 0; ; tries++)
        {
            var listener = new TcpListener(IPAddress.Loopback, RandomNumberGenerator.GetInt32(PortMin, PortMax)) { ExclusiveAddressUse = true };
            try
            {
                listener.Start();
                return listener;
            }
            catch (SocketException) when (tries < TriesMax)
            {
                listener.Dispose(); // Taken.
            }
        }
    }
}
