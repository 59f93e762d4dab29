using Classroom.Contracts.Rosters;
using Classroom.OneRoster.Archives;
using Classroom.OneRoster.Csv;

namespace Classroom.OneRoster.Imports;

/// <summary>A row of <c>users.csv</c>. In 1.1 it says role and organisations too.</summary>
internal readonly record struct UserLine(RowHead Head, bool Enabled, string GivenName, string FamilyName, string? Email, string Role, string[] Orgs)
{
    public static readonly CsvColumn OrgsColumn = new("orgSourcedIds", 4_000, Required: true);
    private static readonly CsvColumn RoleColumn = new("role", 32, Required: true);
    private static readonly CsvColumn EnabledColumn = new("enabledUser", 5, Required: true);
    private static readonly CsvColumn GivenColumn = new("givenName", 100, Required: true);
    private static readonly CsvColumn FamilyColumn = new("familyName", 100, Required: true);
    private static readonly CsvColumn EmailColumn = new("email", 254);
    private static readonly CsvColumn[] Columns12 = [RowHead.SourcedIdColumn, EnabledColumn, GivenColumn, FamilyColumn];
    private static readonly CsvColumn[] Columns11 = [.. Columns12, RoleColumn, OrgsColumn];
    private static readonly string[] Booleans = ["true", "false"];

    public static CsvColumn[] Columns(bool is12) => is12 ? Columns12 : Columns11;

    public static UserLine? Read(CsvTable table, RowsMode mode, bool is12)
    {
        var head = RowHead.Read(table, mode);
        var line = new UserLine(
            head,
            table.Choice(EnabledColumn, Booleans, !head.Removed) == "true",
            table.Text(GivenColumn, !head.Removed) ?? "",
            table.Text(FamilyColumn, !head.Removed) ?? "",
            table.Text(EmailColumn),
            is12 ? "" : table.Choice(RoleColumn, RoleWord.Of11, !head.Removed) ?? "",
            is12 ? [] : table.List(OrgsColumn, !head.Removed));
        return table.RowIsBad ? null : line;
    }
}

/// <summary>A row of <c>roles.csv</c>, of 1.2.</summary>
internal readonly record struct RoleLine(RowHead Head, string User, string Role, string Org)
{
    public static readonly CsvColumn UserColumn = new("userSourcedId", RowHead.SourcedIdMax, Required: true);
    public static readonly CsvColumn OrgColumn = new("orgSourcedId", RowHead.SourcedIdMax, Required: true);
    private static readonly CsvColumn TypeColumn = new("roleType", 32, Required: true);
    private static readonly CsvColumn RoleColumn = new("role", 32, Required: true);
    private static readonly CsvColumn BeginColumn = new("beginDate", 10);
    private static readonly CsvColumn EndColumn = new("endDate", 10);
    public static readonly CsvColumn[] Columns = [RowHead.SourcedIdColumn, UserColumn, TypeColumn, RoleColumn, OrgColumn];
    private static readonly string[] Types = ["primary", "secondary"];

    public static RoleLine? Read(CsvTable table, RowsMode mode)
    {
        var head = RowHead.Read(table, mode);
        table.Choice(TypeColumn, Types, !head.Removed);
        var line = new RoleLine(
            head,
            table.Text(UserColumn, !head.Removed) ?? "",
            table.Choice(RoleColumn, RoleWord.Of12, !head.Removed) ?? "",
            table.Text(OrgColumn, !head.Removed) ?? "");
        table.InOrder(table.Day(BeginColumn), table.Day(EndColumn), EndColumn);
        return table.RowIsBad ? null : line;
    }
}

/// <summary>OneRoster's words for roles, and which of them Classroom keeps.</summary>
internal static class RoleWord
{
    /// <summary>Of a user in 1.1.</summary>
    public static readonly string[] Of11 = ["administrator", "aide", "guardian", "parent", "proctor", "relative", "student", "teacher"];

    /// <summary>Of a user in 1.2.</summary>
    public static readonly string[] Of12 =
    [
        "aide", "counselor", "districtAdministrator", "guardian", "parent", "principal", "proctor", "relative", "siteAdministrator",
        "student", "systemAdministrator", "teacher",
    ];

    /// <summary>In a class; 1.1 lists the roles of users.</summary>
    public static readonly string[] Enrollment = Of11;

    /// <summary>What it is here; null for roles that have no place in Classroom yet.</summary>
    public static SchoolRole? Kept(string word) => word switch
    {
        "student" => SchoolRole.Student,
        "teacher" => SchoolRole.Teacher,
        "administrator" or "siteAdministrator" or "principal" => SchoolRole.Office,
        _ => null,
    };
}
