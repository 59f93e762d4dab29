using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Classroom.SingleNode.Tests.Nodes;
using Classroom.Testing.Files;

namespace Classroom.SingleNode.Tests.Lessons;

/// <summary>What belongs to a lesson beside the hub: its history, its people, its decks, and the day of those in it.</summary>
public sealed class AroundTheLessonTests(SharedNode shared) : IClassFixture<SharedNode>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task History_is_paged_and_holds_what_its_reader_may_see()
    {
        using var third = await shared.Node.StudentAsync(1);
        var lesson = await shared.Node.PlanAsync(shared.Teacher);
        var (ana, _) = await RawConnection.FollowAsync(shared.Teacher, lesson, "board");
        var (ben, _) = await RawConnection.FollowAsync(shared.Student, lesson, "phone");
        await ana.AskAsync(1, "startLesson");
        await ben.AskAsync(1, "postMessage", ("text", "for teachers"), ("thread", shared.Student.Id.ToString()));
        await ana.AskAsync(2, "postMessage", ("text", "for all"));

        var (teachers, own, thirds) = (await TextsAsync(shared.Teacher, lesson), await TextsAsync(shared.Student, lesson), await TextsAsync(third, lesson));

        Assert.Equal(["for teachers", "for all"], teachers);
        Assert.Equal(["for teachers", "for all"], own);
        Assert.Equal(["for all"], thirds);
        ana.Dispose();
        ben.Dispose();
    }

    [Theory]
    [InlineData(9_007_199_254_740_991, 9_007_199_254_740_992)]
    [InlineData(long.MaxValue, 9_007_199_254_740_992)]
    [InlineData(long.MinValue, 1)]
    public async Task History_after_any_number_is_a_page_that_begins_after_it(long after, long from)
    {
        var page = (await shared.Teacher.Http.GetFromJsonAsync<JsonNode>($"/api/v1/lessons/{shared.Lesson}/events?after={after}", Stop))!;

        Assert.Equal(from, page["from"]!.GetValue<long>());
        Assert.True(page["to"]!.GetValue<long>() >= from - 1);
    }

    [Theory]
    [InlineData("/me/day", 0, HttpStatusCode.OK)]
    [InlineData("/me/day", 1, HttpStatusCode.BadRequest)]
    [InlineData("/classes/{class}/lessons", 0, HttpStatusCode.OK)]
    [InlineData("/classes/{class}/lessons", 1, HttpStatusCode.BadRequest)]
    public async Task Plans_of_31_days_are_read_and_not_of_a_millisecond_more(string path, int beyondMs, HttpStatusCode expected)
    {
        var from = new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
        var to = from.AddDays(31).AddMilliseconds(beyondMs);
        var query = $"?from={Uri.EscapeDataString(from.ToString("O"))}&to={Uri.EscapeDataString(to.ToString("O"))}";

        using var response = await shared.Teacher.Http.GetAsync(new Uri("/api/v1" + path.Replace("{class}", shared.Class.ToString(), StringComparison.Ordinal) + query, UriKind.Relative), Stop);

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal(beyondMs > 0, (await response.Content.ReadAsStringAsync(Stop)).Contains("\"timesInvalid\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_deck_is_seen_by_students_once_it_is_on_the_stage()
    {
        var lesson = await shared.Node.PlanAsync(shared.Teacher);
        using var upload = new ByteArrayContent(TestPdf.Of("ten pages")) { Headers = { ContentType = new("application/pdf") } };
        using var stored = await shared.Teacher.Http.PostAsync(new Uri($"/api/v1/lessons/{lesson}/decks?title=Fractions&pages=10", UriKind.Relative), upload, Stop);
        Assert.Equal(HttpStatusCode.Created, stored.StatusCode);
        var deck = (await stored.Content.ReadFromJsonAsync<JsonNode>(Stop))!["deck"]!.GetValue<string>();
        Assert.Equal(HttpStatusCode.NotFound, (await FetchAsync(shared.Student)).StatusCode);
        var (ana, welcome) = await RawConnection.FollowAsync(shared.Teacher, lesson, "board");
        Assert.Equal("Fractions", welcome["view"]!["decks"]![0]!["title"]!.GetValue<string>());
        await ana.AskAsync(1, "startLesson");
        await ana.AskAsync(2, "showDeck", ("deck", deck), ("page", 3));
        await ana.NextEventAsync("deckShown");

        using var part = await FetchAsync(shared.Student, new RangeHeaderValue(0, 4));
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal("%PDF-", await part.Content.ReadAsStringAsync(Stop));
        Assert.Equal("application/pdf", part.Content.Headers.ContentType!.MediaType);
        Assert.Contains("sandbox", Assert.Single(part.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await FetchAsync(shared.OtherTeacher)).StatusCode);

        using var items = await FetchAsync(shared.Student, new RangeHeaderValue(0, 4) { Unit = "items" });
        Assert.Equal((HttpStatusCode.OK, false), (items.StatusCode, items.Content.Headers.Contains("Content-Range")));

        using var nobody = shared.Node.Stranger();
        var link = (await shared.Student.Http.GetFromJsonAsync<JsonNode>($"/api/v1/lessons/{lesson}/decks/{deck}/link", Stop))!["url"]!.GetValue<string>();
        using var range = new HttpRequestMessage(HttpMethod.Get, link) { Headers = { Range = new(5, 7) } };
        using var linked = await nobody.SendAsync(range, Stop);
        Assert.Equal((HttpStatusCode.PartialContent, "1.7"), (linked.StatusCode, await linked.Content.ReadAsStringAsync(Stop)));
        Assert.Equal((deck, true), (linked.Headers.ETag!.Tag.Trim('"'), linked.Headers.CacheControl!.Private));
        using var forged = await nobody.GetAsync(new Uri(link[..^9] + "AAAAAAAAA", UriKind.Relative), Stop);
        using var unseen = await shared.OtherTeacher.Http.GetAsync(new Uri($"/api/v1/lessons/{lesson}/decks/{deck}/link", UriKind.Relative), Stop);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (forged.StatusCode, unseen.StatusCode));
        ana.Dispose();

        async Task<HttpResponseMessage> FetchAsync(Person person, RangeHeaderValue? range = null)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/lessons/{lesson}/decks/{deck}");
            request.Headers.Range = range;
            return await person.Http.SendAsync(request, Stop);
        }
    }

    [Fact]
    public async Task A_person_reads_their_day_their_class_and_the_names_of_their_lesson()
    {
        var now = TimeProvider.System.GetUtcNow();
        var day = await shared.Student.Http.GetFromJsonAsync<JsonNode>($"/api/v1/me/day?from={Uri.EscapeDataString(now.AddHours(-2).ToString("O"))}&to={Uri.EscapeDataString(now.AddHours(2).ToString("O"))}", Stop);
        Assert.Contains(day!.AsArray(), lesson => lesson!["plan"]!["lesson"]!.GetValue<string>() == shared.Lesson.ToString());

        using var people = await shared.Student.Http.GetAsync(new Uri($"/api/v1/lessons/{shared.Lesson}/people", UriKind.Relative), Stop);
        var names = (await people.Content.ReadFromJsonAsync<JsonNode>(Stop))!["enrollments"]!.AsArray();
        Assert.Contains(names, name => name!["person"]!.GetValue<string>() == shared.Teacher.Id.ToString());
        using var again = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/lessons/{shared.Lesson}/people");
        again.Headers.IfNoneMatch.Add(people.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await shared.Student.Http.SendAsync(again, Stop)).StatusCode);
    }

    [Fact]
    public async Task A_person_sees_the_devices_they_joined_lessons_with()
    {
        using var student = await shared.Node.StudentAsync(2);
        foreach (var device in new[] { "phone", "tablet" })
        {
            using var joined = await student.Http.PostAsJsonAsync($"/api/v1/lessons/{shared.Lesson}/join", new { device }, Stop);
            Assert.Equal(HttpStatusCode.OK, joined.StatusCode);
        }

        using var late = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        late.CancelAfter(TimeSpan.FromSeconds(30)); // A join does not wait until its device is noted.
        JsonArray seen;
        do
        {
            seen = (await student.Http.GetFromJsonAsync<JsonNode>("/api/v1/me/devices", late.Token))!.AsArray();
        }
        while (seen.Count < 2);

        Assert.Equal(["phone", "tablet"], seen.Select(device => device!["device"]!.GetValue<string>()).Order());
        Assert.All(seen, device => Assert.Equal(shared.Lesson.ToString(), device!["lesson"]!.GetValue<string>()));
        Assert.DoesNotContain("tablet", await shared.Teacher.Http.GetStringAsync(new Uri("/api/v1/me/devices", UriKind.Relative), Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_office_pages_through_people_and_classes()
    {
        var seen = new HashSet<string>();
        string? after = null;
        do
        {
            var page = (await shared.Office.Http.GetFromJsonAsync<JsonNode>($"/api/v1/schools/alpha/people?limit=7{(after is null ? "" : $"&after={after}")}", Stop))!;
            Assert.All(page["items"]!.AsArray(), person => Assert.True(seen.Add(person!["id"]!.GetValue<string>())));
            after = page["next"]?.GetValue<string>();
        }
        while (after is not null);

        Assert.Equal(37, seen.Count); // 16 teachers, 20 students, one office.
        Assert.Equal(2, (await shared.Office.Http.GetFromJsonAsync<JsonNode>("/api/v1/schools/alpha/classes", Stop))!["items"]!.AsArray().Count);
        Assert.Single((await shared.Student.Http.GetFromJsonAsync<JsonNode>("/api/v1/schools/alpha/classes", Stop))!["items"]!.AsArray());
    }

    [Fact]
    public async Task An_import_tells_how_far_it_is_and_ends_with_its_report()
    {
        using var archive = new ByteArrayContent([0x50, 0x4B, 5, 6, .. new byte[18]]) { Headers = { ContentType = new("application/zip") } }; // A zip of nothing.
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/rosters") { Content = archive };
        request.Headers.Accept.Add(new("text/event-stream"));

        using var response = await shared.Office.Http.SendAsync(request, Stop);
        var text = await response.Content.ReadAsStringAsync(Stop);

        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("event: report", text, StringComparison.Ordinal);
        Assert.Contains("\"refused\"", text, StringComparison.Ordinal);
        Assert.Contains("\"manifestMissing\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signals_reach_others_and_not_their_sender_nor_the_log()
    {
        var lesson = await shared.Node.PlanAsync(shared.Teacher);
        var (ana, _) = await RawConnection.FollowAsync(shared.Teacher, lesson, "board");
        var (ben, _) = await RawConnection.FollowAsync(shared.Student, lesson, "phone");
        await ana.InvokeAsync("Signal", new JsonObject { ["signal"] = new JsonObject { ["type"] = "pointing", ["x"] = 2, ["y"] = 0.5 } });
        await ben.InvokeAsync("Signal", new JsonObject { ["signal"] = new JsonObject { ["type"] = "pointing", ["x"] = 0.5, ["y"] = 0.5 } });
        await ben.InvokeAsync("Signal", new JsonObject { ["signal"] = new JsonObject { ["type"] = "reaction", ["emoji"] = "💣" } });
        await ana.InvokeAsync("Signal", new JsonObject { ["signal"] = new JsonObject { ["type"] = "reaction", ["emoji"] = "👍" } });

        var signal = Assert.Single((await ben.NextAsync("Signals"))["signals"]!.AsArray())!;

        Assert.Equal((shared.Teacher.Id.ToString(), "👍"), (signal["by"]!.GetValue<string>(), signal["signal"]!["emoji"]!.GetValue<string>()));
        Assert.DoesNotContain("Signals", ana.Received.ToString(), StringComparison.Ordinal);
        ana.Dispose();
        ben.Dispose();
    }

    private static async Task<List<string>> TextsAsync(Person person, Classroom.Contracts.Ids.LessonId lesson)
    {
        var (texts, after) = (new List<string>(), 0L);
        while (true)
        {
            var page = (await person.Http.GetFromJsonAsync<JsonNode>($"/api/v1/lessons/{lesson}/events?after={after}&limit=2", Stop))!;
            Assert.Equal(after + 1, page["from"]!.GetValue<long>());
            if (page["to"]!.GetValue<long>() == after)
            {
                return texts;
            }

            after = page["to"]!.GetValue<long>();
            texts.AddRange(page["entries"]!.AsArray().Where(entry => entry!["event"]!["type"]!.GetValue<string>() == "messagePosted").Select(entry => entry!["event"]!["text"]!.GetValue<string>()));
        }
    }
}
