using System.Net;
using Microsoft.Extensions.Options;

namespace Classroom.Gateway.Http;

/// <summary>Lets only this machine, and networks that were named, read <c>/metrics</c>; for others there is no such page.</summary>
/// <remarks>
/// A proxy on this machine comes from it too, with requests of the whole world. It is told by what every proxy must send on
/// for the rest to work: the name that the browser asked for, or a header that says whom it speaks for.
/// </remarks>
internal sealed class MetricsGate(RequestDelegate next, IOptions<MetricsOptions> options)
{
    public const string Path = "/metrics";

    private static readonly string[] Forwarding = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via"];

    private readonly IPNetwork[] _networks = [.. options.Value.Networks.Select(MetricsOptions.Parse).OfType<IPNetwork>()];

    public Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments(Path, StringComparison.OrdinalIgnoreCase) || IsAllowed(context))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private bool IsAllowed(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address || Forwarding.Any(context.Request.Headers.ContainsKey))
        {
            return false;
        }

        var from = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return (IPAddress.IsLoopback(from) && IsThisMachine(context.Request.Host.Host)) || _networks.Any(network => network.Contains(from));
    }

    private static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
