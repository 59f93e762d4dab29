using System.Collections.Frozen;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Classroom.Contracts.Json;

/// <summary>The one JSON form of everything that leaves the cluster: on the wire, in the log, in snapshots.</summary>
/// <remarks>
/// camelCase; nulls, and what is marked as having a default, left out; instants in UTC milliseconds; text unescaped where
/// JSON allows, so that accents are not six bytes. Relaxed escaping is safe because none of this is ever put into HTML.
/// </remarks>
public static class ProtocolJson
{
    /// <summary>Options for hosts that take options (SignalR, HTTP endpoints).</summary>
    public static readonly JsonSerializerOptions Options = CreateOptions();

    /// <summary>Encodes as UTF-8.</summary>
    public static byte[] Encode<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, TypeInfo<T>());

    /// <summary>Decodes UTF-8.</summary>
    /// <exception cref="JsonException">The text is not the JSON of a <typeparamref name="T"/>.</exception>
    public static T Decode<T>(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, TypeInfo<T>()) ?? throw new JsonException($"null is not a {typeof(T).Name}.");
        }
        catch (NotSupportedException exception)
        {
            throw new JsonException($"A {typeof(T).Name} without a type.", exception); // How the serializer says that the discriminator is missing.
        }
    }

    /// <summary>The name of a value on the wire, as in <c>tooFarBehind</c>; for what tells of it elsewhere.</summary>
    public static string NameOf<T>(T value)
        where T : struct, Enum => Names<T>.Of[value];

    private static JsonTypeInfo<T> TypeInfo<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));

    private static JsonSerializerOptions CreateOptions()
    {
        var options = new JsonSerializerOptions(ContractsJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        options.MakeReadOnly();
        return options;
    }

    private static class Names<T>
        where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> Of = Enum.GetValues<T>().ToFrozenDictionary(value => value, value => JsonSerializer.Serialize(value, TypeInfo<T>()).Trim('"'));
    }
}
