using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Classroom.Contracts.Json;
using Orleans;

namespace Classroom.Contracts.Ids;

/// <summary>Identifies one installation of a client: a browser profile or an app.</summary>
/// <remarks>Chosen at random by the client and kept by it; names the sequence of its command counters.</remarks>
[GenerateSerializer, Immutable, Alias("DeviceId")]
[JsonConverter(typeof(ParsableJsonConverter<DeviceId>))]
public readonly record struct DeviceId : IParsable<DeviceId>
{
    /// <summary>Longest accepted text form, in characters.</summary>
    public const int LengthMax = 32;

    [Id(0)]
    private readonly string _value;

    private DeviceId(string value) => _value = value;

    /// <exception cref="FormatException">The text is not 1 to 32 letters, digits, <c>-</c> or <c>_</c>.</exception>
    public static DeviceId Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var result) ? result : throw IdText.Invalid(s, nameof(DeviceId));

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out DeviceId result)
    {
        var valid = IdText.IsToken(s, LengthMax);
        result = valid ? new(s!) : default;
        return valid;
    }

    public override string ToString() => _value;
}
