using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Classroom.Contracts.Ids;
using Classroom.Gateway.Lessons.Decks;
using Classroom.Ports.Files;
using Classroom.SingleNode.Tests.Nodes;
using Classroom.Testing.Files;
using Microsoft.Extensions.DependencyInjection;

namespace Classroom.SingleNode.Tests.Lessons;

/// <summary>What becomes of uploads that no lesson uses, on a whole node.</summary>
public sealed class DeckUploadTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private RunningNode _node = null!;
    private Person _teacher = null!;
    private LessonId _lesson;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private IBlobStore Blobs => _node.Services.GetRequiredService<IBlobStore>();

    private IUploadStore Uploads => _node.Services.GetRequiredService<IUploadStore>();

    public async ValueTask InitializeAsync()
    {
        _node = await RunningNode.StartAsync("--Gateway:Uploads:PersonCountMax=1", "--Gateway:Decks:BytesMax=2048", "--Gateway:Uploads:PersonBytesMax=2048");
        _teacher = await _node.TeacherAsync();
        _lesson = await _node.PlanAsync(_teacher);
    }

    public async ValueTask DisposeAsync()
    {
        _teacher.Dispose();
        await _node.DisposeAsync();
    }

    [Fact]
    public async Task A_file_that_the_lesson_refuses_is_removed_at_once_and_counts_no_more()
    {
        for (var tries = 0; tries < 3; tries++)
        {
            Assert.Equal((400, "textTooLong"), await UploadAsync("a", title: new string('t', 201)));
            Assert.Equal((413, "tooLarge"), await UploadAsync(new string('b', 4096)));
        }

        Assert.Null(await Blobs.OpenAsync(RunningNode.School, HashOf("a"), Stop));
        Assert.Empty(await UnusedAsync());
        Assert.Equal((201, null), await UploadAsync("a"));
        Assert.Equal((201, null), await UploadAsync("b"));
        Assert.Empty(await UnusedAsync());
    }

    [Fact]
    public async Task A_file_that_a_lesson_uses_stays_whatever_another_refuses()
    {
        var other = await _node.PlanAsync(_teacher);
        Assert.Equal((201, null), await UploadAsync("a", other));

        Assert.Equal((400, "textTooLong"), await UploadAsync("a", title: new string('t', 201)));

        using var deck = await _teacher.Http.GetAsync(new Uri($"/api/v1/lessons/{other}/decks/{HashOf("a")}", UriKind.Relative), Stop);
        Assert.Equal(TestPdf.Of("a"), await deck.Content.ReadAsByteArrayAsync(Stop));
    }

    [Fact]
    public async Task A_deck_that_is_removed_takes_its_file_along_unless_another_lesson_has_it()
    {
        var other = await _node.PlanAsync(_teacher);
        Assert.Equal((201, null), await UploadAsync("a"));
        Assert.Equal((201, null), await UploadAsync("a", other));

        Assert.Equal(HttpStatusCode.NoContent, await RemoveAsync("a", _lesson));
        Assert.Equal(HttpStatusCode.NotFound, await RemoveAsync("a", _lesson));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("a", _lesson));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("a", other));

        Assert.Equal(HttpStatusCode.NoContent, await RemoveAsync("a", other));
        Assert.Null(await Blobs.OpenAsync(RunningNode.School, HashOf("a"), Stop));
        Assert.Empty(await UnusedAsync());
        Assert.Equal((201, null), await UploadAsync("a")); // It can be brought again.
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("a", _lesson));
    }

    [Fact]
    public async Task Who_has_as_many_uploads_under_way_as_allowed_waits_until_one_ends()
    {
        using (var halfway = await BeginHalfAsync())
        {
            await UntilAsync(async () => (await UnusedAsync()).Count == 1, "the upload that has begun is counted");

            using var refused = await PostAsync("a", _lesson, "t");
            Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(30), refused.Headers.RetryAfter?.Delta);
            Assert.Equal("tooManyUploads", (string?)JsonNode.Parse(await refused.Content.ReadAsStringAsync(Stop))!["code"]);
        }

        await UntilAsync(async () => (await UnusedAsync()).Count == 0, "the upload that broke off counts no more");
        Assert.Equal((201, null), await UploadAsync("a"));
    }

    [Fact]
    public async Task What_broke_off_is_settled_later_by_asking_the_lesson()
    {
        var (mine, someone) = (PersonKey.Of(RunningNode.School, _teacher.Id), PersonKey.Of(RunningNode.School, "someone"));
        Assert.Equal((201, null), await UploadAsync("known"));
        await LeaveAsync("taken", someone, "known"); // As if the node had died before it could note that the lesson took it.
        await LeaveAsync("lost", mine, "lost");
        await Uploads.BeginAsync(new("young", PersonKey.Of(RunningNode.School, "else"), _lesson, 1, TimeProvider.System.GetUtcNow()), Limits, Stop);

        var removed = await _node.Services.GetRequiredService<DeckSweep>().SweepAsync(Stop).WaitAsync(Patience, Stop);

        Assert.Equal(1, removed);
        Assert.Null(await Blobs.OpenAsync(RunningNode.School, HashOf("lost"), Stop));
        Assert.Equal(["young"], (await UnusedAsync()).Select(upload => upload.Id));
        await using var known = await Blobs.OpenAsync(RunningNode.School, HashOf("known"), Stop);
        Assert.NotNull(known);
        Assert.Equal((201, null), await UploadAsync("lost")); // It can be sent again.
    }

    private static UploadLimits Limits => new(100, 1_000_000, 100, 1_000_000);

    private static string HashOf(string text) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(TestPdf.Of(text)));

    private async Task LeaveAsync(string id, PersonKey person, string text)
    {
        Assert.True(await Uploads.BeginAsync(new(id, person, _lesson, text.Length, TimeProvider.System.GetUtcNow().AddDays(-2)), Limits, Stop));
        var stored = await Blobs.PutAsync(RunningNode.School, new MemoryStream(TestPdf.Of(text)), 1_000, Stop);
        Assert.True(await Uploads.NameAsync(id, stored.Hash, stored.Length, Stop));
    }

    /// <summary>An upload of which the first half is sent; disposing it breaks it off.</summary>
    private async Task<Socket> BeginHalfAsync()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, _node.Address.Port, Stop);
        var token = _teacher.Http.DefaultRequestHeaders.Authorization;
        var head = $"POST /api/v1/lessons/{_lesson}/decks?title=t&pages=1 HTTP/1.1\r\nHost: localhost\r\nAuthorization: {token}\r\nContent-Type: application/pdf\r\nContent-Length: 200\r\n\r\n%PDF-1 and the first half";
        await socket.SendAsync(Encoding.ASCII.GetBytes(head), Stop);
        return socket;
    }

    private async Task<IReadOnlyList<UnusedUpload>> UnusedAsync() => await Uploads.ReadUnusedAsync(TimeProvider.System.GetUtcNow().AddDays(1), 100, Stop);

    private async Task<HttpResponseMessage> PostAsync(string text, LessonId lesson, string title)
    {
        using var content = new ByteArrayContent(TestPdf.Of(text)) { Headers = { ContentType = new("application/pdf") } };
        return await _teacher.Http.PostAsync(new Uri($"/api/v1/lessons/{lesson}/decks?title={title}&pages=1", UriKind.Relative), content, Stop).WaitAsync(Patience, Stop);
    }

    private async Task<(int Status, string? Code)> UploadAsync(string text, LessonId? lesson = null, string title = "t")
    {
        using var response = await PostAsync(text, lesson ?? _lesson, title);
        return ((int)response.StatusCode, response.IsSuccessStatusCode ? null : (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync(Stop))!["code"]);
    }

    private async Task<HttpStatusCode> RemoveAsync(string text, LessonId lesson)
    {
        using var response = await _teacher.Http.DeleteAsync(new Uri($"/api/v1/lessons/{lesson}/decks/{HashOf(text)}", UriKind.Relative), Stop).WaitAsync(Patience, Stop);
        return response.StatusCode;
    }

    private async Task<HttpStatusCode> StatusAsync(string text, LessonId lesson)
    {
        using var response = await _teacher.Http.GetAsync(new Uri($"/api/v1/lessons/{lesson}/decks/{HashOf(text)}", UriKind.Relative), Stop).WaitAsync(Patience, Stop);
        return response.StatusCode;
    }

    private static async Task UntilAsync(Func<Task<bool>> holds, string what)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(since) < Patience, $"Waited in vain until {what}.");
            await Task.Yield();
        }
    }
}
