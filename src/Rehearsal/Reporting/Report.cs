using System.Text.Json;
using Classroom.Rehearsal.Checking;
using Classroom.Rehearsal.Playing;

namespace Classroom.Rehearsal.Reporting;

/// <summary>The one JSON object that a rehearsal ends with. Part of the tool's contract: fields are only added.</summary>
internal sealed record Report(
    string Scenario,
    bool Ok,
    int Clients,
    int Acked,
    int Delivered,
    int Expected,
    int Lost,
    int Duplicated,
    int Reordered,
    int Leaked,
    double P50Ms,
    double P99Ms,
    int Seed,
    int Devices,
    int Kills,
    int Cuts,
    int Faults,
    int Unchanged,
    int Refused,
    int Unknown,
    long Entries,
    double ConvergedMs,
    bool Covered)
{
    /// <summary>Shorter or smaller plays need not touch everything.</summary>
    private const int SecondsForCoverage = 30;
    private const int StudentsForCoverage = 10;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static Report Of(History history, Verdict verdict, Coverage coverage, RehearsalSettings settings, LessonRehearsal? play)
    {
        var mustCover = settings is { Seconds: >= SecondsForCoverage, Students: >= StudentsForCoverage };
        var ok = verdict.Faults.IsEmpty && verdict.Acked > 0 && verdict.Delivered == verdict.Expected && (coverage.IsWhole || !mustCover);
        return new Report(
            "lesson", ok, history.Clients.Select(client => client.Viewer.Participant).Distinct().Count(),
            verdict.Acked, verdict.Delivered, verdict.Expected, verdict.Lost, verdict.Duplicated, verdict.Reordered, verdict.Leaked,
            Milliseconds(verdict, 50), Milliseconds(verdict, 99), settings.Seed, history.Clients.Length, play?.Kills ?? 0, play?.Cuts ?? 0,
            verdict.Faults.Length, verdict.Unchanged, verdict.Refused, verdict.Unknown, history.Log.Head,
            Math.Round(play?.Converged.TotalMilliseconds ?? 0, 1), coverage.IsWhole);
    }

    public string ToJson() => JsonSerializer.Serialize(this, Options);

    private static double Milliseconds(Verdict verdict, double percentile) =>
        verdict.Latencies.TotalCount == 0 ? 0 : Math.Round(verdict.Latencies.GetValueAtPercentile(percentile) / 1_000.0, 1);
}
