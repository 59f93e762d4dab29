using System.Text;
using Classroom.Contracts.Ids;
using Classroom.Ports.Lessons;
using Classroom.Storage.Sqlite;
using Classroom.Storage.Sqlite.Lessons;
using Microsoft.Extensions.Time.Testing;

namespace Classroom.Storage.Tests.Lessons;

/// <summary>What was redacted is soon in no file of the data folder: these tests read the files, byte by byte.</summary>
public sealed class ScrubTests : IAsyncDisposable
{
    private const string Secret = "what nobody must read";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly LessonId Maths = LessonId.Parse("demo~maths");
    private static readonly LessonId Music = LessonId.Parse("demo~music");

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new();
    private readonly SqliteOptions _options = new();
    private readonly SqliteDatabase _database;
    private readonly SqliteLessonLog _log;

    public ScrubTests()
    {
        _database = SqliteDatabase.Open(_folder.File("lessons.db"), SqliteLessonLog.Migrations, _options, _time);
        _log = new(_database, new());
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>Seen to fail without asking for a scrub (the text stays in <c>lessons.db-wal</c>), and without <c>secure_delete</c> (it stays in <c>lessons.db</c>).</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(700)]
    [InlineData(20_000)]
    public async Task What_was_redacted_is_soon_in_no_file(int copies)
    {
        await WriteSecretsAsync(copies);
        Assert.True(await HoldsAsync(Secret), "The text was never in the files: this test shows nothing.");
        await RedactAsync();
        Assert.True(await HoldsAsync(Secret), "The text was gone before anything was scrubbed: this test shows nothing.");

        await ScrubAsync();

        Assert.False(await HoldsAsync(Secret));
        Assert.True(await HoldsAsync("kept"));
        Assert.Equal(0, new FileInfo(_folder.File("lessons.db-wal")).Length);
    }

    /// <summary>Seen to fail when a busy file was left as it was.</summary>
    [Fact]
    public async Task A_read_in_the_way_only_delays_it_and_writes_go_on()
    {
        await WriteSecretsAsync(40);
        using var gate = new ManualResetEventSlim();
        using var reached = new ManualResetEventSlim();
        var reading = _database.ReadAsync(
            session =>
            {
                session.QueryFirst("SELECT count(*) FROM entry", row => row.GetInt64(0));
                reached.Set();
                Assert.True(gate.Wait(Patience, Stop), "The reader was never released.");
                return true;
            },
            Stop);
        Assert.True(reached.Wait(Patience, Stop), "The reader never began.");
        await RedactAsync();
        for (var n = 0; n < 50; n++)
        {
            _time.Advance(_options.ScrubAfter); // Try after try.
            await AppendAsync(Music, n, []);
        }

        Assert.False(_database.ScrubbedAsync().IsCompleted);
        gate.Set();
        await reading;
        await ScrubAsync();

        Assert.False(await HoldsAsync(Secret));
        Assert.Equal(50, (await _log.ReadAsync(Music, 0, 100, Stop)).Count);
    }

    [Fact]
    public async Task Redactions_that_come_together_share_one_scrub()
    {
        await WriteSecretsAsync(1);
        for (var n = 0; n < 10; n++)
        {
            await RedactAsync(head: 4);
        }

        await ScrubAsync();

        Assert.False(await HoldsAsync(Secret));
    }

    /// <summary>Seen to fail when opening left the write-ahead file as it was.</summary>
    [Fact]
    public async Task What_a_killed_process_had_redacted_is_gone_once_the_next_one_opens_the_file()
    {
        await WriteSecretsAsync(40);
        await RedactAsync();
        using var left = new TemporaryFolder(); // As a process leaves it that is killed now.
        foreach (var path in Directory.GetFiles(_folder.Path, "lessons.db*").Where(path => !path.EndsWith("-shm", StringComparison.Ordinal)))
        {
            await File.WriteAllBytesAsync(left.File(Path.GetFileName(path)), await ReadAsync(path), Stop);
        }

        Assert.True(await HoldsAsync(Secret, left));
        await using var database = SqliteDatabase.Open(left.File("lessons.db"), SqliteLessonLog.Migrations);

        Assert.False(await HoldsAsync(Secret, left));
        Assert.Equal(4, (await new SqliteLessonLog(database, new()).ReadAsync(Maths, 0, 100, Stop)).Count);
    }

    /// <summary>Seen to fail when only redactions asked for a scrub, and when an emptied box kept its row.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(700)]
    public async Task What_was_in_a_box_is_soon_in_no_file_once_it_is_emptied(int copies)
    {
        await _log.OpenAsync(Maths, Stop);
        foreach (var box in new[] { Bytes("first " + string.Concat(Enumerable.Repeat(Secret, copies))), Bytes(string.Concat(Enumerable.Repeat(Secret, copies))), [] })
        {
            Assert.Equal([AppendOutcome.Appended], await _log.AppendAsync([new(Maths, 1, 0, []) { Box = box }], Stop));
            Assert.True(await HoldsAsync(Secret), "The text was never in the files: this test shows nothing.");
        }

        await ScrubAsync();

        Assert.False(await HoldsAsync(Secret));
        Assert.Null((await _log.OpenAsync(Maths, Stop)).Box);
    }

    /// <summary>Two messages that will go and two that stay, among those of another lesson; and a snapshot that holds them.</summary>
    private async Task WriteSecretsAsync(int copies)
    {
        var secret = string.Concat(Enumerable.Repeat(Secret, copies));
        await _log.OpenAsync(Maths, Stop);
        await _log.OpenAsync(Music, Stop);
        var texts = new[] { "kept", secret, secret, "kept" };
        var batch = new LessonLogBatch(Maths, 1, 0, [.. texts.Select((text, i) => new StoredEntry(i + 1, 1, "command", Bytes(text)))]);
        Assert.Equal([AppendOutcome.Appended], await _log.AppendAsync([batch with { Snapshot = new(4, Bytes($"snapshot {secret}")) }], Stop));
    }

    private Task RedactAsync(long head = 4) =>
        AppendAsync(Maths, head, [new(2, Bytes("redacted")), new(3, Bytes("redacted"))], entries: 0);

    private async Task AppendAsync(LessonId lesson, long head, StoredRedaction[] redactions, int entries = 1)
    {
        var batch = new LessonLogBatch(lesson, 1, head, [.. Enumerable.Range(1, entries).Select(n => new StoredEntry(head + n, 1, null, Bytes("note")))])
        {
            Redactions = redactions,
            Snapshot = redactions.Length > 0 ? new(head, Bytes("snapshot")) : null,
        };
        Assert.Equal([AppendOutcome.Appended], await _log.AppendAsync([batch], Stop));
    }

    /// <summary>Lets time pass until what was asked for is done.</summary>
    private async Task ScrubAsync()
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        late.CancelAfter(Patience);
        for (var scrubbed = _database.ScrubbedAsync(); !scrubbed.IsCompleted; await Task.Yield())
        {
            Assert.False(late.IsCancellationRequested, "The files were not scrubbed in time.");
            _time.Advance(TimeSpan.FromMilliseconds(100)); // The pause begins some time after it was asked for.
        }
    }

    private async Task<bool> HoldsAsync(string text, TemporaryFolder? folder = null)
    {
        foreach (var path in Directory.GetFiles((folder ?? _folder).Path))
        {
            if ((await ReadAsync(path)).AsSpan().IndexOf(Bytes(text)) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private static async Task<byte[]> ReadAsync(string path)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        await file.ReadExactlyAsync(bytes, Stop);
        return bytes;
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
