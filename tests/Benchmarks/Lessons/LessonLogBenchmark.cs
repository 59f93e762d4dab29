using System.Diagnostics;
using System.Text.Json;
using Classroom.Contracts.Ids;
using Classroom.Ports.Lessons;
using Classroom.Storage.Sqlite;
using Classroom.Storage.Sqlite.Lessons;

namespace Classroom.Benchmarks.Lessons;

/// <summary>Acknowledged appends a second with 1, 30 and 500 lessons at once: many to a commit, against one commit an event.</summary>
/// <remarks>Each lesson appends one event of a common size, waits for it, and goes on. Rounds take turns, so that a noisy moment of the machine hits both; medians are said.</remarks>
internal static class LessonLogBenchmark
{
    private const int RoundCount = 6;
    private const int PayloadBytes = 300;
    private static readonly TimeSpan RoundTime = TimeSpan.FromSeconds(2);
    private static readonly int[] LessonCounts = [1, 30, 500];

    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("classroom-lesson-log-");
        try
        {
            await using var grouped = SqliteDatabase.Open(Path.Combine(folder.FullName, "grouped.db"), SqliteLessonLog.Migrations);
            await using var single = SqliteDatabase.Open(Path.Combine(folder.FullName, "single.db"), SqliteLessonLog.Migrations, new() { GroupMax = 1 });
            await MeasureAsync(grouped, 30, "warm");
            await MeasureAsync(single, 30, "warm");
            var results = LessonCounts.ToDictionary(count => count, _ => (Grouped: new List<Measured>(), Single: new List<Measured>()));
            for (var round = 0; round < RoundCount; round++)
            {
                foreach (var count in LessonCounts)
                {
                    var turns = new[] { (Database: grouped, results[count].Grouped), (Database: single, results[count].Single) };
                    foreach (var (database, measured) in round % 2 == 0 ? turns : turns.Reverse()) // Neither always profits from the other's warmth.
                    {
                        measured.Add(await MeasureAsync(database, count, $"{round}-{count}"));
                    }
                }
            }

            Console.WriteLine(JsonSerializer.Serialize(new
            {
                benchmark = "lesson-log",
                storage = "sqlite",
                payloadBytes = PayloadBytes,
                rounds = RoundCount,
                results = results.Select(result => new
                {
                    lessons = result.Key,
                    grouped = Median(result.Value.Grouped),
                    oneCommitAnEvent = Median(result.Value.Single),
                }),
            }, JsonSerializerOptions.Web));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<Measured> MeasureAsync(SqliteDatabase database, int lessonCount, string name)
    {
        var log = new SqliteLessonLog(database, new());
        var lessons = Enumerable.Range(0, lessonCount).Select(n => LessonId.Parse($"bench~{name}-{n}")).ToArray();
        await Task.WhenAll(lessons.Select(lesson => log.OpenAsync(lesson)));
        var watch = Stopwatch.StartNew();
        var times = await Task.WhenAll(lessons.Select(lesson => Task.Run(() => AppendAsync(log, lesson, watch))));
        var seconds = watch.Elapsed.TotalSeconds;
        double[] sorted = [.. times.SelectMany(time => time).Order()];
        return new(Math.Round(sorted.Length / seconds), Math.Round(sorted[sorted.Length / 2], 1), Math.Round(sorted[sorted.Length * 99 / 100], 1));
    }

    private static async Task<List<double>> AppendAsync(SqliteLessonLog log, LessonId lesson, Stopwatch watch)
    {
        var payload = new byte[PayloadBytes];
        Random.Shared.NextBytes(payload);
        var milliseconds = new List<double>();
        for (var head = 0L; watch.Elapsed < RoundTime; head++)
        {
            var began = watch.Elapsed;
            if (await log.AppendAsync([new(lesson, 1, head, [new(head + 1, 1, "p0123456789ab/web/1", payload)])]) is not [AppendOutcome.Appended])
            {
                throw new InvalidOperationException($"{lesson} was not appended to.");
            }

            milliseconds.Add((watch.Elapsed - began).TotalMilliseconds);
        }

        return milliseconds;
    }

    private static Measured Median(List<Measured> rounds) =>
        new(Middle(rounds.Select(round => round.AppendsPerSecond)), Middle(rounds.Select(round => round.P50Ms)), Middle(rounds.Select(round => round.P99Ms)));

    private static double Middle(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    private sealed record Measured(double AppendsPerSecond, double P50Ms, double P99Ms);
}
