using System.Text.Json;
using Classroom.Contracts.Rosters;

namespace Classroom.SingleNode.Commands;

/// <summary>The report of an import, as an operator reads it.</summary>
internal static class RosterReportText
{
    public static IEnumerable<string> Lines(RosterReport report)
    {
        switch (report.Outcome)
        {
            case RosterOutcome.Refused:
                yield return $"Refused: nothing was changed. {report.FaultCount} {(report.FaultCount == 1 ? "fault" : "faults")}:";
                foreach (var fault in report.Faults)
                {
                    yield return $"  {Fault(fault)}";
                }

                if (report.FaultCount > report.Faults.Length)
                {
                    yield return $"  and {report.FaultCount - report.Faults.Length} more";
                }

                yield break;
            case RosterOutcome.Unchanged:
                yield return "All of it was in force already: nothing was written.";
                break;
            default:
                yield return "In force:";
                foreach (var change in report.Changes)
                {
                    yield return $"  {Name(change.Kind)}: {change.Added} added, {change.Changed} changed, {change.Removed} removed";
                }

                break;
        }

        foreach (var school in report.Schools)
        {
            yield return $"  school {school.Id}: {school.Name}";
        }

        if (report.Skipped > 0)
        {
            yield return $"  {report.Skipped} rows are of kinds that Classroom does not keep.";
        }

        if (report.Changes.Any(change => change is { Kind: RosterKind.Person, Added: > 0 }))
        {
            yield return "Nobody new can sign in yet. How to invite teachers and make codes for students: docs/operations.md, \"After an import\".";
        }
    }

    private static string Fault(RosterFault fault)
    {
        string?[] parts =
        [
            fault.File,
            fault.Line is { } line ? $"line {line}" : null,
            fault.Column is { } column ? $"column {column}" : null,
        ];
        var where = string.Join(", ", parts.Where(part => part is not null));
        var value = fault.Value is null ? "" : $"'{fault.Value}'";
        var what = string.Join(": ", new[] { where, value }.Where(part => part != ""));
        return $"{(what == "" ? "" : $"{what}: ")}{RosterReasons.Of(Name(fault.Code))} ({Name(fault.Code)})";
    }

    /// <summary>The name that the API and docs/rosters.md use.</summary>
    private static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
