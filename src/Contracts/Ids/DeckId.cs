using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Classroom.Contracts.Json;
using Orleans;

namespace Classroom.Contracts.Ids;

/// <summary>Identifies a deck of pages by the SHA-256 of its bytes, in lower-case hex.</summary>
/// <remarks>The same file uploaded twice is one deck.</remarks>
[GenerateSerializer, Immutable, Alias("DeckId")]
[JsonConverter(typeof(ParsableJsonConverter<DeckId>))]
public readonly record struct DeckId : IParsable<DeckId>
{
    /// <summary>Longest accepted text form, in characters.</summary>
    public const int LengthMax = 64;

    [Id(0)]
    private readonly string _value;

    private DeckId(string value) => _value = value;

    /// <exception cref="FormatException">The text is not 1 to 64 letters, digits, <c>-</c> or <c>_</c>.</exception>
    public static DeckId Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var result) ? result : throw IdText.Invalid(s, nameof(DeckId));

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out DeckId result)
    {
        var valid = IdText.IsToken(s, LengthMax);
        result = valid ? new(s!) : default;
        return valid;
    }

    public override string ToString() => _value;
}
