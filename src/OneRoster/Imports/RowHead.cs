using Classroom.Contracts.Rosters;
using Classroom.OneRoster.Archives;
using Classroom.OneRoster.Csv;

namespace Classroom.OneRoster.Imports;

/// <summary>What every row says: which record it is, and whether it is to be removed.</summary>
internal readonly record struct RowHead(string SourcedId, bool Removed)
{
    /// <summary>Longest sourcedId. Unit: UTF-16 code units.</summary>
    public const int SourcedIdMax = 255;

    public static readonly CsvColumn SourcedIdColumn = new("sourcedId", SourcedIdMax, Required: true);
    private static readonly CsvColumn Status = new("status", 32);
    private static readonly CsvColumn Modified = new("dateLastModified", 40);

    /// <summary>Reads the first columns. In a delta file each row says what it is and since when; in a bulk file it may.</summary>
    public static RowHead Read(CsvTable table, RowsMode mode)
    {
        var sourcedId = table.Text(SourcedIdColumn) ?? "";
        var status = table.Choice(Status, ["active", "tobedeleted"]);
        var modified = table.Text(Modified);
        if (modified is { Length: 10 })
        {
            table.Day(Modified);
        }
        else if (modified is not null)
        {
            table.Instant(Modified);
        }

        if (mode == RowsMode.Delta && !table.RowIsBad && (status is null || modified is null))
        {
            table.Fault(RosterFaultCode.StatusMissing, status is null ? Status : Modified);
        }

        return new(sourcedId, status == "tobedeleted");
    }
}
