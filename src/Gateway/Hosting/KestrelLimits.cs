using Classroom.Gateway.Gateways;
using Classroom.Gateway.Lessons;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace Classroom.Gateway.Hosting;

/// <summary>What strangers can take of this host before they have said who they are.</summary>
internal static class KestrelLimits
{
    public static void AddKestrelLimits(this IServiceCollection services)
    {
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<LessonGatewayOptions>>(Configure);
        services.AddOptions<SocketTransportOptions>().Configure<IOptions<GatewayOptions>>(Configure);
    }

    private static void Configure(SocketTransportOptions sockets, IOptions<GatewayOptions> gateway)
    {
        sockets.Backlog = 4096; // A class that comes back at once must not be refused by the kernel.
        sockets.CreateBoundListenSocket = endpoint =>
        {
            var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
            socket.SendBufferSize = gateway.Value.SendBufferBytes; // Inherited by what it accepts; else the kernel lets it grow to megabytes.
            return socket;
        };
    }

    private static void Configure(KestrelServerOptions kestrel, IOptions<LessonGatewayOptions> lessons)
    {
        kestrel.AddServerHeader = false;
        var limits = kestrel.Limits;
        limits.MaxConcurrentUpgradedConnections = lessons.Value.ConnectionsMax;
        limits.MaxConcurrentConnections = lessons.Value.ConnectionsMax + (lessons.Value.ConnectionsMax / 10) + 100;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(5);
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(20);
        limits.MaxRequestBodySize = 64 * 1024;       // Bytes; uploads say more for themselves.
        limits.MaxRequestLineSize = 8 * 1024;        // Bytes; a ticket in a query takes its place.
        limits.MaxRequestHeadersTotalSize = 16 * 1024;
        limits.MaxRequestHeaderCount = 50;
        limits.Http2.MaxStreamsPerConnection = 20;
    }
}
