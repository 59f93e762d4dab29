using System.ComponentModel.DataAnnotations;
using System.Net;
using Microsoft.Extensions.Options;

namespace Classroom.Gateway.Http;

/// <summary>Proxies in front of this gateway, whose word about clients is taken. Section <c>Gateway:Proxies</c>; checked at startup; explained in docs/operations.md.</summary>
internal sealed class ProxyOptions : IValidatableObject
{
    /// <summary>Their addresses, one in each of <c>…__0</c>, <c>…__1</c>. Default: none; then what requests say of who forwarded them is let be.</summary>
    public string[] KnownProxies { get; set; } = [];

    /// <summary>Networks of which every address is such a proxy, as in <c>10.0.0.0/8</c>, one in each of <c>…__0</c>, <c>…__1</c>. Default: none.</summary>
    public string[] KnownNetworks { get; set; } = [];

    /// <summary>Proxies one behind the other that are believed, counted from here. Default: 1.</summary>
    [Range(1, 10)]
    public int HopsMax { get; set; } = 1;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
    [
        .. from proxy in KnownProxies where !IPAddress.TryParse(proxy, out _) select new ValidationResult($"'{proxy}' is not an IP address.", [nameof(KnownProxies)]),
        .. from network in KnownNetworks where !IPNetwork.TryParse(network, out _) select new ValidationResult($"'{network}' is not a network such as 10.0.0.0/8.", [nameof(KnownNetworks)]),
    ];
}

[OptionsValidator]
internal sealed partial class ProxyOptionsValidator : IValidateOptions<ProxyOptions>;
