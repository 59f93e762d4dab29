using Classroom.Benchmarks.Lessons;
using Classroom.Benchmarks.Rosters;

switch (args)
{
    case ["lesson-log"]:
        await LessonLogBenchmark.RunAsync();
        return 0;
    case ["snapshot"]:
        SnapshotBenchmark.Run();
        return 0;
    case ["roster-import", .. var users]:
        await RosterImportBenchmark.RunAsync(users is [var count] ? int.Parse(count) : 100_000);
        return 0;
    default:
        Console.Error.WriteLine("Usage: ./bench.sh lesson-log | snapshot | roster-import [USERS]");
        return 2;
}
