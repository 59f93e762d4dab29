using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Classroom.Contracts.Json;
using Orleans;

namespace Classroom.Contracts.Ids;

/// <summary>Identifies one substitution of a school: one teacher in one class for a time.</summary>
[GenerateSerializer, Immutable, Alias("SubstituteId")]
[JsonConverter(typeof(ParsableJsonConverter<SubstituteId>))]
public readonly record struct SubstituteId : IParsable<SubstituteId>
{
    /// <summary>Longest accepted text form, in characters.</summary>
    public const int LengthMax = 32;

    [Id(0)]
    private readonly string _value;

    private SubstituteId(string value) => _value = value;

    /// <exception cref="FormatException">The text is not 1 to 32 letters, digits, <c>-</c> or <c>_</c>.</exception>
    public static SubstituteId Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var result) ? result : throw IdText.Invalid(s, nameof(SubstituteId));

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out SubstituteId result)
    {
        var valid = IdText.IsToken(s, LengthMax);
        result = valid ? new(s!) : default;
        return valid;
    }

    public override string ToString() => _value;
}
