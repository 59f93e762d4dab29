using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Classroom.Contracts.Json;
using Orleans;

namespace Classroom.Contracts.Ids;

/// <summary>Identifies one school: the tenant, and the code its students type to sign in.</summary>
/// <remarks>Opaque: given at the first import, never derived from the school's name. Chooses the home region.</remarks>
[GenerateSerializer, Immutable, Alias("SchoolId")]
[JsonConverter(typeof(ParsableJsonConverter<SchoolId>))]
public readonly record struct SchoolId : IParsable<SchoolId>
{
    /// <summary>Longest accepted text form, in characters.</summary>
    public const int LengthMax = 32;

    [Id(0)]
    private readonly string _value;

    private SchoolId(string value) => _value = value;

    /// <exception cref="FormatException">The text is not 1 to 32 letters, digits, <c>-</c> or <c>_</c>.</exception>
    public static SchoolId Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var result) ? result : throw IdText.Invalid(s, nameof(SchoolId));

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out SchoolId result)
    {
        var valid = IdText.IsToken(s, LengthMax);
        result = valid ? new(s!) : default;
        return valid;
    }

    public override string ToString() => _value;
}
