using Classroom.Contracts.Ids;
using Classroom.Ports.Lessons;
using Classroom.Storage.Sqlite;
using Classroom.Storage.Sqlite.Lessons;

namespace Classroom.Storage.Tests.Lessons;

/// <summary>A process that appends to lessons and says what was acknowledged, until it is killed.</summary>
internal static class DyingWriter
{
    public const string Command = "append-until-killed";

    public static readonly LessonId[] Lessons = [LessonId.Parse("demo~a"), LessonId.Parse("demo~b"), LessonId.Parse("demo~c")];

    public static async Task<int> RunAsync(string file, int seed)
    {
        await using var database = SqliteDatabase.Open(file, SqliteLessonLog.Migrations);
        var log = new SqliteLessonLog(database, new());
        await Task.WhenAll(Lessons.Select((lesson, n) => AppendAsync(log, lesson, new Random((seed * Lessons.Length) + n))));
        return 1;
    }

    /// <summary>What stands at a sequence: long enough that a batch spans several pages, and told apart from another process'.</summary>
    public static string Payload(long epoch, long sequence) => $"{epoch}.{sequence}.{new string('x', (int)(sequence * 97 % 900))}";

    private static async Task AppendAsync(SqliteLessonLog log, LessonId lesson, Random random)
    {
        var (epoch, head, _) = await log.OpenAsync(lesson);
        while (true)
        {
            var batch = LessonLogSpec.Batch(lesson, epoch, head, [.. Enumerable.Range(1, random.Next(1, 12)).Select(n => Payload(epoch, head + n))]);
            if (random.Next(4) == 0)
            {
                batch = batch with { Snapshot = LessonLogSpec.Snapshot(batch.HeadAfter, new string('s', random.Next(1, 20_000))) };
            }

            if (await log.AppendAsync([batch]) is not [AppendOutcome.Appended])
            {
                return;
            }

            head = batch.HeadAfter;
            await Console.Out.WriteLineAsync($"{lesson} {epoch} {head}");
        }
    }
}
