using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Classroom.Contracts.Json;

/// <summary>Writes instants as UTC with milliseconds, <c>2026-11-24T08:00:00.000Z</c>: 24 bytes in every language alike.</summary>
public sealed class MillisecondsJsonConverter : JsonConverter<DateTimeOffset>
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[24];
        value.UtcDateTime.TryFormat(text, out var written, Format, CultureInfo.InvariantCulture);
        writer.WriteStringValue(text[..written]);
    }
}
