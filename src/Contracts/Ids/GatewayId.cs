using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Classroom.Contracts.Json;
using Orleans;

namespace Classroom.Contracts.Ids;

/// <summary>Identifies one incarnation of a gateway process.</summary>
/// <remarks>New at each start, so that a ticket for a process that died opens nothing.</remarks>
[GenerateSerializer, Immutable, Alias("GatewayId")]
[JsonConverter(typeof(ParsableJsonConverter<GatewayId>))]
public readonly record struct GatewayId : IParsable<GatewayId>
{
    /// <summary>Longest accepted text form, in characters.</summary>
    public const int LengthMax = 64;

    [Id(0)]
    private readonly string _value;

    private GatewayId(string value) => _value = value;

    /// <exception cref="FormatException">The text is not 1 to 64 letters, digits, <c>-</c> or <c>_</c>.</exception>
    public static GatewayId Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var result) ? result : throw IdText.Invalid(s, nameof(GatewayId));

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out GatewayId result)
    {
        var valid = IdText.IsToken(s, LengthMax);
        result = valid ? new(s!) : default;
        return valid;
    }

    public override string ToString() => _value;
}
