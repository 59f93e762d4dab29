using Classroom.Contracts.Ids;
using Classroom.Storage.Sqlite;
using Classroom.Storage.Sqlite.Lessons;

namespace Classroom.Storage.Tests.Lessons;

public sealed class SqliteLessonLogCrashTests
{
    private const int KillCount = 20;

    /// <summary>
    /// Goal: whatever was acknowledged is in the file, contiguous, after the process died at any moment.
    /// Method: a child process appends to three lessons and prints what was acknowledged; it is SIGKILLed after a random number of
    /// lines, twenty times on the same file. (A power cut is another thing: for that there is <c>synchronous=FULL</c>.)
    /// Seen to fail when a line was printed before the append returned.
    /// </summary>
    [Fact]
    public async Task What_was_acknowledged_survives_a_killed_process()
    {
        var stop = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        var file = folder.File("lessons.db");
        var random = new Random(20_210_406);
        var acked = new Dictionary<(LessonId Lesson, long Sequence), long>();
        var heads = DyingWriter.Lessons.ToDictionary(lesson => lesson, _ => 0L);
        for (var kill = 0; kill < KillCount; kill++)
        {
            foreach (var line in await RunUntilKilledAsync(file, kill, random.Next(1, 60), stop))
            {
                var parts = line.Split(' ');
                var (lesson, epoch, head) = (LessonId.Parse(parts[0]), long.Parse(parts[1]), long.Parse(parts[2]));
                for (var sequence = head; sequence > 0 && !acked.ContainsKey((lesson, sequence)); sequence--)
                {
                    acked.Add((lesson, sequence), sequence > heads[lesson] ? epoch : 0); // What stood before is of an older process, acknowledged or not.
                }
            }

            foreach (var (lesson, texts) in await ReadAsync(file, stop))
            {
                foreach (var ((_, sequence), epoch) in acked.Where(ack => ack.Key.Lesson == lesson))
                {
                    Assert.True(sequence <= texts.Length, $"{lesson} {sequence} of {texts.Length} was acknowledged and is lost.");
                    Assert.True(epoch == 0 || texts[sequence - 1] == DyingWriter.Payload(epoch, sequence), $"{lesson} {sequence} is another entry.");
                }

                heads[lesson] = texts.Length;
            }
        }

        Assert.True(acked.Count > KillCount);
    }

    private static async Task<List<string>> RunUntilKilledAsync(string file, int seed, int lineCount, CancellationToken stop)
    {
        using var writer = ChildProcess.Start(DyingWriter.Command, file, $"{seed}");
        var lines = new List<string>();
        while (await writer.StandardOutput.ReadLineAsync(stop) is { } line)
        {
            lines.Add(line);
            if (lines.Count == lineCount)
            {
                writer.Kill();
            }
        }

        await writer.WaitForExitAsync(stop);
        Assert.NotEqual(1, writer.ExitCode);
        return [.. lines.Where(line => line.Split(' ') is [_, _, { Length: > 0 }])];
    }

    private static async Task<Dictionary<LessonId, string[]>> ReadAsync(string file, CancellationToken stop)
    {
        await using var database = SqliteDatabase.Open(file, SqliteLessonLog.Migrations);
        var log = new SqliteLessonLog(database, new());
        var texts = new Dictionary<LessonId, string[]>();
        foreach (var lesson in DyingWriter.Lessons)
        {
            texts.Add(lesson, [.. (await log.ReadAsync(lesson, 0, int.MaxValue, stop)).Select(entry => LessonLogSpec.Text(entry.Payload))]);
        }

        return texts;
    }
}
