using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Classroom.Contracts.Ids;
using Classroom.SingleNode.Hosting;
using Classroom.SingleNode.Tests.Lessons;
using Classroom.SingleNode.Tests.Nodes;
using Classroom.Storage.Backup;
using Classroom.Testing.Files;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Classroom.SingleNode.Tests.Failures;

/// <summary>What clients are told while the storage takes nothing, and that all is well once it does again.</summary>
public sealed class StorageFailureTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>By holding the lock that every write needs: the one failure that a test can begin and end.</summary>
    [Fact]
    public async Task Every_write_over_HTTP_is_answered_503_with_advice_while_the_database_takes_none()
    {
        await using var node = await RunningNode.StartAsync("--Sqlite:BusyTimeout=00:00:00.050");
        using var teacher = await node.TeacherAsync();
        using var student = await node.StudentAsync();
        using var office = await node.OfficeAsync();
        var lesson = await node.PlanAsync(teacher);
        var (school, @class) = (teacher.School, (await node.ClassAsync()).Class);
        (Person By, HttpMethod Method, string Path, JsonNode? Body)[] writes =
        [
            (teacher, HttpMethod.Post, $"/classes/{@class}/lessons", Plan("Fractions")),
            (teacher, HttpMethod.Put, $"/lessons/{lesson}", Plan("Decimals")),
            (teacher, HttpMethod.Delete, $"/lessons/{lesson}", null),
            (teacher, HttpMethod.Put, "/session/password", new JsonObject { ["current"] = RunningNode.Password, ["new"] = "another horse battery" }),
            (office, HttpMethod.Post, $"/schools/{school}/people/{teacher.Id}/invitation", new JsonObject()),
            (office, HttpMethod.Post, $"/schools/{school}/people/{student.Id}/code", null),
            (office, HttpMethod.Post, $"/schools/{school}/classes/{@class}/codes", null),
            (student, HttpMethod.Delete, "/session", null),
        ];
        var data = node.Services.GetRequiredService<DataFolder>();

        using (Locked(data.SchoolDatabase))
        {
            foreach (var (by, method, path, body) in writes)
            {
                using var response = await SendAsync(by, method, path, body);
                var problem = await response.Content.ReadAsStringAsync(Stop);
                Assert.True(response.StatusCode == HttpStatusCode.ServiceUnavailable, $"{method} {path}: {response.StatusCode} {problem}");
                Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
                Assert.Equal("busy", JsonNode.Parse(problem)!["code"]!.GetValue<string>());
                Assert.True(response.Headers.RetryAfter!.Delta > TimeSpan.Zero);
            }

            using var read = await teacher.Http.GetAsync(new Uri($"/api/v1/lessons/{lesson}", UriKind.Relative), Stop);
            Assert.Equal(HttpStatusCode.OK, read.StatusCode);
            Assert.Equal("Fractions", (await read.Content.ReadFromJsonAsync<JsonNode>(Stop))!["title"]!.GetValue<string>());
        }

        foreach (var (by, method, path, body) in writes)
        {
            using var response = await SendAsync(by, method, path, body?.DeepClone());
            Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {response.StatusCode} {await response.Content.ReadAsStringAsync(Stop)}");
        }
    }

    [Fact]
    public async Task A_command_that_a_full_disk_takes_not_is_answered_unavailable_and_done_once_when_it_is_sent_again()
    {
        await using var node = await RunningNode.StartAsync();
        using var teacher = await node.TeacherAsync();
        var lesson = await node.PlanAsync(teacher);
        using var board = (await RawConnection.FollowAsync(teacher, lesson, "board")).Connection;
        await board.AskAsync(1, "startLesson");
        var log = node.Services.GetRequiredService<NodeStorage>().Lessons;
        await log.WriteAsync(session => session.Execute("PRAGMA max_page_count = 1"), Stop); // Not below what there is: it cannot grow.

        JsonNode answer;
        var counter = 1L;
        do
        {
            answer = await board.AskAsync(++counter, "postMessage", ("text", $"{counter} " + new string('a', 4_000)));
        }
        while (answer["refusal"] is null && counter < 100);

        Assert.Equal("unavailable", answer["refusal"]!.GetValue<string>());
        Assert.True(answer["retryAfterMs"]!.GetValue<int>() > 0);
        await log.WriteAsync(session => session.Execute("PRAGMA max_page_count = 1000000"), Stop);
        using var again = (await RawConnection.FollowAsync(teacher, lesson, "board")).Connection;
        for (var tries = 0; answer["refusal"] is not null && tries < 100; tries++)
        {
            answer = await again.AskAsync(counter, "postMessage", ("text", $"{counter} " + new string('a', 4_000)));
        }

        Assert.Null(answer["refusal"]);
        var page = (await teacher.Http.GetFromJsonAsync<JsonNode>($"/api/v1/lessons/{lesson}/events", Stop))!["entries"]!.AsArray();
        var texts = page.Select(entry => entry!["event"]!["text"]?.GetValue<string>()).OfType<string>().Select(text => long.Parse(text.Split(' ')[0], null));
        Assert.Equal(Enumerable.Range(2, (int)counter - 1).Select(number => (long)number), texts);
    }

    /// <summary>A disk of one's own that is really full; where mounting one is not allowed, the tests above have to do.</summary>
    [Fact]
    public async Task A_deck_and_a_plan_that_no_longer_fit_on_the_disk_are_answered_503_and_fit_once_there_is_room()
    {
        using var disk = SmallDisk.TryMount(megabytes: 48);
        if (disk is null)
        {
            Assert.Skip("Mounting a small tmpfs needs root and the mount command.");
        }

        await using var node = await RunningNode.StartInAsync(disk.Path);
        using var teacher = await node.TeacherAsync();
        var lesson = await node.PlanAsync(teacher);
        using (disk.Fill())
        {
            using var deck = await UploadAsync();
            Assert.Equal("busy", await CodeAsync(deck));
            HttpStatusCode status;
            var plans = 0;
            do
            {
                using var plan = await SendAsync(teacher, HttpMethod.Post, $"/classes/{(await node.ClassAsync()).Class}/lessons", Plan(new string('a', 200)));
                status = plan.StatusCode;
                Assert.True(status == HttpStatusCode.Created || await CodeAsync(plan) == "busy", $"{status}");
            }
            while (status == HttpStatusCode.Created && ++plans < 500); // What the files already own can still be written.

            Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        }

        using var stored = await UploadAsync();
        Assert.Equal(HttpStatusCode.Created, stored.StatusCode);
        await node.PlanAsync(teacher);

        async Task<HttpResponseMessage> UploadAsync()
        {
            using var upload = new ByteArrayContent(TestPdf.Of(new string(' ', 4 * 1024 * 1024))) { Headers = { ContentType = new("application/pdf") } };
            return await teacher.Http.PostAsync(new Uri($"/api/v1/lessons/{lesson}/decks?title=Fractions&pages=1", UriKind.Relative), upload, Stop);
        }
    }

    private static async Task<string?> CodeAsync(HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync(Stop))?["code"]?.GetValue<string>();

    private static JsonObject Plan(string title)
    {
        var now = TimeProvider.System.GetUtcNow();
        return new() { ["title"] = title, ["startsAt"] = now, ["endsAt"] = now.AddHours(1) };
    }

    private static async Task<HttpResponseMessage> SendAsync(Person by, HttpMethod method, string path, JsonNode? body)
    {
        using var request = new HttpRequestMessage(method, "/api/v1" + path) { Content = body is null ? null : JsonContent.Create(body) };
        if (path.StartsWith("/lessons/", StringComparison.Ordinal))
        {
            using var read = await by.Http.GetAsync(new Uri("/api/v1" + path, UriKind.Relative), Stop);
            Assert.True(read.IsSuccessStatusCode, await read.Content.ReadAsStringAsync(Stop));
            request.Headers.IfMatch.Add(read.Headers.ETag!);
        }

        return await by.Http.SendAsync(request, Stop);
    }

    /// <summary>Holds the lock that a write needs, until disposed.</summary>
    private static SqliteConnection Locked(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        using var begin = connection.CreateCommand();
        begin.CommandText = "BEGIN IMMEDIATE";
        begin.ExecuteNonQuery();
        return connection;
    }
}
