using System.Text.Json;
using Classroom.Contracts.Json;
using Classroom.Contracts.Lessons;

namespace Classroom.Domain.Lessons;

/// <summary>The form of an entry in the log and on the wire.</summary>
public static class EntryCodec
{
    /// <summary>Encodes as UTF-8 JSON: once, for the log, the push and every frame.</summary>
    public static byte[] Encode(LessonEntry entry) => ProtocolJson.Encode(entry);

    /// <summary>Decodes what <see cref="Encode"/> wrote.</summary>
    /// <exception cref="JsonException">It is not an entry: the store is corrupt.</exception>
    public static LessonEntry Decode(ReadOnlySpan<byte> json) => ProtocolJson.Decode<LessonEntry>(json);
}
