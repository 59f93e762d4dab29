using Classroom.Benchmarks.Rosters;

switch (args)
{
    case ["roster-import", .. var users]:
        await RosterImportBenchmark.RunAsync(users is [var count] ? int.Parse(count) : 100_000);
        return 0;
    default:
        Console.Error.WriteLine("Usage: ./bench.sh roster-import [USERS]");
        return 2;
}
