using Classroom.Benchmarks.Rosters;

switch (args)
{
    case ["roster-import", .. var users]:
        await RosterImportBenchmark.RunAsync(users is [var count] ? int.Parse(count) : 100_000);
        return 0;
    default:
        Console.Error.WriteLine("Usage: dotnet run -c Release --project tests/Benchmarks -- roster-import [USERS]");
        return 2;
}
