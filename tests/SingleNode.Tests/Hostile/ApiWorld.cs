using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Classroom.SingleNode.Hosting;
using Classroom.SingleNode.Tests.Nodes;
using Classroom.Storage.Sqlite;
using Classroom.Testing.Files;
using Microsoft.Extensions.DependencyInjection;

namespace Classroom.SingleNode.Tests.Hostile;

/// <summary>One node, one person of each role, and what they have; two schools that must not know of each other.</summary>
public sealed class ApiWorld : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    internal static readonly Role[] Roles = [Role.Student, Role.Teacher, Role.Office, Role.Administrator];

    private readonly SharedNode _shared = new();
    private readonly Dictionary<Role, HttpClient> _clients = [];
    private Dictionary<string, string> _own = [];
    private Dictionary<string, string> _others = [];

    internal SharedNode Shared => _shared;

    internal ApiDocument Document { get; private set; } = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _shared.InitializeAsync();
        _clients[Role.Teacher] = _shared.Teacher.Http;
        _clients[Role.Student] = _shared.Student.Http;
        _clients[Role.Office] = _shared.Office.Http;
        _clients[Role.Administrator] = await _shared.Node.AdministratorAsync();
        _clients[Role.None] = _shared.Node.Stranger();
        _clients[Role.None].DefaultRequestHeaders.Add("X-Classroom", "1");
        using var stranger = _shared.Node.Stranger();
        Document = await ApiDocument.ReadAsync(stranger, CancellationToken.None);
        _own = new() { ["school"] = "alpha", ["class"] = $"{_shared.Class}", ["lesson"] = $"{_shared.Lesson}", ["person"] = $"{_shared.Student.Id}", ["substitute"] = "none", ["deck"] = await DeckAsync(_shared.Teacher, $"{_shared.Lesson}") };
        _own["token"] = await TokenAsync(_shared.Teacher, $"{_shared.Lesson}", _own["deck"]);
        _others = new() { ["school"] = "beta", ["class"] = $"{_shared.OtherClass}", ["lesson"] = $"{_shared.OtherLesson}", ["person"] = $"{_shared.OtherTeacher.Id}", ["substitute"] = "none", ["deck"] = await DeckAsync(_shared.OtherTeacher, $"{_shared.OtherLesson}") };
        _others["token"] = $"x{await TokenAsync(_shared.OtherTeacher, $"{_shared.OtherLesson}", _others["deck"])}"; // Whoever has one may use it; not a forged one.
    }

    public async ValueTask DisposeAsync()
    {
        _clients.GetValueOrDefault(Role.Administrator)?.Dispose();
        _clients.GetValueOrDefault(Role.None)?.Dispose();
        await _shared.DisposeAsync();
    }

    internal ApiOperation Operation(string id) => Document.Operations.Single(operation => operation.Id == id);

    internal HttpClient As(Role role) => _clients[role];

    /// <summary>The operation's address with what the people of these tests have.</summary>
    internal string Own(ApiOperation operation, ApiCase good) => Fill(operation, _own) + good.Query;

    /// <summary>With what the other school has.</summary>
    internal string Others(ApiOperation operation, ApiCase good) => Fill(operation, _others) + good.Query;

    /// <summary>With what nobody has.</summary>
    internal static string Nobodys(ApiOperation operation, ApiCase good) =>
        Fill(operation, new() { ["school"] = "gamma", ["class"] = "gamma~none", ["lesson"] = "gamma~none", ["person"] = "none", ["substitute"] = "none", ["deck"] = new string('0', 64), ["token"] = "none" }) + good.Query;

    /// <summary>With one part of the path as given.</summary>
    internal string With(ApiOperation operation, ApiCase good, string name, string value) => Fill(operation, new(_own) { [name] = value }) + good.Query;

    internal static async Task<HttpResponseMessage> SendAsync(HttpClient client, ApiOperation operation, string path, HttpContent? body, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(operation.Method), path) { Content = body };
        foreach (var header in operation.ParametersIn("header").Where(header => header["required"]?.GetValue<bool>() == true))
        {
            request.Headers.TryAddWithoutValidation(header["name"]!.GetValue<string>(), "\"1\"");
        }

        change?.Invoke(request);
        return await client.SendAsync(request, Stop).WaitAsync(Patience, Stop);
    }

    /// <summary>Sends what must be refused, and holds the refusal to the description.</summary>
    internal static async Task<(int Status, string Code)> RefusedAsync(HttpClient client, ApiOperation operation, string path, HttpContent? body, string what, Action<HttpRequestMessage>? change = null)
    {
        using var response = await SendAsync(client, operation, path, body, change);
        var text = await response.Content.ReadAsStringAsync(Stop);
        Assert.True(response.Content.Headers.ContentType?.MediaType == "application/problem+json", $"{operation}, {what}: {(int)response.StatusCode} {text}");
        var refusal = ((int)response.StatusCode, JsonNode.Parse(text)!["code"]!.GetValue<string>());
        Assert.True(operation.Refusals.Contains(refusal), $"{operation} does not say that it answers {refusal} to {what}.");
        return refusal;
    }

    /// <summary>A hash of everything that is kept, but for which activation of a lesson is the last.</summary>
    internal async Task<string> FingerprintAsync()
    {
        var storage = _shared.Node.Services.GetRequiredService<NodeStorage>();
        var school = await storage.School.ReadAsync(Rows, Stop);
        var lessons = await storage.Lessons.ReadAsync(session => string.Join('\n', session.Query("SELECT lesson, sequence FROM entry ORDER BY 1, 2", row => $"{row.GetValue(0)} {row.GetValue(1)}")), Stop);
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(school + lessons)));
    }

    private static string Rows(SqliteSession session)
    {
        var text = new StringBuilder();
        foreach (var table in session.Query("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name", row => row.GetString(0)))
        {
            text.AppendLine(table).AppendJoin('\n', session.Query($"SELECT * FROM {table}", Row).Order(StringComparer.Ordinal));
        }

        return text.ToString();

        static string Row(Microsoft.Data.Sqlite.SqliteDataReader row) =>
            string.Join('|', Enumerable.Range(0, row.FieldCount).Select(column => row.GetValue(column) is byte[] bytes ? Convert.ToHexString(bytes) : $"{row.GetValue(column)}"));
    }

    private static string Fill(ApiOperation operation, Dictionary<string, string> values) =>
        values.Aggregate(operation.Path, (path, value) => path.Replace($"{{{value.Key}}}", value.Value, StringComparison.Ordinal));

    private static async Task<string> DeckAsync(Person teacher, string lesson)
    {
        using var file = new ByteArrayContent(TestPdf.Of(lesson)) { Headers = { ContentType = new MediaTypeHeaderValue("application/pdf") } };
        using var response = await teacher.Http.PostAsync(new Uri($"/api/v1/lessons/{lesson}/decks?title=t&pages=1", UriKind.Relative), file);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!["deck"]!.GetValue<string>();
    }

    private static async Task<string> TokenAsync(Person teacher, string lesson, string deck)
    {
        var link = JsonNode.Parse(await teacher.Http.GetStringAsync(new Uri($"/api/v1/lessons/{lesson}/decks/{deck}/link", UriKind.Relative)));
        return link!["url"]!.GetValue<string>().Split('/')[^1];
    }
}
