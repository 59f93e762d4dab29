using System.Text;
using Classroom.Contracts.Ids;
using Classroom.Ports.Lessons;

namespace Classroom.Storage.Tests.Lessons;

/// <summary>What <see cref="ILessonLog"/> promises, run against every implementation.</summary>
public abstract class LessonLogSpec
{
    protected static readonly LessonId Maths = LessonId.Parse("demo~maths");
    protected static readonly LessonId Music = LessonId.Parse("demo~music");
    protected static readonly LessonId Sport = LessonId.Parse("demo~sport");
    private static readonly DateTimeOffset NineOClock = new(2026, 9, 1, 9, 0, 0, TimeSpan.Zero);

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    protected abstract ILessonLog Log { get; }

    [Fact]
    public async Task A_lesson_never_opened_is_empty_and_accepts_nothing()
    {
        Assert.Equal(AppendOutcome.Fenced, await AppendAsync(Batch(Maths, epoch: 0, head: 0, "a")));

        Assert.Empty(await Log.ReadAsync(Maths, 0, 10, Stop));
        Assert.Null(await Log.ReadSnapshotAsync(Maths, Stop));
    }

    [Fact]
    public async Task Each_opening_gives_the_next_epoch_and_the_head()
    {
        Assert.Equal(new LessonLogHead(1, 0, null), await Log.OpenAsync(Maths, Stop));
        await AppendAsync(Batch(Maths, 1, 0, "a", "b"));

        Assert.Equal(new LessonLogHead(2, 2, null), await Log.OpenAsync(Maths, Stop));
        Assert.Equal(new LessonLogHead(1, 0, null), await Log.OpenAsync(Music, Stop));
    }

    [Fact]
    public async Task What_was_appended_is_read_as_it_was()
    {
        await Log.OpenAsync(Maths, Stop);
        var batch = new LessonLogBatch(Maths, 1, 0, [new(1, 1, "ada/web/1", "é"u8.ToArray()), new(2, 1, null, "{}"u8.ToArray())]);

        Assert.Equal(AppendOutcome.Appended, await AppendAsync(batch));

        var entries = await Log.ReadAsync(Maths, 0, 10, Stop);
        Assert.Equal([(1, 1, "ada/web/1", "é"), (2, 1, null, "{}")], entries.Select(entry => (entry.Sequence, entry.Epoch, entry.Command, Text(entry.Payload))));
    }

    [Fact]
    public async Task The_writer_s_buffers_are_its_own_again_once_the_append_returns()
    {
        await Log.OpenAsync(Maths, Stop);
        var buffer = "abcdef"u8.ToArray();
        await AppendAsync(new(Maths, 1, 0, [new(1, 1, null, buffer.AsMemory(1, 2)), new(2, 1, null, buffer)]));
        buffer.AsSpan().Fill((byte)'!');

        Assert.Equal(["bc", "abcdef"], await ReadTextsAsync(Maths));
    }

    [Fact]
    public async Task Who_was_overtaken_writes_nothing_ever_again()
    {
        await Log.OpenAsync(Maths, Stop);
        await AppendAsync(Batch(Maths, 1, 0, "a"));
        await Log.OpenAsync(Maths, Stop);

        Assert.Equal(AppendOutcome.Fenced, await AppendAsync(Batch(Maths, 1, 1, "old") with { Snapshot = Snapshot(1, "old"), ProvedAt = NineOClock }));
        Assert.Equal(AppendOutcome.Appended, await AppendAsync(Batch(Maths, 2, 1, "new")));
        Assert.Equal(AppendOutcome.Fenced, await AppendAsync(Batch(Maths, 1, 2, "old")));

        Assert.Equal(["a", "new"], await ReadTextsAsync(Maths));
        Assert.Null(await Log.ReadSnapshotAsync(Maths, Stop));
        Assert.Equal(new LessonLogHead(3, 2, null), await Log.OpenAsync(Maths, Stop));
    }

    [Theory, InlineData(0), InlineData(1), InlineData(3)]
    public async Task A_batch_on_another_head_is_fenced(long head)
    {
        await Log.OpenAsync(Maths, Stop);
        await AppendAsync(Batch(Maths, 1, 0, "a", "b"));

        Assert.Equal(AppendOutcome.Fenced, await AppendAsync(Batch(Maths, 1, head, "c")));

        Assert.Equal(["a", "b"], await ReadTextsAsync(Maths));
    }

    [Fact]
    public async Task Of_two_writers_that_race_exactly_one_wins()
    {
        await Log.OpenAsync(Maths, Stop);
        for (var head = 0; head < 20; head++)
        {
            var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(n => Task.Run(() => AppendAsync(Batch(Maths, 1, head, $"{head}.{n}")), Stop)));

            Assert.Single(outcomes, AppendOutcome.Appended);
            Assert.Equal($"{head}.{Array.IndexOf(outcomes, AppendOutcome.Appended)}", (await ReadTextsAsync(Maths))[head]);
        }
    }

    [Fact]
    public async Task A_fenced_batch_leaves_the_others_of_its_commit_unharmed()
    {
        await Log.OpenAsync(Maths, Stop);
        await Log.OpenAsync(Music, Stop);
        await Log.OpenAsync(Music, Stop);
        await Log.OpenAsync(Sport, Stop);

        var outcomes = await Log.AppendAsync([Batch(Maths, 1, 0, "m1", "m2"), Batch(Music, 1, 0, "lost"), Batch(Sport, 1, 0, "s1")], Stop);

        Assert.Equal([AppendOutcome.Appended, AppendOutcome.Fenced, AppendOutcome.Appended], outcomes);
        Assert.Equal(["m1", "m2"], await ReadTextsAsync(Maths));
        Assert.Empty(await ReadTextsAsync(Music));
        Assert.Equal(["s1"], await ReadTextsAsync(Sport));
    }

    [Fact]
    public async Task Batches_of_one_lesson_are_taken_in_the_order_given()
    {
        await Log.OpenAsync(Maths, Stop);

        var outcomes = await Log.AppendAsync([Batch(Maths, 1, 0, "a"), Batch(Maths, 1, 0, "double"), Batch(Maths, 1, 1, "b")], Stop);

        Assert.Equal([AppendOutcome.Appended, AppendOutcome.Fenced, AppendOutcome.Appended], outcomes);
        Assert.Equal(["a", "b"], await ReadTextsAsync(Maths));
    }

    public static TheoryData<string, LessonLogBatch> Contradictory => new()
    {
        { "starts late", new(Maths, 1, 0, [Entry(2, "a")]) },
        { "gap", new(Maths, 1, 0, [Entry(1, "a"), Entry(3, "b")]) },
        { "double", new(Maths, 1, 0, [Entry(1, "a"), Entry(1, "b")]) },
        { "other epoch", new(Maths, 1, 0, [Entry(1, "a") with { Epoch = 2 }]) },
        { "empty entry", new(Maths, 1, 0, [Entry(1, "")]) },
        { "redaction after the head", Batch(Maths, 1, 0, "a") with { Redactions = [new(2, "r"u8.ToArray())], Snapshot = Snapshot(1, "s") } },
        { "redaction of nothing", Batch(Maths, 1, 0, "a") with { Redactions = [new(0, "r"u8.ToArray())], Snapshot = Snapshot(1, "s") } },
        { "redaction without snapshot", Batch(Maths, 1, 0, "a") with { Redactions = [new(1, "r"u8.ToArray())] } },
        { "snapshot after the head", Batch(Maths, 1, 0, "a") with { Snapshot = Snapshot(2, "s") } },
    };

    [Theory, MemberData(nameof(Contradictory), DisableDiscoveryEnumeration = true)]
    public async Task A_batch_that_contradicts_itself_is_refused_with_all_of_its_call(string why, LessonLogBatch batch)
    {
        await Log.OpenAsync(Maths, Stop);
        await Log.OpenAsync(Music, Stop);

        await Assert.ThrowsAsync<ArgumentException>(() => Log.AppendAsync([Batch(Music, 1, 0, why), batch], Stop));

        Assert.Empty(await ReadTextsAsync(Maths));
        Assert.Empty(await ReadTextsAsync(Music));
    }

    [Fact]
    public async Task A_redaction_replaces_the_payload_and_forgets_the_command_in_the_same_commit()
    {
        await Log.OpenAsync(Maths, Stop);
        await AppendAsync(new(Maths, 1, 0, [Entry(1, "hello"), Entry(2, "insult") with { Command = "ada/web/1" }]));

        await AppendAsync(Batch(Maths, 1, 2, "deleted", "slip") with { Redactions = [new(2, "r2"u8.ToArray()), new(4, "r4"u8.ToArray())], Snapshot = Snapshot(4, "clean") });

        var entries = await Log.ReadAsync(Maths, 0, 10, Stop);
        Assert.Equal(["hello", "r2", "deleted", "r4"], entries.Select(entry => Text(entry.Payload)));
        Assert.Null(entries[1].Command);
        Assert.Equal("clean", Text((await Log.ReadSnapshotAsync(Maths, Stop))!.Payload));
    }

    [Fact]
    public async Task A_fenced_redaction_changes_nothing()
    {
        await Log.OpenAsync(Maths, Stop);
        await AppendAsync(Batch(Maths, 1, 0, "a"));
        await Log.OpenAsync(Maths, Stop);

        Assert.Equal(AppendOutcome.Fenced, await AppendAsync(new LessonLogBatch(Maths, 1, 1, []) { Redactions = [new(1, "r"u8.ToArray())], Snapshot = Snapshot(1, "s") }));

        Assert.Equal(["a"], await ReadTextsAsync(Maths));
        Assert.Null(await Log.ReadSnapshotAsync(Maths, Stop));
    }

    [Fact]
    public async Task A_snapshot_takes_the_place_of_the_one_before()
    {
        await Log.OpenAsync(Maths, Stop);
        await AppendAsync(Batch(Maths, 1, 0, "a", "b") with { Snapshot = Snapshot(1, "first") });
        await AppendAsync(new LessonLogBatch(Maths, 1, 2, []) { Snapshot = Snapshot(2, "second") });
        await AppendAsync(Batch(Maths, 1, 2, "c"));

        var snapshot = await Log.ReadSnapshotAsync(Maths, Stop);

        Assert.Equal((2, "second"), (snapshot!.Sequence, Text(snapshot.Payload)));
        Assert.Null(await Log.ReadSnapshotAsync(Music, Stop));
    }

    [Fact]
    public async Task The_proof_of_presence_only_moves_forward()
    {
        await Log.OpenAsync(Maths, Stop);
        await AppendAsync(Batch(Maths, 1, 0, "a") with { ProvedAt = NineOClock.AddTicks(12_345) });
        await AppendAsync(Batch(Maths, 1, 1, "b"));
        await AppendAsync(new LessonLogBatch(Maths, 1, 2, []) { ProvedAt = NineOClock.AddSeconds(-1) });
        Assert.Equal(NineOClock.AddMilliseconds(1), (await Log.OpenAsync(Maths, Stop)).ProvedAt);

        await AppendAsync(new LessonLogBatch(Maths, 2, 2, []) { ProvedAt = NineOClock.AddSeconds(5).ToOffset(TimeSpan.FromHours(2)) });

        Assert.Equal(NineOClock.AddSeconds(5), (await Log.OpenAsync(Maths, Stop)).ProvedAt);
    }

    [Fact]
    public async Task The_box_is_kept_beside_the_log_until_it_is_emptied()
    {
        Assert.Null((await Log.OpenAsync(Maths, Stop)).Box);
        await AppendAsync(new(Maths, 1, 0, []) { Box = "one"u8.ToArray() });
        Assert.Equal(AppendOutcome.Fenced, await AppendAsync(new(Maths, 0, 0, []) { Box = "fenced"u8.ToArray() }));
        await AppendAsync(Batch(Maths, 1, 0, "a"));
        Assert.Equal("one", Text((await Log.OpenAsync(Maths, Stop)).Box));

        await AppendAsync(Batch(Maths, 2, 1, "b") with { Box = "two"u8.ToArray() });
        Assert.Equal("two", Text((await Log.OpenAsync(Maths, Stop)).Box));
        Assert.Null((await Log.OpenAsync(Music, Stop)).Box);

        await AppendAsync(Batch(Maths, 3, 2, "c") with { Box = [] });
        Assert.Null((await Log.OpenAsync(Maths, Stop)).Box);
        Assert.Equal(["a", "b", "c"], await ReadTextsAsync(Maths));
    }

    [Fact]
    public async Task Pages_join_without_a_gap()
    {
        await Log.OpenAsync(Maths, Stop);
        await AppendAsync(Batch(Maths, 1, 0, [.. Enumerable.Range(1, 10).Select(n => $"{n}")]));

        Assert.Equal(["1", "2", "3", "4"], await ReadTextsAsync(Maths, 0, 4));
        Assert.Equal(["5", "6", "7", "8"], await ReadTextsAsync(Maths, 4, 4));
        Assert.Equal(["9", "10"], await ReadTextsAsync(Maths, 8, 4));
        Assert.Empty(await ReadTextsAsync(Maths, 10, 4));
        Assert.Empty(await ReadTextsAsync(Maths, 99, int.MaxValue));
        Assert.Equal(10, (await ReadTextsAsync(Maths, 0, int.MaxValue)).Length);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Log.ReadAsync(Maths, -1, 1, Stop));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Log.ReadAsync(Maths, 0, 0, Stop));
    }

    [Fact]
    public async Task A_reader_never_sees_a_part_of_a_batch()
    {
        const int Batches = 60, Size = 7;
        await Log.OpenAsync(Maths, Stop);
        var writing = Task.Run(
            async () =>
            {
                for (var n = 0; n < Batches; n++)
                {
                    await AppendAsync(Batch(Maths, 1, n * Size, [.. Enumerable.Repeat($"{n}", Size)]) with { Snapshot = Snapshot((n + 1) * Size, $"{n}") });
                }
            },
            Stop);

        for (var seen = 0; seen < Batches * Size;)
        {
            var entries = await Log.ReadAsync(Maths, 0, int.MaxValue, Stop);
            Assert.Equal(0, entries.Count % Size);
            Assert.True(entries.Count >= seen);
            seen = entries.Count;
        }

        await writing;
    }

    [Fact]
    public async Task Many_lessons_at_once_each_keep_their_own_order()
    {
        var lessons = Enumerable.Range(0, 50).Select(n => LessonId.Parse($"demo~{n}")).ToArray();
        await Task.WhenAll(lessons.Select(lesson => Log.OpenAsync(lesson, Stop)));

        await Task.WhenAll(lessons.Select(async lesson =>
        {
            for (var head = 0; head < 10; head++)
            {
                Assert.Equal(AppendOutcome.Appended, await AppendAsync(Batch(lesson, 1, head, $"{lesson} {head}")));
            }
        }));

        foreach (var lesson in lessons)
        {
            Assert.Equal(Enumerable.Range(0, 10).Select(head => $"{lesson} {head}"), await ReadTextsAsync(lesson));
        }
    }

    [Fact]
    public async Task A_call_cancelled_beforehand_does_nothing()
    {
        await Log.OpenAsync(Maths, Stop);
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Log.AppendAsync([Batch(Maths, 1, 0, "a")], cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Log.OpenAsync(Maths, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Log.ReadAsync(Maths, 0, 1, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Log.ReadSnapshotAsync(Maths, cancelled));

        Assert.Equal(new LessonLogHead(2, 0, null), await Log.OpenAsync(Maths, Stop));
    }

    [Fact]
    public async Task Nothing_to_append_is_no_error()
    {
        await Log.OpenAsync(Maths, Stop);

        Assert.Empty(await Log.AppendAsync([], Stop));
        Assert.Equal(AppendOutcome.Appended, await AppendAsync(Batch(Maths, 1, 0)));
        Assert.Equal(AppendOutcome.Fenced, await AppendAsync(Batch(Maths, 1, 1)));
    }

    internal static LessonLogBatch Batch(LessonId lesson, long epoch, long head, params string[] texts) =>
        new(lesson, epoch, head, [.. texts.Select((text, i) => new StoredEntry(head + 1 + i, epoch, null, Encoding.UTF8.GetBytes(text)))]);

    internal static StoredSnapshot Snapshot(long sequence, string text) => new(sequence, Encoding.UTF8.GetBytes(text));

    internal static string Text(ReadOnlyMemory<byte> payload) => Encoding.UTF8.GetString(payload.Span);

    protected async Task<AppendOutcome> AppendAsync(LessonLogBatch batch) => Assert.Single(await Log.AppendAsync([batch], Stop));

    protected async Task<string[]> ReadTextsAsync(LessonId lesson, long after = 0, int countMax = 1_000) =>
        [.. (await Log.ReadAsync(lesson, after, countMax, Stop)).Select(entry => Text(entry.Payload))];

    private static StoredEntry Entry(long sequence, string text) => new(sequence, 1, null, Encoding.UTF8.GetBytes(text));
}
