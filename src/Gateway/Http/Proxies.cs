using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Classroom.Gateway.Http;

/// <summary>Takes a client's address and scheme from the headers of a known proxy, and from nobody else: limits and cookies go by them.</summary>
internal static class Proxies
{
    public static IServiceCollection AddProxies(this IServiceCollection services)
    {
        services.AddOptions<ProxyOptions>().BindConfiguration("Gateway:Proxies").ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ProxyOptions>, ProxyOptionsValidator>());
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<ProxyOptions>>((headers, proxies) => Configure(headers, proxies.Value));
        return services;
    }

    /// <summary>Goes first: everything after it looks at the request as the client made it.</summary>
    public static IApplicationBuilder UseProxies(this IApplicationBuilder app) => app.UseForwardedHeaders();

    private static void Configure(ForwardedHeadersOptions headers, ProxyOptions proxies)
    {
        // The framework trusts this machine by default; without a proxy that would let anybody on it be anybody.
        headers.KnownProxies.Clear();
        headers.KnownIPNetworks.Clear();
        foreach (var proxy in proxies.KnownProxies)
        {
            headers.KnownProxies.Add(IPAddress.Parse(proxy));
        }

        foreach (var network in proxies.KnownNetworks)
        {
            headers.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));
        }

        // With both lists empty the framework would believe everybody.
        headers.ForwardedHeaders = headers.KnownProxies.Count + headers.KnownIPNetworks.Count == 0
            ? ForwardedHeaders.None
            : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto; // A proxy passes the host on as it is.
        headers.ForwardLimit = proxies.HopsMax;
    }
}
