using Classroom.OneRoster.Archives;
using Classroom.OneRoster.Csv;

namespace Classroom.OneRoster.Imports;

/// <summary>A row of <c>orgs.csv</c>.</summary>
internal readonly record struct OrgLine(RowHead Head, string Name, string Type, string? Parent)
{
    public static readonly CsvColumn TypeColumn = new("type", 32, Required: true);
    public static readonly CsvColumn ParentColumn = new("parentSourcedId", RowHead.SourcedIdMax);
    private static readonly CsvColumn NameColumn = new("name", 200, Required: true);
    public static readonly CsvColumn[] Columns = [RowHead.SourcedIdColumn, NameColumn, TypeColumn];
    private static readonly string[] Types = ["department", "school", "district", "local", "state", "national"];

    public bool IsSchool => Type == "school";

    public static OrgLine? Read(CsvTable table, RowsMode mode)
    {
        var head = RowHead.Read(table, mode);
        var line = new OrgLine(
            head, table.Text(NameColumn, !head.Removed) ?? "", table.Choice(TypeColumn, Types, !head.Removed) ?? "", table.Text(ParentColumn));
        return table.RowIsBad ? null : line;
    }
}

/// <summary>A row of <c>academicSessions.csv</c>.</summary>
internal readonly record struct SessionLine(RowHead Head, string Title, string Type, DateOnly? StartsOn, DateOnly? EndsOn, string? Parent)
{
    private static readonly CsvColumn TitleColumn = new("title", 200, Required: true);
    private static readonly CsvColumn TypeColumn = new("type", 32, Required: true);
    private static readonly CsvColumn StartColumn = new("startDate", 10, Required: true);
    private static readonly CsvColumn EndColumn = new("endDate", 10, Required: true);
    private static readonly CsvColumn ParentColumn = new("parentSourcedId", RowHead.SourcedIdMax);
    public static readonly CsvColumn[] Columns = [RowHead.SourcedIdColumn, TitleColumn, TypeColumn, StartColumn, EndColumn];
    private static readonly string[] Types = ["gradingPeriod", "semester", "schoolYear", "term"];

    public static SessionLine? Read(CsvTable table, RowsMode mode)
    {
        var head = RowHead.Read(table, mode);
        var line = new SessionLine(
            head,
            table.Text(TitleColumn, !head.Removed) ?? "",
            table.Choice(TypeColumn, Types, !head.Removed) ?? "",
            table.Day(StartColumn, !head.Removed),
            table.Day(EndColumn, !head.Removed),
            table.Text(ParentColumn));
        table.InOrder(line.StartsOn, line.EndsOn, EndColumn);
        return table.RowIsBad ? null : line;
    }
}
