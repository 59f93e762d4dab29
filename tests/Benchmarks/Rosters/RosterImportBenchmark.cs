using System.Diagnostics;
using System.Text.Json;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Rosters;
using Classroom.OneRoster;
using Classroom.OneRoster.Demo;
using Classroom.OneRoster.Imports;
using Classroom.Ports.Rosters;
using Classroom.Storage.Sqlite;
using Classroom.Storage.Sqlite.Rosters;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Classroom.Benchmarks.Rosters;

/// <summary>Imports an archive of about as many users as asked for into an empty school.db, again, and changed; measures the whole process.</summary>
/// <remarks>Meanwhile another task reads a school and another writes to the same database, as lessons and pages would.</remarks>
internal static class RosterImportBenchmark
{
    private const int UsersOfSchool = 771;

    public static async Task RunAsync(int users)
    {
        var folder = Directory.CreateTempSubdirectory("classroom-roster-import-");
        try
        {
            var schools = (users + UsersOfSchool - 1) / UsersOfSchool;
            var first = await WriteAsync(folder, new() { Schools = schools, PlansLessons = false });
            var renamed = await WriteAsync(folder, new() { Schools = schools, PlansLessons = false, Seed = 2 });
            await using var database = SqliteDatabase.Open(Path.Combine(folder.FullName, "school.db"), SqliteMigrations.Embedded("School"));
            await database.WriteAsync(session => { session.Execute("CREATE TABLE probe (n INTEGER PRIMARY KEY)"); });
            var importer = new RosterImporter(new MeasuredStore(new SqliteRosterStore(database)), Options.Create(new OneRosterOptions()), TimeProvider.System, NullLogger<RosterImporter>.Instance);

            using var stop = new CancellationTokenSource();
            var reading = ReadAsync(new SqliteRosterReader(database), stop.Token);
            var writing = WriteAsync(database, stop.Token);
            var fresh = await ImportAsync(importer, first);
            var again = await ImportAsync(importer, first);
            var changed = await ImportAsync(importer, renamed);
            await stop.CancelAsync();

            Console.WriteLine(JsonSerializer.Serialize(new
            {
                benchmark = "roster-import",
                users = fresh.People,
                archiveMB = Math.Round(new FileInfo(first).Length / 1048576.0, 1),
                seconds = fresh.Seconds,
                swapMs = fresh.SwapMs,
                againSeconds = again.Seconds,
                renamedSeconds = changed.Seconds,
                renamedSwapMs = changed.SwapMs,
                peakRssMB = Math.Round(Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0),
                readMaxMs = await reading,
                writeMaxMs = await writing,
                databaseMB = Math.Round(new FileInfo(Path.Combine(folder.FullName, "school.db")).Length / 1048576.0),
            }));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<(double Seconds, double SwapMs, long People)> ImportAsync(RosterImporter importer, string archive)
    {
        MeasuredStore.SwapMs = 0;
        var watch = Stopwatch.StartNew();
        await using var file = File.OpenRead(archive);
        var report = (await importer.ImportAsync(file, RosterScope.Node())).Report;
        if (report.Outcome == RosterOutcome.Refused)
        {
            throw new InvalidOperationException($"Refused: {report.Faults[0]}.");
        }

        return (Math.Round(watch.Elapsed.TotalSeconds, 1), MeasuredStore.SwapMs, report.Changes.FirstOrDefault(change => change.Kind == RosterKind.Person)?.Added ?? 0);
    }

    private static async Task<string> WriteAsync(DirectoryInfo folder, DemoRoster demo)
    {
        var path = Path.Combine(folder.FullName, $"{demo.Seed}.zip");
        await using var file = File.Create(path);
        demo.Write(file);
        return path;
    }

    /// <summary>The longest of many small reads while imports run, in milliseconds.</summary>
    private static async Task<double> ReadAsync(SqliteRosterReader reader, CancellationToken cancellationToken)
    {
        var longest = 0.0;
        while (!cancellationToken.IsCancellationRequested)
        {
            var watch = Stopwatch.StartNew();
            if (await reader.ReadSchoolsAsync(null, 1, CancellationToken.None) is [var school, ..])
            {
                await reader.ReadClassesAsync(school.Id, null, 50, CancellationToken.None);
            }

            longest = Math.Max(longest, watch.Elapsed.TotalMilliseconds);
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, CancellationToken.None);
        }

        return Math.Round(longest);
    }

    /// <summary>The longest of many small writes while imports run, in milliseconds: how long somebody else waits for the writer.</summary>
    private static async Task<double> WriteAsync(SqliteDatabase database, CancellationToken cancellationToken)
    {
        var longest = 0.0;
        while (!cancellationToken.IsCancellationRequested)
        {
            var watch = Stopwatch.StartNew();
            await database.WriteAsync(session => { session.Execute("INSERT INTO probe DEFAULT VALUES"); }, CancellationToken.None);
            longest = Math.Max(longest, watch.Elapsed.TotalMilliseconds);
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, CancellationToken.None);
        }

        return Math.Round(longest);
    }

    /// <summary>Measures how long bringing an import into force takes.</summary>
    private sealed class MeasuredStore(IRosterStore store) : IRosterStore
    {
        public static double SwapMs { get; set; }

        public async Task<IRosterStaging?> BeginAsync(SchoolId? school, CancellationToken cancellationToken = default) =>
            await store.BeginAsync(school, cancellationToken) is { } staging ? new Staging(staging) : null;

        private sealed class Staging(IRosterStaging staging) : IRosterStaging
        {
            public IAsyncEnumerable<StoredRosterRow> ReadAsync(RosterKind kind, CancellationToken cancellationToken = default) => staging.ReadAsync(kind, cancellationToken);

            public Task StageAsync(IReadOnlyList<RosterChange> changes, CancellationToken cancellationToken = default) => staging.StageAsync(changes, cancellationToken);

            public async Task<IReadOnlyList<School>> ApplyAsync(IReadOnlyCollection<SchoolId?> owners, RosterAct act, CancellationToken cancellationToken = default)
            {
                var watch = Stopwatch.StartNew();
                var schools = await staging.ApplyAsync(owners, act, cancellationToken);
                SwapMs = Math.Round(watch.Elapsed.TotalMilliseconds, 1);
                return schools;
            }

            public ValueTask DisposeAsync() => staging.DisposeAsync();
        }
    }
}
