using System.Net.Http.Headers;
using System.Text;

namespace Classroom.Gateway.Tests.Identity;

/// <summary>Every endpoint of identity, with input that nobody honest sends.</summary>
public sealed class HostileInputTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Writing => new()
    {
        { "POST", "/api/v1/session" },
        { "PUT", "/api/v1/session/password" },
        { "POST", "/api/v1/setup" },
        { "POST", "/api/v1/setup/find" },
        { "POST", "/api/v1/codes/find" },
        { "POST", "/api/v1/invitations/find" },
        { "POST", "/api/v1/invitations/accept" },
        { "POST", "/api/v1/schools/demo/people/teacher/invitation" },
    };

    public static TheoryData<string, string> OfficeOnly => new()
    {
        { "POST", "/api/v1/schools/demo/people/teacher/invitation" },
        { "POST", "/api/v1/schools/demo/people/student/code" },
        { "POST", "/api/v1/schools/demo/classes/maths/codes" },
        { "GET", "/api/v1/schools/demo/audit" },
    };

    [Theory, MemberData(nameof(Writing))]
    public async Task A_malformed_body_is_a_problem_and_changes_nothing(string method, string path)
    {
        await using var host = await IdentityHost.StartAsync();
        using var office = await host.SignedInAsync("office");
        string[] bodies =
        [
            "", "{", "[]", "7", "\"text\"", "null", "{\"login\":{}}", "{\"login\":[7]}", new string('[', 1_000), "\u0000", "{\"login\":\"\\ud800\"}",
        ];
        string[] objects = ["{\"type\":\"nonsense\"}", "{\"type\":7}", "{\"token\":7}", "{\"current\":[]}", "{}"];

        foreach (var body in path.EndsWith("invitation", StringComparison.Ordinal) ? bodies : [.. bodies, .. objects]) // There every member may be absent.
        {
            var (status, code) = await IdentityHost.ProblemOf(await SendAsync(office, method, path, body));
            Assert.True((status, code) is (400, "malformed") or (400, "passwordWeak" or "loginInvalid") or (401, "signInFailed") or (410, "tokenSpent"), $"{body}: {status} {code}");
        }

        Assert.True((await office.GetAsync("/api/v1/session", Stop)).IsSuccessStatusCode);
    }

    /// <summary>Seen to fail: with another code of the same status.</summary>
    [Theory]
    [InlineData("POST", "/api/v1/session", "401 signInFailed", "400 malformed")] // Without a type it is no sign-in.
    [InlineData("PUT", "/api/v1/session/password", "400 passwordWeak", "400 passwordWeak")]
    [InlineData("POST", "/api/v1/setup", "400 loginInvalid", "400 loginInvalid")]
    [InlineData("POST", "/api/v1/setup/find", "410 tokenSpent", "410 tokenSpent")]
    [InlineData("POST", "/api/v1/codes/find", "401 signInFailed", "401 signInFailed")]
    [InlineData("POST", "/api/v1/invitations/find", "410 tokenSpent", "410 tokenSpent")]
    [InlineData("POST", "/api/v1/invitations/accept", "410 tokenSpent", "410 tokenSpent")]
    public async Task Missing_and_null_members_are_a_problem(string method, string path, string withType, string without)
    {
        await using var host = await IdentityHost.StartAsync();
        using var office = await host.SignedInAsync("office");
        string[] bodies =
        [
            "{\"type\":\"password\"}", "{\"type\":\"code\"}", "{\"type\":\"password\",\"login\":null,\"password\":null}", "{\"type\":\"code\",\"school\":null,\"code\":null}",
            "{\"token\":null,\"password\":null,\"login\":null}",
        ];

        foreach (var body in bodies)
        {
            var (status, code) = await IdentityHost.ProblemOf(await SendAsync(office, method, path, body));
            Assert.Equal((path, body.Contains("\"type\"", StringComparison.Ordinal) ? withType : without), (path, $"{status} {code}"));
        }
    }

    [Theory, MemberData(nameof(Writing))]
    public async Task A_body_over_8_kilobytes_and_one_that_is_not_json_are_refused_unread(string method, string path)
    {
        await using var host = await IdentityHost.StartAsync();
        using var office = await host.SignedInAsync("office");

        Assert.Equal((413, "tooLarge"), await IdentityHost.ProblemOf(await SendAsync(office, method, path, $"{{\"login\":\"{new string('a', 8 * 1024)}\"}}")));
        Assert.Equal((415, "unsupportedMediaType"), await IdentityHost.ProblemOf(await SendAsync(office, method, path, "login=x", "application/x-www-form-urlencoded")));
    }

    [Fact]
    public async Task A_login_and_a_password_of_any_length_cost_no_hash_above_the_limit()
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.Browser();

        Assert.Equal((401, "signInFailed"), await IdentityHost.ProblemOf(await IdentityHost.SignInAsync(browser, new string('a', 300), "x")));
        Assert.Equal((401, "signInFailed"), await IdentityHost.ProblemOf(await IdentityHost.SignInAsync(browser, "ada@example.org", new string('a', 257))));
        Assert.Equal(0, host.Hasher.Verified);
    }

    [Theory, MemberData(nameof(OfficeOnly))]
    public async Task What_is_the_office_s_is_not_found_for_others_and_looks_like_what_does_not_exist(string method, string path)
    {
        await using var host = await IdentityHost.StartAsync();
        using var stranger = host.Browser();
        using var student = host.Browser();
        await IdentityHost.SignInByCodeAsync(student, await host.CodeAsync());
        using var teacher = await host.SignedInAsync("teacher");
        using var elsewhere = await host.SignedInAsync("office", TestRoster.Other);

        Assert.Equal((401, "signInRequired"), await IdentityHost.ProblemOf(await SendAsync(stranger, method, path, "{}")));
        foreach (var client in new[] { student, teacher, elsewhere })
        {
            var theirs = await TextOf(await SendAsync(client, method, path, "{}"));
            var absent = await TextOf(await SendAsync(client, method, path.Replace("demo", "nosuch", StringComparison.Ordinal), "{}"));
            Assert.Equal((404, absent), (404, theirs));
            Assert.Contains("\"code\":\"notFound\"", theirs, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer x")]
    [InlineData("Bearer AAAA.BBBB.CCCC")]
    [InlineData("Basic eDp4")]
    [InlineData("nonsense")]
    public async Task A_forged_token_is_nobody(string authorization)
    {
        await using var host = await IdentityHost.StartAsync(("Identity:CookieSuffix", ""));
        using var client = host.Browser();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);
        client.DefaultRequestHeaders.Add("Cookie", "classroom-session=x; __Host-classroom-session=y");

        Assert.Equal((401, "signInRequired"), await IdentityHost.ProblemOf(await client.GetAsync("/api/v1/session", Stop)));
    }

    [Theory]
    [InlineData("/api/v1/schools/a~b/audit")]
    [InlineData("/api/v1/schools/demo/audit?after=x")]
    [InlineData("/api/v1/schools/demo/audit?count=99999999999999")]
    public async Task A_malformed_address_is_a_problem(string path)
    {
        await using var host = await IdentityHost.StartAsync();
        using var office = await host.SignedInAsync("office");

        Assert.Equal((400, "malformed"), await IdentityHost.ProblemOf(await office.GetAsync(path, Stop)));
    }

    private static async Task<string> TextOf(HttpResponseMessage response) =>
        System.Text.RegularExpressions.Regex.Replace($"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync(Stop)}", """"traceId":"[^"]*"""", "");

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string method, string path, string body, string type = "application/json")
    {
        using var request = new HttpRequestMessage(new(method), path);
        if (method != "GET")
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        }

        return await client.SendAsync(request, Stop);
    }
}
