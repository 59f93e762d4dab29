using System.Text.Json.Nodes;

namespace Classroom.SingleNode.Tests.Hostile;

/// <summary>The HTTP interface as its own description tells it to clients.</summary>
internal sealed class ApiDocument(string text)
{
    private readonly JsonNode _root = JsonNode.Parse(text)!;

    public string Text { get; } = text;

    public IEnumerable<ApiOperation> Operations =>
        from path in _root["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        select new ApiOperation(operation.Key.ToUpperInvariant(), path.Key, operation.Value!.AsObject());

    public static async Task<ApiDocument> ReadAsync(HttpClient client, CancellationToken cancellationToken) =>
        new(await client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative), cancellationToken));

    /// <summary>The properties of an object schema with the names of those that must be there; of one kind, where there are several.</summary>
    public (JsonObject Properties, string[] Required) ObjectOf(JsonNode schema, string? kind)
    {
        var whole = Resolve(schema);
        if (whole["discriminator"]?["mapping"]?[kind ?? ""] is { } variant)
        {
            whole = Resolve(new JsonObject { ["$ref"] = variant.GetValue<string>() });
        }

        return (whole["properties"]!.AsObject(), [.. whole["required"]?.AsArray().Select(name => name!.GetValue<string>()) ?? []]);
    }

    /// <summary>Follows references, also of what may be null, to a schema that says its type.</summary>
    public JsonNode Resolve(JsonNode schema)
    {
        while (schema["$ref"]?.GetValue<string>() is { } reference)
        {
            schema = reference.TrimStart('#', '/').Split('/').Aggregate(_root, (node, part) => node[part]!);
        }

        return schema["oneOf"]?.AsArray().FirstOrDefault(one => one!["type"]?.ToJsonString() != "\"null\"") is { } present ? Resolve(present) : schema;
    }
}

/// <summary>One operation of the interface.</summary>
internal sealed record ApiOperation(string Method, string Path, JsonObject Description)
{
    public string Id => Description["operationId"]!.GetValue<string>();

    /// <summary>Whether it is for people who are not signed in.</summary>
    public bool IsOpen => Description["security"] is JsonArray { Count: 0 };

    public IEnumerable<JsonNode> Parameters => Description["parameters"]?.AsArray().Select(parameter => parameter!) ?? [];

    public JsonObject? Bodies => Description["requestBody"]?["content"]?.AsObject();

    public JsonNode? JsonBody => Bodies?["application/json"]?["schema"];

    /// <summary>What it says it refuses: status and code.</summary>
    public HashSet<(int Status, string Code)> Refusals =>
    [
        .. from response in Description["responses"]!.AsObject()
           where response.Key[0] is '4' or '5'
           from code in response.Value!["description"]!.GetValue<string>().Split(", ")
           select (int.Parse(response.Key), code.Trim('`')),
    ];

    public IEnumerable<JsonNode> ParametersIn(string where) => Parameters.Where(parameter => parameter["in"]!.GetValue<string>() == where);

    public override string ToString() => $"{Id} ({Method} {Path})";
}
