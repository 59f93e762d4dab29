using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;

namespace Classroom.Contracts.Json;

/// <summary>Writes the three common audiences as one word each.</summary>
internal sealed class AudienceJsonConverter : JsonConverter<Audience>
{
    public override Audience Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String when reader.ValueTextEquals("all"u8) => Audience.All,
        JsonTokenType.String when reader.ValueTextEquals("teachers"u8) => Audience.TeachersOnly,
        JsonTokenType.String when reader.ValueTextEquals("nobody"u8) => Audience.Nobody,
        JsonTokenType.StartObject => ReadNamed(ref reader),
        _ => throw new JsonException("Expected an audience."),
    };

    public override void Write(Utf8JsonWriter writer, Audience value, JsonSerializerOptions options)
    {
        if (value.Everyone || value.Named.IsEmpty)
        {
            writer.WriteStringValue(value.Everyone ? "all"u8 : value.Teachers ? "teachers"u8 : "nobody"u8);
            return;
        }

        writer.WriteStartObject();
        if (value.Teachers)
        {
            writer.WriteBoolean("teachers"u8, true);
        }

        writer.WriteStartArray("named"u8);
        foreach (var participant in value.Named)
        {
            writer.WriteStringValue(participant.ToString());
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static Audience ReadNamed(ref Utf8JsonReader reader)
    {
        var teachers = false;
        var named = ImmutableArray.CreateBuilder<ParticipantId>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            if (reader.ValueTextEquals("teachers"u8) && reader.Read())
            {
                teachers = reader.GetBoolean();
            }
            else if (reader.ValueTextEquals("named"u8) && reader.Read())
            {
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    named.Add(ParticipantId.TryParse(reader.GetString(), null, out var id) ? id : throw new JsonException("Not a participant."));
                }
            }
            else
            {
                reader.Skip();
            }
        }

        return new Audience { Teachers = teachers, Named = named.ToImmutable() };
    }
}
