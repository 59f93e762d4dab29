using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Classroom.Contracts.Json;
using Orleans;

namespace Classroom.Contracts.Ids;

/// <summary>Identifies a school year: a partition of the lesson log.</summary>
/// <remarks>Opaque and unique within the school.</remarks>
[GenerateSerializer, Immutable, Alias("TermId")]
[JsonConverter(typeof(ParsableJsonConverter<TermId>))]
public readonly record struct TermId : IParsable<TermId>
{
    /// <summary>Longest accepted text form, in characters.</summary>
    public const int LengthMax = 32;

    [Id(0)]
    private readonly string _value;

    private TermId(string value) => _value = value;

    /// <exception cref="FormatException">The text is not 1 to 32 letters, digits, <c>-</c> or <c>_</c>.</exception>
    public static TermId Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var result) ? result : throw IdText.Invalid(s, nameof(TermId));

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out TermId result)
    {
        var valid = IdText.IsToken(s, LengthMax);
        result = valid ? new(s!) : default;
        return valid;
    }

    public override string ToString() => _value;
}
