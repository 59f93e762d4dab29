using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Classroom.Contracts.Json;

namespace Classroom.Domain.Lessons;

/// <summary>A lesson and its answers as of a sequence: with the entries after it, the same as all entries.</summary>
/// <param name="Level">The fold level of the build that wrote it.</param>
/// <param name="Lesson">The lesson.</param>
/// <param name="Answers">The answers.</param>
public sealed record Snapshot(int Level, LessonState Lesson, AnswerBook Answers)
{
    private static readonly JsonTypeInfo<Snapshot> Json = (JsonTypeInfo<Snapshot>)new JsonSerializerOptions(SnapshotJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // As in ProtocolJson.
    }.GetTypeInfo(typeof(Snapshot));

    /// <summary>Encodes as UTF-8 JSON.</summary>
    public byte[] Encode() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <summary>Decodes what <see cref="Encode"/> wrote.</summary>
    /// <exception cref="JsonException">It is not a snapshot: the store is corrupt.</exception>
    public static Snapshot Decode(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, Json) ?? throw new JsonException("null is not a snapshot.");
}

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    AllowOutOfOrderMetadataProperties = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.Strict,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(MillisecondsJsonConverter)])]
[JsonSerializable(typeof(Snapshot))]
[JsonSerializable(typeof(CompactAnswers))]
[JsonSerializable(typeof(BallotBox))]
internal sealed partial class SnapshotJson : JsonSerializerContext;
