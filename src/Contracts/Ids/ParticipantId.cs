using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Classroom.Contracts.Json;
using Orleans;

namespace Classroom.Contracts.Ids;

/// <summary>Identifies a person in a lesson.</summary>
/// <remarks>The text of their <see cref="PersonId"/>: stable over devices, reconnects and lessons.</remarks>
[GenerateSerializer, Immutable, Alias("ParticipantId")]
[JsonConverter(typeof(ParsableJsonConverter<ParticipantId>))]
public readonly record struct ParticipantId : IParsable<ParticipantId>, IComparable<ParticipantId>
{
    /// <summary>Longest accepted text form, in characters.</summary>
    public const int LengthMax = 32;

    [Id(0)]
    private readonly string _value;

    private ParticipantId(string value) => _value = value;

    /// <exception cref="FormatException">The text is not 1 to 32 letters, digits, <c>-</c> or <c>_</c>.</exception>
    public static ParticipantId Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var result) ? result : throw IdText.Invalid(s, nameof(ParticipantId));

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ParticipantId result)
    {
        var valid = IdText.IsToken(s, LengthMax);
        result = valid ? new(s!) : default;
        return valid;
    }

    /// <summary>The participant that a person is.</summary>
    public static ParticipantId Of(PersonId person) => Parse(person.ToString());

    /// <summary>Ordinal order of the texts, so that a state has one JSON form.</summary>
    public int CompareTo(ParticipantId other) => string.CompareOrdinal(_value, other._value);

    public static bool operator <(ParticipantId left, ParticipantId right) => left.CompareTo(right) < 0;

    public static bool operator >(ParticipantId left, ParticipantId right) => left.CompareTo(right) > 0;

    public static bool operator <=(ParticipantId left, ParticipantId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(ParticipantId left, ParticipantId right) => left.CompareTo(right) >= 0;

    public override string ToString() => _value;
}
