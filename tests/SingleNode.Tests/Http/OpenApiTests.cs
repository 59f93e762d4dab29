using System.Text.Json.Nodes;
using Classroom.SingleNode.Tests.Hostile;
using Classroom.SingleNode.Tests.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Classroom.SingleNode.Tests.Http;

/// <summary>The description of the HTTP interface is whole, valid, and changes only where somebody looked.</summary>
public sealed class OpenApiTests(SharedNode shared) : IClassFixture<SharedNode>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Set CLASSROOM_GOLDEN=write to accept a change, then read the diff: clients of yesterday must live with it.</summary>
    [Fact]
    public async Task It_is_what_it_was()
    {
        var text = JsonNode.Parse((await ReadAsync()).Text)!.ToJsonString(new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n";
        var file = Path.Combine(FindRoot(), "tests", "golden", "openapi.json");
        if (Environment.GetEnvironmentVariable("CLASSROOM_GOLDEN") == "write")
        {
            await File.WriteAllTextAsync(file, text, Stop);
        }

        Assert.Equal(await File.ReadAllTextAsync(file, Stop), text);
    }

    [Fact]
    public async Task It_is_valid()
    {
        var (document, diagnostic) = OpenApiDocument.Parse((await ReadAsync()).Text, "json");

        Assert.Empty(diagnostic!.Errors.Concat(diagnostic.Warnings).Select(error => error.ToString()));
        Assert.Empty(document!.Validate(ValidationRuleSet.GetDefaultRuleSet()).Select(error => error.ToString()));
    }

    [Fact]
    public async Task It_has_every_endpoint_of_the_interface_and_no_other()
    {
        var mapped =
            from endpoint in shared.Node.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            where endpoint.RoutePattern.RawText!.TrimStart('/').StartsWith("api/", StringComparison.Ordinal)
            from method in endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods
            select $"{method} /{endpoint.RoutePattern.RawText!.Trim('/')}";

        Assert.Equal(mapped.Order(), (await ReadAsync()).Operations.Select(operation => $"{operation.Method} {operation.Path}").Order());
    }

    [Fact]
    public async Task Every_operation_says_what_it_does_who_may_ask_and_what_it_refuses()
    {
        var operations = (await ReadAsync()).Operations.ToArray();

        Assert.Equal(operations.Length, operations.Select(operation => operation.Id).Distinct().Count());
        Assert.All(operations, operation =>
        {
            Assert.EndsWith(".", operation.Description["summary"]!.GetValue<string>(), StringComparison.Ordinal);
            Assert.Single(operation.Description["tags"]!.AsArray());
            Assert.Equal(operation.IsOpen ? "[]" : """[{"bearer":[]},{"cookie":[]}]""", operation.Description["security"]!.ToJsonString());
            Assert.Equal(operation.IsOpen, !operation.Refusals.Contains((401, "signInRequired")));
            Assert.Contains((503, "busy"), operation.Refusals);
            Assert.Equal(operation.Method != "GET", operation.Refusals.Contains((403, "crossSite")));
            Assert.Equal(operation.Bodies is not null, operation.Refusals.IsSupersetOf([(413, "tooLarge"), (415, "unsupportedMediaType"), (400, "malformed")]));
            Assert.Contains(operation.Description["responses"]!.AsObject(), response => response.Key[0] == '2');
            Assert.All(operation.Description["responses"]!.AsObject().Where(response => response.Key[0] is '4' or '5'), response =>
                Assert.Equal("#/components/schemas/Problem", response.Value!["content"]!["application/problem+json"]!["schema"]!["$ref"]!.GetValue<string>()));
        });
    }

    [Fact]
    public async Task It_knows_the_type_of_everything()
    {
        var schemas = JsonNode.Parse((await ReadAsync()).Text)!["components"]!["schemas"]!.AsObject();

        Assert.All(schemas, schema => Assert.NotNull(schema.Value!["type"] ?? schema.Value["enum"] ?? schema.Value["anyOf"] ?? schema.Value["properties"]));
    }

    private async Task<ApiDocument> ReadAsync()
    {
        using var stranger = shared.Node.Stranger();
        return await ApiDocument.ReadAsync(stranger, Stop);
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Classroom.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }
}
