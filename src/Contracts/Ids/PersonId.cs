using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Classroom.Contracts.Json;
using Orleans;

namespace Classroom.Contracts.Ids;

/// <summary>Identifies one person of a school: teacher, student or office.</summary>
/// <remarks>Opaque and unique within the school; says nothing about who it is.</remarks>
[GenerateSerializer, Immutable, Alias("PersonId")]
[JsonConverter(typeof(ParsableJsonConverter<PersonId>))]
public readonly record struct PersonId : IParsable<PersonId>
{
    /// <summary>Longest accepted text form, in characters.</summary>
    public const int LengthMax = 32;

    [Id(0)]
    private readonly string _value;

    private PersonId(string value) => _value = value;

    /// <exception cref="FormatException">The text is not 1 to 32 letters, digits, <c>-</c> or <c>_</c>.</exception>
    public static PersonId Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var result) ? result : throw IdText.Invalid(s, nameof(PersonId));

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out PersonId result)
    {
        var valid = IdText.IsToken(s, LengthMax);
        result = valid ? new(s!) : default;
        return valid;
    }

    public override string ToString() => _value;
}
