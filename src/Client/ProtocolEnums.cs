using System.Text.Json;
using System.Text.Json.Serialization;
using Classroom.Contracts.Hub;
using Classroom.Contracts.Json;
using Classroom.Contracts.Lessons;

namespace Classroom.Client;

/// <summary>Reads refusals and closings of a newer server as the protocol says: what is not known is taken for something that is.</summary>
internal static class ProtocolEnums
{
    /// <summary>JSON of the hub.</summary>
    public static JsonSerializerOptions Tolerant { get; } = Create();

    private static JsonSerializerOptions Create() => new(ProtocolJson.Options)
    {
        Converters =
        {
            new TolerantConverter<LessonRefusal>(LessonRefusal.NotAllowed),
            new TolerantConverter<CloseCode>(CloseCode.LessonLost), // Whether to come back, the message says besides.
        },
    };

    private sealed class TolerantConverter<T>(T otherwise) : JsonConverter<T>
        where T : struct, Enum
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            try
            {
                return reader.TokenType == JsonTokenType.String ? JsonSerializer.Deserialize<T>($"\"{reader.GetString()}\"", ProtocolJson.Options) : otherwise;
            }
            catch (JsonException)
            {
                return otherwise;
            }
        }

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, value, ProtocolJson.Options);
    }
}
