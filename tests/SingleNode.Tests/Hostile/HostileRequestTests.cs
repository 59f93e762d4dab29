using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Classroom.SingleNode.Tests.Nodes;

namespace Classroom.SingleNode.Tests.Hostile;

/// <summary>Every endpoint of lessons, timetables, schools and rosters, with requests that nobody honest sends.</summary>
public sealed class HostileRequestTests(SharedNode shared) : IClassFixture<SharedNode>
{
    private const string Deck = "0000000000000000000000000000000000000000000000000000000000000000";

    /// <summary>Every endpoint; <c>@school</c>, <c>@class</c> and <c>@lesson</c> stand for ids.</summary>
    public static TheoryData<string, string> Endpoints => new()
    {
        { "GET", "/schools" },
        { "GET", "/schools/@school" },
        { "GET", "/schools/@school/classes" },
        { "GET", "/schools/@school/people" },
        { "GET", "/classes/@class" },
        { "GET", "/classes/@class/lessons?from=2026-11-24T00:00:00Z&to=2026-11-25T00:00:00Z" },
        { "POST", "/classes/@class/lessons" },
        { "GET", "/lessons/@lesson" },
        { "PUT", "/lessons/@lesson" },
        { "DELETE", "/lessons/@lesson" },
        { "POST", "/lessons/@lesson/join" },
        { "GET", "/lessons/@lesson/events" },
        { "GET", "/lessons/@lesson/people" },
        { "POST", "/lessons/@lesson/decks?title=t&pages=1" },
        { "GET", $"/lessons/@lesson/decks/{Deck}" },
        { "GET", "/me/day?from=2026-11-24T00:00:00Z&to=2026-11-25T00:00:00Z" },
        { "GET", "/me/devices" },
        { "POST", "/rosters" },
    };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Endpoints))]
    public async Task Nobody_gets_anything_without_signing_in(string method, string path)
    {
        using var stranger = shared.Node.Stranger();
        stranger.DefaultRequestHeaders.Add("X-Classroom", "1");
        Assert.Equal((401, "signInRequired"), await AskAsync(stranger, method, Own(path), ValidBody(method, path)));
        stranger.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "no such token");
        Assert.Equal((401, "signInRequired"), await AskAsync(stranger, method, Own(path), ValidBody(method, path)));
    }

    [Theory, MemberData(nameof(Endpoints))]
    public async Task What_belongs_to_another_school_is_answered_byte_by_byte_like_what_does_not_exist(string method, string path)
    {
        if (!path.Contains('@', StringComparison.Ordinal))
        {
            return;
        }

        foreach (var person in new[] { shared.Teacher, shared.Student, shared.Office })
        {
            using var other = await SendAsync(person.Http, method, Fill(path, "beta", $"{shared.OtherClass}", $"{shared.OtherLesson}"), ValidBody(method, path));
            using var absent = await SendAsync(person.Http, method, Fill(path, "gamma", "gamma~none", "gamma~none"), ValidBody(method, path));
            using var absentHere = await SendAsync(person.Http, method, Fill(path, "gamma", "alpha~none", "alpha~none"), ValidBody(method, path));

            Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
            var (mine, theirs, here) = (await WholeAsync(absent), await WholeAsync(other), await WholeAsync(absentHere));
            Assert.Equal(mine, theirs);
            Assert.Equal(here, theirs);
            Assert.Contains("\"notFound\"", theirs, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("GET", "/schools/@school/people", 404)]
    [InlineData("POST", "/classes/@class/lessons", 403)]
    [InlineData("PUT", "/lessons/@lesson", 403)]
    [InlineData("DELETE", "/lessons/@lesson", 403)]
    [InlineData("POST", "/lessons/@lesson/decks?title=t&pages=1", 403)]
    [InlineData("POST", "/rosters", 403)]
    public async Task A_student_may_do_nothing_that_teachers_and_the_office_do(string method, string path, int status) =>
        Assert.Equal(status, (await AskAsync(shared.Student.Http, method, Own(path), ValidBody(method, path))).Status);

    [Theory]
    [InlineData("POST", "/lessons/@lesson/join")]
    [InlineData("GET", "/lessons/@lesson/events")]
    [InlineData("POST", "/lessons/@lesson/decks?title=t&pages=1")]
    public async Task The_office_enters_no_lesson(string method, string path) =>
        Assert.Equal((404, "notFound"), await AskAsync(shared.Office.Http, method, Own(path), ValidBody(method, path)));

    [Theory]
    [InlineData("POST", "/classes/@class/lessons")]
    [InlineData("PUT", "/lessons/@lesson")]
    [InlineData("POST", "/lessons/@lesson/join")]
    public async Task A_malformed_body_is_a_problem_and_changes_nothing(string method, string path)
    {
        string[] bodies = ["", "{", "[]", "7", "null", "{}", "{\"device\":7}", "{\"device\":null}", "{\"device\":\"a b\"}", "{\"title\":null,\"startsAt\":null,\"endsAt\":null}", "{\"title\":\"t\"}", new string('[', 2_000), "\u0000"];
        foreach (var body in bodies)
        {
            Assert.Equal((400, "malformed"), await AskAsync(shared.Teacher.Http, method, Own(path), new StringContent(body, Encoding.UTF8, "application/json"), "\"1\""));
        }

        Assert.Equal((413, "tooLarge"), await AskAsync(shared.Teacher.Http, method, Own(path), new StringContent(new string(' ', 70_000) + "{}", Encoding.UTF8, "application/json"), "\"1\""));
        Assert.Equal((415, "unsupportedMediaType"), await AskAsync(shared.Teacher.Http, method, Own(path), new StringContent("title=x", Encoding.UTF8, "application/x-www-form-urlencoded"), "\"1\""));
        using var plan = await shared.Teacher.Http.GetAsync(new Uri($"/api/v1/lessons/{shared.Lesson}", UriKind.Relative), Stop);
        Assert.Equal("\"1\"", plan.Headers.ETag?.Tag);
    }

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
        Assert.Equal((400, "pageOutOfRange"), await AskAsync(shared.Teacher.Http, "POST", path + 501, Bytes("%PDF-1.7", "application/pdf")));
        Assert.Equal((400, "pageOutOfRange"), await AskAsync(shared.Teacher.Http, "POST", path + 0, Bytes("%PDF-1.7", "application/pdf")));
        Assert.Equal((400, "textTooLong"), await AskAsync(shared.Teacher.Http, "POST", $"/lessons/{shared.Lesson}/decks?title={new string('t', 201)}&pages=1", Bytes("%PDF-1.7", "application/pdf")));
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

    private static ByteArrayContent? ValidBody(string method, string path) => (method, path) switch
    {
        ("POST", _) when path.Contains("/join", StringComparison.Ordinal) => new StringContent("""{"device":"phone"}""", Encoding.UTF8, "application/json"),
        ("POST", _) when path.Contains("/decks", StringComparison.Ordinal) => Bytes("%PDF-1.7", "application/pdf"),
        ("POST", "/rosters") => Bytes("PK", "application/zip"),
        ("POST" or "PUT", _) => Plan("t"),
        _ => null,
    };

    private static StringContent Plan(string title, int hours = 1) =>
        new(new JsonObject { ["title"] = title, ["startsAt"] = "2026-11-24T08:00:00Z", ["endsAt"] = new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero).AddHours(hours).ToString("O") }.ToJsonString(), Encoding.UTF8, "application/json");

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

    /// <summary>Everything a client gets but the date.</summary>
    private static async Task<string> WholeAsync(HttpResponseMessage response) =>
        $"{response.StatusCode} {string.Join(' ', response.Headers.Concat(response.Content.Headers).Where(header => header.Key != "Date").Select(header => $"{header.Key}={string.Join(',', header.Value)}"))} {await response.Content.ReadAsStringAsync(Stop)}";
}
