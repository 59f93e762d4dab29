using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Classroom.Contracts.Json;
using Orleans;

namespace Classroom.Contracts.Ids;

/// <summary>Names one person across schools: the key of their grain, account and day.</summary>
/// <remarks>Text form is <c>school~person</c>: one path segment in a URL. The school part chooses the home region.</remarks>
[GenerateSerializer, Immutable, Alias("PersonKey")]
[JsonConverter(typeof(ParsableJsonConverter<PersonKey>))]
public readonly record struct PersonKey : IParsable<PersonKey>
{
    /// <summary>Longest accepted text form, in characters: two parts of 32 and the tilde.</summary>
    public const int LengthMax = 65;

    [Id(0)]
    private readonly string _value;

    private PersonKey(string value) => _value = value;

    /// <summary>Joins the two parts.</summary>
    /// <exception cref="FormatException">The local part is not 1 to 32 letters, digits, <c>-</c> or <c>_</c>.</exception>
    public static PersonKey Of(SchoolId school, string local) => Parse($"{school}~{local}");

    /// <summary>Joins the two parts.</summary>
    public static PersonKey Of(SchoolId school, PersonId person) => Parse($"{school}~{person}");

    /// <summary>The school that owns it.</summary>
    public SchoolId School => SchoolId.Parse(_value[.._value.IndexOf('~', StringComparison.Ordinal)]);

    /// <summary>The part after the tilde, unique within the school.</summary>
    public string Local => _value[(_value.IndexOf('~', StringComparison.Ordinal) + 1)..];

    /// <exception cref="FormatException">The text is not of the form <c>school~person</c>.</exception>
    public static PersonKey Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var result) ? result : throw IdText.Invalid(s, nameof(PersonKey));

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out PersonKey result)
    {
        var valid = IdText.IsPair(s, SchoolId.LengthMax);
        result = valid ? new(s!) : default;
        return valid;
    }

    public override string ToString() => _value;
}
