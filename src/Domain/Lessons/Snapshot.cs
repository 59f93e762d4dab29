using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Classroom.Contracts.Json;
using Classroom.Contracts.Lessons;

namespace Classroom.Domain.Lessons;

/// <summary>A lesson and its answers as of a sequence: with the entries after it, the same as all entries.</summary>
/// <param name="Level">The fold level of the build that wrote it.</param>
/// <param name="Lesson">The lesson.</param>
/// <param name="Answers">The answers.</param>
public sealed record Snapshot(int Level, LessonState Lesson, AnswerBook Answers)
{
    /// <summary>Encodes as UTF-8 JSON.</summary>
    public byte[] Encode() => JsonSerializer.SerializeToUtf8Bytes(this, SnapshotJson.Relaxed.Snapshot);

    /// <summary>Decodes what <see cref="Encode"/> wrote.</summary>
    /// <exception cref="JsonException">It is not a snapshot: the store is corrupt.</exception>
    public static Snapshot Decode(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, SnapshotJson.Relaxed.Snapshot) ?? throw new JsonException("null is not a snapshot.");
}

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    AllowOutOfOrderMetadataProperties = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(MillisecondsJsonConverter)])]
[JsonSerializable(typeof(Snapshot))]
internal sealed partial class SnapshotJson : JsonSerializerContext
{
    public static SnapshotJson Relaxed { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        AllowOutOfOrderMetadataProperties = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new MillisecondsJsonConverter() },
    });
}

/// <summary>The form of an entry in the log and on the wire.</summary>
public static class EntryCodec
{
    /// <summary>Encodes as UTF-8 JSON: once, for the log, the push and every frame.</summary>
    public static byte[] Encode(LessonEntry entry) => ProtocolJson.Encode(entry);

    /// <summary>Decodes what <see cref="Encode"/> wrote.</summary>
    /// <exception cref="JsonException">It is not an entry: the store is corrupt.</exception>
    public static LessonEntry Decode(ReadOnlySpan<byte> json) => ProtocolJson.Decode<LessonEntry>(json);
}
