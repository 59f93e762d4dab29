using Classroom.OneRoster.Archives;
using Classroom.OneRoster.Csv;

namespace Classroom.OneRoster.Imports;

/// <summary>A row of <c>courses.csv</c>.</summary>
internal readonly record struct CourseLine(RowHead Head, string Title, string Org, string? Subject)
{
    public static readonly CsvColumn OrgColumn = new("orgSourcedId", RowHead.SourcedIdMax, Required: true);
    private static readonly CsvColumn TitleColumn = new("title", 200, Required: true);
    private static readonly CsvColumn SubjectsColumn = new("subjects", 1_000);
    public static readonly CsvColumn[] Columns = [RowHead.SourcedIdColumn, TitleColumn, OrgColumn];

    public static CourseLine? Read(CsvTable table, RowsMode mode)
    {
        var head = RowHead.Read(table, mode);
        var line = new CourseLine(
            head, table.Text(TitleColumn, !head.Removed) ?? "", table.Text(OrgColumn, !head.Removed) ?? "", table.List(SubjectsColumn).FirstOrDefault());
        return table.RowIsBad ? null : line;
    }
}

/// <summary>A row of <c>classes.csv</c>.</summary>
internal readonly record struct ClassLine(RowHead Head, string Title, string School, string? Course, string[] Terms, string? Subject)
{
    public static readonly CsvColumn SchoolColumn = new("schoolSourcedId", RowHead.SourcedIdMax, Required: true);
    public static readonly CsvColumn CourseColumn = new("courseSourcedId", RowHead.SourcedIdMax, Required: true);
    public static readonly CsvColumn TermsColumn = new("termSourcedIds", 4_000, Required: true);
    private static readonly CsvColumn TitleColumn = new("title", 200, Required: true);
    private static readonly CsvColumn TypeColumn = new("classType", 32);
    private static readonly CsvColumn SubjectsColumn = new("subjects", 1_000);
    public static readonly CsvColumn[] Columns = [RowHead.SourcedIdColumn, TitleColumn, CourseColumn, SchoolColumn, TermsColumn];
    private static readonly string[] Types = ["homeroom", "scheduled"];

    public static ClassLine? Read(CsvTable table, RowsMode mode)
    {
        var head = RowHead.Read(table, mode);
        table.Choice(TypeColumn, Types);
        var line = new ClassLine(
            head,
            table.Text(TitleColumn, !head.Removed) ?? "",
            table.Text(SchoolColumn, !head.Removed) ?? "",
            table.Text(CourseColumn, !head.Removed),
            table.List(TermsColumn, !head.Removed),
            table.List(SubjectsColumn).FirstOrDefault());
        return table.RowIsBad ? null : line;
    }
}

/// <summary>A row of <c>enrollments.csv</c>.</summary>
internal readonly record struct EnrollmentLine(RowHead Head, string Class, string School, string User, string Role)
{
    public static readonly CsvColumn ClassColumn = new("classSourcedId", RowHead.SourcedIdMax, Required: true);
    public static readonly CsvColumn SchoolColumn = new("schoolSourcedId", RowHead.SourcedIdMax, Required: true);
    public static readonly CsvColumn UserColumn = new("userSourcedId", RowHead.SourcedIdMax, Required: true);
    public static readonly CsvColumn RoleColumn = new("role", 32, Required: true);
    private static readonly CsvColumn BeginColumn = new("beginDate", 10);
    private static readonly CsvColumn EndColumn = new("endDate", 10);
    public static readonly CsvColumn[] Columns = [RowHead.SourcedIdColumn, ClassColumn, SchoolColumn, UserColumn, RoleColumn];

    public static EnrollmentLine? Read(CsvTable table, RowsMode mode)
    {
        var head = RowHead.Read(table, mode);
        var line = new EnrollmentLine(
            head,
            table.Text(ClassColumn, !head.Removed) ?? "",
            table.Text(SchoolColumn, !head.Removed) ?? "",
            table.Text(UserColumn, !head.Removed) ?? "",
            table.Choice(RoleColumn, RoleWord.Enrollment, !head.Removed) ?? "");
        table.InOrder(table.Day(BeginColumn), table.Day(EndColumn), EndColumn);
        return table.RowIsBad ? null : line;
    }
}
