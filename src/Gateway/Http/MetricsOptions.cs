using System.ComponentModel.DataAnnotations;
using System.Net;
using Microsoft.Extensions.Options;

namespace Classroom.Gateway.Http;

/// <summary>Who may read <c>/metrics</c>. Section <c>Metrics</c>; checked at startup.</summary>
internal sealed class MetricsOptions : IValidatableObject
{
    /// <summary>Networks that may read the figures besides this machine, <c>10.1.0.0/16</c> or one address. Default: none.</summary>
    public string[] Networks { get; set; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        from network in Networks
        where Parse(network) is null
        select new ValidationResult($"'{network}' is no network: write 10.1.0.0/16, 2001:db8::/32 or one address.", [nameof(Networks)]);

    /// <summary>The network that a text names; null if it names none.</summary>
    public static IPNetwork? Parse(string text) =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : null;
}

[OptionsValidator]
internal sealed partial class MetricsOptionsValidator : IValidateOptions<MetricsOptions>;
