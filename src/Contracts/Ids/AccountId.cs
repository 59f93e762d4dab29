using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Classroom.Contracts.Json;
using Orleans;

namespace Classroom.Contracts.Ids;

/// <summary>Identifies who signs in: one person of a school, or an administrator of the node.</summary>
/// <remarks>Text form is the person's <see cref="PersonKey"/> (<c>school~person</c>), or a token without a tilde for an administrator.</remarks>
[GenerateSerializer, Immutable, Alias("AccountId")]
[JsonConverter(typeof(ParsableJsonConverter<AccountId>))]
public readonly record struct AccountId : IParsable<AccountId>
{
    /// <summary>Longest accepted text form, in characters.</summary>
    public const int LengthMax = PersonKey.LengthMax;

    [Id(0)]
    private readonly string _value;

    private AccountId(string value) => _value = value;

    /// <summary>The account of a person.</summary>
    public static AccountId Of(PersonKey person) => new(person.ToString());

    /// <summary>Whose account it is; null for an administrator.</summary>
    public PersonKey? Person => PersonKey.TryParse(_value, null, out var person) ? person : null;

    /// <exception cref="FormatException">The text is neither <c>school~person</c> nor a token of at most 32 characters.</exception>
    public static AccountId Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var result) ? result : throw IdText.Invalid(s, nameof(AccountId));

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out AccountId result)
    {
        var valid = IdText.IsToken(s, SchoolId.LengthMax) || IdText.IsPair(s, SchoolId.LengthMax);
        result = valid ? new(s!) : default;
        return valid;
    }

    public override string ToString() => _value;
}
