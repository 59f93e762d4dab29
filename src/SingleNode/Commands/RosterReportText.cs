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

        foreach (var line in Unplanned(report))
        {
            yield return line;
        }
    }

    private static IEnumerable<string> Unplanned(RosterReport report)
    {
        if (report.UnplannedCount == 0)
        {
            yield break;
        }

        yield return $"Not planned: {report.UnplannedCount} {(report.UnplannedCount == 1 ? "lesson" : "lessons")}:";
        foreach (var lesson in report.Unplanned)
        {
            yield return $"  {Where(lesson.File, lesson.Line)}{(lesson.Reason is { } reason ? Name(reason) : "its class could not be reached, import again")} ({lesson.Lesson})";
        }

        if (report.UnplannedCount > report.Unplanned.Length)
        {
            yield return $"  and {report.UnplannedCount - report.Unplanned.Length} more";
        }
    }

    private static string Fault(RosterFault fault)
    {
        var value = fault.Value is null ? "" : $"'{fault.Value}': ";
        return $"{Where(fault.File, fault.Line, fault.Column)}{value}{RosterReasons.Of(Name(fault.Code))} ({Name(fault.Code)}){(fault.Allowed is { } allowed ? $" Allowed: {string.Join(", ", allowed)}." : "")}";
    }

    private static string Where(string? file, long? line, string? column = null)
    {
        string?[] parts = [file, line is null ? null : $"line {line}", column is null ? null : $"column {column}"];
        var where = string.Join(", ", parts.Where(part => part is not null));
        return where == "" ? "" : $"{where}: ";
    }

    /// <summary>The name that the API and docs/rosters.md use.</summary>
    private static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
