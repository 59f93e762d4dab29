using Classroom.Contracts.Rosters;
using Classroom.OneRoster.Archives;
using Classroom.OneRoster.Csv;

namespace Classroom.OneRoster.Imports;

/// <summary>A row of <c>classroom_lessons.csv</c>.</summary>
internal readonly record struct LessonLine(string SourcedId, string Class, string School, string Title, DateTimeOffset StartsAt, DateTimeOffset EndsAt)
{
    public static readonly CsvColumn ClassColumn = new("classSourcedId", RowHead.SourcedIdMax, Required: true);
    public static readonly CsvColumn SchoolColumn = new("schoolSourcedId", RowHead.SourcedIdMax, Required: true);
    private static readonly CsvColumn TitleColumn = new("title", 200, Required: true);
    private static readonly CsvColumn StartColumn = new("startsAt", 40, Required: true);
    private static readonly CsvColumn EndColumn = new("endsAt", 40, Required: true);
    public static readonly CsvColumn[] Columns = [RowHead.SourcedIdColumn, ClassColumn, SchoolColumn, TitleColumn, StartColumn, EndColumn];

    public static LessonLine? Read(CsvTable table)
    {
        var line = new LessonLine(
            table.Text(RowHead.SourcedIdColumn) ?? "",
            table.Text(ClassColumn) ?? "",
            table.Text(SchoolColumn) ?? "",
            table.Text(TitleColumn) ?? "",
            table.Instant(StartColumn) ?? default,
            table.Instant(EndColumn) ?? default);
        if (!table.RowIsBad && line.EndsAt <= line.StartsAt)
        {
            table.Fault(RosterFaultCode.DatesReversed, EndColumn);
        }

        return table.RowIsBad ? null : line;
    }
}
