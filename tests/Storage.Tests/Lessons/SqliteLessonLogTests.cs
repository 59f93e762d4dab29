using Classroom.Ports.Lessons;
using Classroom.Storage.Sqlite;
using Classroom.Storage.Sqlite.Lessons;
using Microsoft.Data.Sqlite;

namespace Classroom.Storage.Tests.Lessons;

public sealed class SqliteLessonLogTests : LessonLogSpec, IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private SqliteDatabase _database;
    private SqliteLessonLog _log;

    public SqliteLessonLogTests()
    {
        _database = SqliteDatabase.Open(File, SqliteLessonLog.Migrations);
        _log = new(_database, new());
    }

    private string File => _folder.File("lessons.db");

    protected override ILessonLog Log => _log;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Everything_is_there_after_reopening_the_file()
    {
        await Log.OpenAsync(Maths, Stop);
        await AppendAsync(Batch(Maths, 1, 0, "a", "b") with { Snapshot = Snapshot(2, "s"), ProvedAt = DateTimeOffset.UnixEpoch });

        await ReopenAsync();

        Assert.Equal(["a", "b"], await ReadTextsAsync(Maths));
        Assert.Equal(2, (await Log.ReadSnapshotAsync(Maths, Stop))!.Sequence);
        Assert.Equal(new LessonLogHead(2, 2, DateTimeOffset.UnixEpoch), await Log.OpenAsync(Maths, Stop));
    }

    [Fact]
    public async Task A_full_queue_refuses_before_anything_is_written()
    {
        _log = new(_database, new() { WaitingMax = 2 });
        await Log.OpenAsync(Maths, Stop);
        using var gate = new ManualResetEventSlim();
        var blocker = _database.WriteAsync(_ => gate.Wait(Stop), Stop);
        var waiting = new[] { AppendAsync(Batch(Maths, 1, 0, "a")), AppendAsync(Batch(Maths, 1, 1, "b")) };

        var refusal = await Assert.ThrowsAsync<LessonLogBusyException>(() => AppendAsync(Batch(Maths, 1, 2, "c")));
        gate.Set();

        Assert.Equal(2, refusal.WaitingMax);
        Assert.All(await Task.WhenAll(waiting), outcome => Assert.Equal(AppendOutcome.Appended, outcome));
        await blocker;
        Assert.Equal(["a", "b"], await ReadTextsAsync(Maths));
        Assert.Equal(AppendOutcome.Appended, await AppendAsync(Batch(Maths, 1, 2, "c")));
    }

    [Fact]
    public async Task An_append_withdrawn_while_it_waits_is_not_written()
    {
        await Log.OpenAsync(Maths, Stop);
        using var gate = new ManualResetEventSlim();
        using var impatient = new CancellationTokenSource();
        var blocker = _database.WriteAsync(_ => gate.Wait(Stop), Stop);
        var withdrawn = Log.AppendAsync([Batch(Maths, 1, 0, "withdrawn")], impatient.Token);
        await impatient.CancelAsync();
        gate.Set();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => withdrawn);

        await blocker;
        Assert.Empty(await ReadTextsAsync(Maths));
    }

    [Theory]
    [InlineData("DELETE FROM entry WHERE sequence = 2")]
    [InlineData("UPDATE entry SET epoch = 9 WHERE sequence = 2")]
    [InlineData("DELETE FROM entry WHERE sequence = 1")]
    [InlineData("DELETE FROM entry WHERE sequence = 3")]
    [InlineData("UPDATE lesson SET head = 4")]
    [InlineData("UPDATE lesson SET head = 2")]
    [InlineData("DELETE FROM entry")]
    public async Task Reading_what_contradicts_itself_throws(string damage)
    {
        await Log.OpenAsync(Maths, Stop);
        await AppendAsync(Batch(Maths, 1, 0, "a", "b", "c"));
        await DamageAsync(damage);

        var exception = await Assert.ThrowsAsync<LessonLogCorruptException>(() => ReadTextsAsync(Maths));

        Assert.Contains("demo~maths", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DELETE FROM entry WHERE sequence = 3")]
    [InlineData("UPDATE lesson SET head = 4")]
    [InlineData("UPDATE lesson SET head = 2")]
    public async Task Opening_a_log_that_does_not_end_at_its_head_throws_and_keeps_the_epoch(string damage)
    {
        await Log.OpenAsync(Maths, Stop);
        await AppendAsync(Batch(Maths, 1, 0, "a", "b", "c"));
        await DamageAsync(damage);

        await Assert.ThrowsAsync<LessonLogCorruptException>(() => Log.OpenAsync(Maths, Stop));

        Assert.Equal(1, await _database.ReadAsync(session => session.QueryFirst("SELECT epoch FROM lesson", row => row.GetInt64(0)), Stop));
    }

    [Fact]
    public async Task A_snapshot_of_what_was_never_written_throws()
    {
        await Log.OpenAsync(Maths, Stop);
        await AppendAsync(Batch(Maths, 1, 0, "a") with { Snapshot = Snapshot(1, "s") });
        await DamageAsync("UPDATE snapshot SET sequence = 2");

        await Assert.ThrowsAsync<LessonLogCorruptException>(() => Log.ReadSnapshotAsync(Maths, Stop));
    }

    [Fact]
    public async Task A_corrupt_lesson_leaves_the_others_of_its_commit_unharmed()
    {
        await Log.OpenAsync(Maths, Stop);
        await Log.OpenAsync(Music, Stop);
        await Log.OpenAsync(Sport, Stop);
        await AppendAsync(Batch(Maths, 1, 0, "a", "b"));
        await AppendAsync(Batch(Music, 1, 0, "a", "b"));
        await DamageAsync("UPDATE lesson SET head = 1 WHERE lesson = 'demo~maths'; DELETE FROM entry WHERE sequence = 1 AND lesson = (SELECT id FROM lesson WHERE lesson = 'demo~music')");

        var outcomes = await Log.AppendAsync(
            [
                Batch(Maths, 1, 1, "again"),
                Batch(Music, 1, 2, "c") with { Redactions = [new(1, "r"u8.ToArray())], Snapshot = Snapshot(3, "s") },
                Batch(Sport, 1, 0, "s"),
            ],
            Stop);

        Assert.Equal([AppendOutcome.Corrupt, AppendOutcome.Corrupt, AppendOutcome.Appended], outcomes);
        Assert.Equal(["s"], await ReadTextsAsync(Sport));
        Assert.Null(await Log.ReadSnapshotAsync(Music, Stop));
        await Assert.ThrowsAsync<LessonLogCorruptException>(() => Log.OpenAsync(Maths, Stop));
    }

    [Fact]
    public async Task A_damaged_file_is_reported_as_corrupt()
    {
        await Log.OpenAsync(Maths, Stop);
        await AppendAsync(Batch(Maths, 1, 0, [.. Enumerable.Repeat(new string('x', 1_000), 100)]));
        await _database.DisposeAsync();
        await using (var file = System.IO.File.OpenWrite(File))
        {
            file.Position = 4_096 * 6; // Spare the header and the schema: the file still opens.
            file.Write(new byte[file.Length - file.Position]);
        }

        await ReopenAsync();

        await Assert.ThrowsAsync<LessonLogCorruptException>(() => ReadTextsAsync(Maths));
    }

    private async Task ReopenAsync()
    {
        await _database.DisposeAsync();
        _database = SqliteDatabase.Open(File, SqliteLessonLog.Migrations);
        _log = new(_database, new());
    }

    private async Task DamageAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        await connection.OpenAsync(Stop);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Stop);
    }
}
