using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Classroom.SingleNode.Tests.Nodes;

namespace Classroom.SingleNode.Tests.Office;

/// <summary>What the office reads and decides: people and how they sign in, settings, forgotten passwords.</summary>
public sealed class OfficeTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Settings_are_changed_by_version_within_the_node_s_bounds_and_audited()
    {
        await using var node = await RunningNode.StartAsync("--Lessons:ParticipantsMax=300");
        using var office = await node.OfficeAsync();
        using var teacher = await node.TeacherAsync();
        using var first = await office.Http.GetAsync(new Uri("/api/v1/schools/alpha/settings", UriKind.Relative), Stop);
        Assert.Equal("""{"lateAfterMinutes":5,"language":"fr","participantsBound":300}""", await first.Content.ReadAsStringAsync(Stop));
        Assert.Equal("\"0\"", first.Headers.ETag?.Tag);

        Assert.Equal((HttpStatusCode.OK, null), await ChangeAsync(office, "\"0\"", 10, "en", 300));
        Assert.Equal((HttpStatusCode.PreconditionFailed, "versionConflict"), await ChangeAsync(office, "\"0\"", 15, "fr", null));
        Assert.Equal((HttpStatusCode.PreconditionRequired, "versionRequired"), await ChangeAsync(office, null, 15, "fr", null));
        Assert.Equal((HttpStatusCode.Forbidden, "forbidden"), await ChangeAsync(teacher, "\"1\"", 15, "fr", null));
        Assert.Equal((HttpStatusCode.NotFound, "notFound"), await ChangeAsync(office, "\"0\"", 15, "fr", null, "beta"));
        foreach (var (late, max) in new (int, int?)[] { (-1, null), (61, null), (5, 0), (5, 301), (int.MaxValue, null) })
        {
            Assert.Equal((HttpStatusCode.BadRequest, "settingsInvalid"), await ChangeAsync(office, "\"1\"", late, "fr", max));
        }

        Assert.Equal("""{"lateAfterMinutes":10,"language":"en","participantsMax":300,"participantsBound":300}""", await teacher.Http.GetStringAsync(new Uri("/api/v1/schools/alpha/settings", UriKind.Relative), Stop));
        var trail = (await GetAsync(office, "/schools/alpha/audit"))["items"]!.AsArray();
        Assert.Equal("lateAfterMinutes=5>10,language=fr>en,participantsMax=>300", Assert.Single(trail, one => one!["action"]!.GetValue<string>() == "settingsChanged")!["subject"]!.GetValue<string>());
    }

    [Fact]
    public async Task People_are_found_by_role_and_words_and_show_how_they_sign_in()
    {
        await using var node = await RunningNode.StartAsync();
        using var office = await node.OfficeAsync();
        using var student = await node.StudentAsync();
        var all = await PagesAsync(office, "limit=7");
        Assert.Equal(37, all.Count);
        Assert.Equal(all.Select(Name).Order(StringComparer.Ordinal), all.Select(Name));
        Assert.Equal((16, 20, 1), ((await PagesAsync(office, "role=teacher&limit=5")).Count, (await PagesAsync(office, "role=student")).Count, (await PagesAsync(office, "role=office")).Count));

        var counts = await GetAsync(office, "/schools/alpha/people/counts");
        Assert.Equal(
            (37, all.Count(one => Is(one, "teacher", "office") && one["account"]!.GetValue<string>() == "none"), all.Count(one => Is(one, "student") && !one["hasCode"]!.GetValue<bool>())),
            (counts["people"]!.GetValue<int>(), counts["staffUninvited"]!.GetValue<int>(), counts["studentsUncoded"]!.GetValue<int>()));
        using var closed = await student.Http.GetAsync(new Uri("/api/v1/schools/alpha/people/counts", UriKind.Relative), Stop);
        Assert.Equal(HttpStatusCode.NotFound, closed.StatusCode);

        var own = all.Single(one => one["id"]!.GetValue<string>() == $"{student.Id}");
        Assert.True(own["hasCode"]!.GetValue<bool>() && own["codeIssuedAt"] is not null && own["account"]!.GetValue<string>() == "none");
        Assert.Equal("active", Assert.Single(await PagesAsync(office, "role=office"))["account"]!.GetValue<string>());
        var begin = Uri.EscapeDataString($"{own["familyName"]!.GetValue<string>().ToUpperInvariant()} {own["givenName"]!.GetValue<string>()[..2]}");
        Assert.Contains(await PagesAsync(office, $"search={begin}"), one => one["id"]!.GetValue<string>() == $"{student.Id}");
        Assert.Empty(await PagesAsync(office, "search=nobody-of-that-name"));
        var ownClass = own["classes"]![0]!["class"]!.GetValue<string>();
        var mates = await PagesAsync(office, $"role=student&limit=3&class={Uri.EscapeDataString(ownClass)}");
        Assert.Contains(mates, one => one["id"]!.GetValue<string>() == $"{student.Id}");
        Assert.All(mates, one => Assert.Contains(one["classes"]!.AsArray(), mate => mate!["class"]!.GetValue<string>() == ownClass));
        Assert.Empty(await PagesAsync(office, "class=beta~none"));
        var teacher = (await PagesAsync(office, "role=teacher"))[0];
        using var invited = await office.Http.PostAsJsonAsync($"/api/v1/schools/alpha/people/{teacher["id"]}/invitation", new { login = "chosen@example.org" }, Stop);
        var found = Assert.Single(await PagesAsync(office, "search=CHOSEN%40"));
        Assert.Equal(("invited", "chosen@example.org"), (found["account"]!.GetValue<string>(), found["login"]!.GetValue<string>()));
        Assert.DoesNotContain("token", found.ToJsonString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_forgotten_password_reaches_the_office_and_tells_the_asker_nothing()
    {
        await using var node = await RunningNode.StartAsync();
        using var office = await node.OfficeAsync();
        using var teacher = await node.TeacherAsync();
        using var stranger = node.Stranger();
        stranger.DefaultRequestHeaders.Add("X-Classroom", "1");
        var login = Assert.Single(await PagesAsync(office, "role=teacher"), one => one["id"]!.GetValue<string>() == $"{teacher.Id}")["login"]!.GetValue<string>();

        var answers = new List<string>();
        foreach (var (name, school) in new[] { (login.ToUpperInvariant(), "alpha"), (login, null), (login, "beta"), ("nobody@example.org", "alpha"), ("nobody@example.org", "gamma"), ("x", null), (new string('x', 5_000), null), ("a b\0c", null) })
        {
            using var response = await stranger.PostAsJsonAsync("/api/v1/password-resets", new { login = name, school }, Stop);
            answers.Add($"{response.StatusCode} {string.Join(' ', response.Headers.Concat(response.Content.Headers).Where(header => header.Key != "Date").Select(header => $"{header.Key}={string.Join(',', header.Value)}"))} {await response.Content.ReadAsStringAsync(Stop)}");
        }

        Assert.StartsWith("Accepted", Assert.Single(answers.Distinct()), StringComparison.Ordinal);
        var reset = Assert.Single((await GetAsync(office, "/schools/alpha/password-resets"))["items"]!.AsArray())!;
        Assert.Equal((login, $"{teacher.Id}"), (reset["login"]!.GetValue<string>(), reset["person"]!.GetValue<string>()));
        using var invited = await office.Http.PostAsJsonAsync($"/api/v1/schools/alpha/people/{teacher.Id}/invitation", new { }, Stop);
        Assert.Empty((await GetAsync(office, "/schools/alpha/password-resets"))["items"]!.AsArray());
    }

    [Fact]
    public async Task Who_asks_too_often_waits()
    {
        await using var node = await RunningNode.StartEmptyAsync("--Identity:Limits:AddressBurstMax=3", "--Identity:Limits:AddressRatePerSecond=1");
        using var stranger = node.Stranger();
        stranger.DefaultRequestHeaders.Add("X-Classroom", "1");
        var statuses = new List<HttpStatusCode>();
        for (var n = 0; n < 20; n++)
        {
            using var response = await stranger.PostAsJsonAsync("/api/v1/password-resets", new { login = "nobody@example.org" }, Stop);
            statuses.Add(response.StatusCode);
            Assert.Equal(response.StatusCode == HttpStatusCode.TooManyRequests, response.Headers.RetryAfter is not null);
        }

        Assert.Equal([HttpStatusCode.Accepted, HttpStatusCode.TooManyRequests], statuses.Distinct().Order());
    }

    private static bool Is(JsonNode person, params string[] roles) => person["roles"]!.AsArray().Any(role => roles.Contains(role!.GetValue<string>()));

    private static string Name(JsonNode person) => $"{person["familyName"]}\0{person["givenName"]}\0{person["id"]}";

    private static async Task<List<JsonNode>> PagesAsync(Person office, string query)
    {
        var (people, after) = (new List<JsonNode>(), "");
        while (true)
        {
            var page = await GetAsync(office, $"/schools/alpha/people?{query}{after}");
            people.AddRange(page["items"]!.AsArray().Select(one => one!));
            if (page["next"] is not { } next)
            {
                return people;
            }

            after = $"&after={next}";
        }
    }

    private static async Task<(HttpStatusCode, string?)> ChangeAsync(Person person, string? version, int late, string language, int? max, string school = "alpha")
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/schools/{school}/settings") { Content = JsonContent.Create(new { lateAfterMinutes = late, language, participantsMax = max }) };
        if (version is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", version);
        }

        using var response = await person.Http.SendAsync(request, Stop);
        return (response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonNode>(Stop))!["code"]?.GetValue<string>());
    }

    private static async Task<JsonNode> GetAsync(Person person, string path) => (await person.Http.GetFromJsonAsync<JsonNode>("/api/v1" + path, Stop))!;
}
