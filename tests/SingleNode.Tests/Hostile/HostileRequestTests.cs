using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Classroom.SingleNode.Tests.Nodes;
using Classroom.Testing.Files;

namespace Classroom.SingleNode.Tests.Hostile;

/// <summary>What is particular to some endpoints; what is general is in <see cref="ApiHostilityTests"/>.</summary>
public sealed class HostileRequestTests(SharedNode shared) : IClassFixture<SharedNode>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET", "/schools/a%20b", 400)]
    [InlineData("GET", "/lessons/nothing", 400)]
    [InlineData("GET", "/classes/~", 400)]
    [InlineData("GET", "/lessons/a~b~c/events", 400)]
    [InlineData("GET", "/me/day", 400)]
    [InlineData("GET", "/me/day?from=x&to=y", 400)]
    [InlineData("GET", "/lessons/@lesson/events?after=x", 400)]
    [InlineData("PATCH", "/schools", 405)]
    [InlineData("DELETE", "/me/day", 405)]
    [InlineData("GET", "/nothing", 404)]
    public async Task Bad_addresses_are_problems_with_a_code(string method, string path, int status)
    {
        var (actual, code) = await AskAsync(shared.Teacher.Http, method, Own(path), null);

        Assert.Equal((status, status switch { 400 => "malformed", 405 => "methodNotAllowed", _ => "notFound" }), (actual, code));
    }

    [Fact]
    public async Task Plans_are_refused_by_code_and_kept_by_version()
    {
        var path = $"/classes/{shared.Class}/lessons";
        Assert.Equal((400, "titleInvalid"), await AskAsync(shared.Teacher.Http, "POST", path, Plan(" ")));
        Assert.Equal((400, "timesInvalid"), await AskAsync(shared.Teacher.Http, "POST", path, Plan("t", hours: 13)));
        Assert.Equal((400, "timesInvalid"), await AskAsync(shared.Teacher.Http, "POST", path, Plan("t", hours: 0)));
        Assert.Equal((404, "notFound"), await AskAsync(shared.Teacher.Http, "POST", path, Plan("t", lesson: $"{shared.OtherLesson}"))); // Of another school.
        Assert.Equal((404, "notFound"), await AskAsync(shared.Teacher.Http, "POST", path, Plan("t", lesson: "beta~none")));
        Assert.Equal((428, "versionRequired"), await AskAsync(shared.Teacher.Http, "PUT", $"/lessons/{shared.Lesson}", Plan("t")));
        Assert.Equal((412, "versionConflict"), await AskAsync(shared.Teacher.Http, "PUT", $"/lessons/{shared.Lesson}", Plan("t"), "\"99\""));
        Assert.Equal((428, "versionRequired"), await AskAsync(shared.Teacher.Http, "DELETE", $"/lessons/{shared.Lesson}", null, "W/\"1\""));
    }

    [Fact]
    public async Task A_deck_is_what_its_bytes_say_and_no_larger_than_allowed()
    {
        var path = $"/lessons/{shared.Lesson}/decks?title=t&pages=";
        Assert.Equal((415, "deckFormatUnknown"), await AskAsync(shared.Teacher.Http, "POST", path + 1, Bytes("MZ this is a program", "application/pdf")));
        Assert.Equal((415, "deckFormatUnknown"), await AskAsync(shared.Teacher.Http, "POST", path + 1, Bytes("", "application/pdf")));
        Assert.Equal((415, "deckFormatUnknown"), await AskAsync(shared.Teacher.Http, "POST", path + 1, Bytes("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "image/png")));
        Assert.Equal((422, "deckBroken"), await AskAsync(shared.Teacher.Http, "POST", path + 1, Bytes("%PDF-1.7 and no more", "application/pdf")));
        Assert.Equal((422, "deckEncrypted"), await AskAsync(shared.Teacher.Http, "POST", path + 1, new ByteArrayContent(TestPdf.Of("secret", trailer: "/Encrypt 3 0 R ")) { Headers = { ContentType = new("application/pdf") } }));
        Assert.Equal((400, "pageOutOfRange"), await AskAsync(shared.Teacher.Http, "POST", path + 501, Pdf("t")));
        Assert.Equal((400, "pageOutOfRange"), await AskAsync(shared.Teacher.Http, "POST", path + 0, Pdf("t")));
        Assert.Equal((400, "textTooLong"), await AskAsync(shared.Teacher.Http, "POST", $"/lessons/{shared.Lesson}/decks?title={new string('t', 201)}&pages=1", Pdf("t")));
    }

    [Fact]
    public async Task A_range_or_version_of_a_file_that_there_is_not_is_refused_by_code()
    {
        using var stored = await SendAsync(shared.Teacher.Http, "POST", $"/lessons/{shared.Lesson}/decks?title=t&pages=1", Pdf("in ranges"));
        var path = JsonNode.Parse(await stored.Content.ReadAsStringAsync(Stop))!["deck"]!.GetValue<string>();
        using var beyond = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/lessons/{shared.Lesson}/decks/{path}") { Headers = { Range = new RangeHeaderValue(1_000, null) } };
        using var refused = await shared.Teacher.Http.SendAsync(beyond, Stop);

        Assert.Equal((416, "rangeUnsatisfiable"), ((int)refused.StatusCode, JsonNode.Parse(await refused.Content.ReadAsStringAsync(Stop))!["code"]?.GetValue<string>()));
        Assert.Equal((412, "versionConflict"), await AskAsync(shared.Teacher.Http, "GET", $"/lessons/{shared.Lesson}/decks/{path}", null, "\"other\""));
    }

    [Fact]
    public async Task Every_answer_forbids_what_pages_must_not_do()
    {
        using var stranger = shared.Node.Stranger();
        foreach (var path in new[] { "/", "/api/v1/schools", "/health/live", "/nothing", "/docs/api" })
        {
            using var response = await stranger.GetAsync(new Uri(path, UriKind.Relative), Stop);
            var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
            Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
            Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
            Assert.False(response.Headers.Contains("Server"));
        }
    }

    private static StringContent Plan(string title, int hours = 1, string? lesson = null) =>
        new(new JsonObject { ["lesson"] = lesson, ["title"] = title, ["startsAt"] = "2026-11-24T08:00:00Z", ["endsAt"] = new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero).AddHours(hours).ToString("O") }.ToJsonString(), Encoding.UTF8, "application/json");

    private static ByteArrayContent Pdf(string label) => new(TestPdf.Of(label)) { Headers = { ContentType = new("application/pdf") } };

    private static ByteArrayContent Bytes(string text, string type) => new(Encoding.ASCII.GetBytes(text)) { Headers = { ContentType = new(type) } };

    private string Own(string path) => Fill(path, "alpha", $"{shared.Class}", $"{shared.Lesson}");

    private static string Fill(string path, string school, string @class, string lesson) =>
        path.Replace("@school", school, StringComparison.Ordinal).Replace("@class", @class, StringComparison.Ordinal).Replace("@lesson", lesson, StringComparison.Ordinal);

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string method, string path, HttpContent? body, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/api/v1" + path) { Content = body };
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        return await client.SendAsync(request, Stop);
    }

    private static async Task<(int Status, string? Code)> AskAsync(HttpClient client, string method, string path, HttpContent? body, string? ifMatch = null)
    {
        using var response = await SendAsync(client, method, path, body, ifMatch);
        var text = await response.Content.ReadAsStringAsync(Stop);
        Assert.True(text.StartsWith('{') && response.Content.Headers.ContentType?.MediaType == "application/problem+json", $"{method} {path}: {(int)response.StatusCode} {text}");
        return ((int)response.StatusCode, JsonNode.Parse(text)!["code"]?.GetValue<string>());
    }
}
