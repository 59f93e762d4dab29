using System.Globalization;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Rosters;
using Classroom.Ports.Rosters;
using Microsoft.Data.Sqlite;

namespace Classroom.Storage.Sqlite.Rosters;

/// <summary>How the records of a kind lie in their table.</summary>
/// <param name="Name">The table.</param>
/// <param name="Columns">Its columns after <c>owner</c>, <c>sourced_id</c>, <c>since</c> and <c>until</c>.</param>
/// <param name="Values">The values of these columns.</param>
/// <param name="Row">Makes a record of owner, sourcedId and these columns, which start at column 4.</param>
internal sealed record RosterTable(string Name, string[] Columns, Func<RosterRow, object?[]> Values, Func<SqliteDataReader, SchoolId?, string, RosterRow> Row)
{
    /// <summary><c>until</c> of what is in force with no end.</summary>
    public const long Forever = long.MaxValue;

    /// <summary>Every table once: three kinds share the catalog.</summary>
    public static readonly RosterKind[] Distinct = [RosterKind.School, RosterKind.Course, RosterKind.Class, RosterKind.Person, RosterKind.Role, RosterKind.Enrollment];

    private static readonly RosterTable School = new(
        "roster_school", ["name", "parent"],
        row => row is SchoolRow school ? [school.Name, school.Parent] : throw Wrong(row),
        (row, owner, sourcedId) => new SchoolRow(owner!.Value, sourcedId, row.GetString(4), Text(row, 5)));

    private static readonly RosterTable Catalog = new(
        "roster_catalog", ["kind", "title", "type", "parent", "starts_on", "ends_on", "subject"],
        row => row is CatalogRow entry
            ? [(int)entry.Kind, entry.Title, entry.Type, entry.Parent, Text(entry.StartsOn), Text(entry.EndsOn), entry.Subject]
            : throw Wrong(row),
        (row, owner, sourcedId) => new CatalogRow(
            (RosterKind)row.GetInt32(4), owner, sourcedId, row.GetString(5), Text(row, 6), Text(row, 7), Date(row, 8), Date(row, 9), Text(row, 10)));

    private static readonly RosterTable Class = new(
        "roster_class", ["class", "title", "subject", "course"],
        row => row is ClassRow entry ? [entry.Id.Local, entry.Title, entry.Subject, entry.Course] : throw Wrong(row),
        (row, owner, sourcedId) => new ClassRow(ClassId.Of(owner!.Value, row.GetString(4)), sourcedId, row.GetString(5), Text(row, 6), Text(row, 7)));

    private static readonly RosterTable Person = new(
        "roster_person", ["person", "given_name", "family_name", "email", "enabled", "feed"],
        row => row is PersonRow entry
            ? [entry.Id.ToString(), entry.GivenName, entry.FamilyName, entry.Email, entry.Enabled ? 1 : 0, entry.Feed]
            : throw Wrong(row),
        (row, owner, sourcedId) => new PersonRow(
            owner!.Value, sourcedId, PersonId.Parse(row.GetString(4)), row.GetString(5), row.GetString(6), Text(row, 7), row.GetInt32(8) != 0, Text(row, 9)));

    private static readonly RosterTable Role = new(
        "roster_role", ["person", "role"],
        row => row is RoleRow entry ? [entry.Person.ToString(), (int)entry.Role] : throw Wrong(row),
        (row, owner, sourcedId) => new RoleRow(owner!.Value, sourcedId, PersonId.Parse(row.GetString(4)), (SchoolRole)row.GetInt32(5)));

    private static readonly RosterTable Enrollment = new(
        "roster_enrollment", ["class", "person", "role"],
        row => row is EnrollmentRow entry ? [entry.Class.Local, entry.Person.ToString(), (int)entry.Role] : throw Wrong(row),
        (row, owner, sourcedId) => new EnrollmentRow(
            ClassId.Of(owner!.Value, row.GetString(4)), sourcedId, PersonId.Parse(row.GetString(5)), (SchoolRole)row.GetInt32(6)));

    private string? _insert;

    /// <summary>Inserts one row in force from <c>$since</c> on.</summary>
    public string Insert => _insert ??=
        $"INSERT INTO {Name} (owner, sourced_id, since, until, {string.Join(", ", Columns)}) "
        + $"VALUES ($owner, $sourced_id, $since, {Forever}, {string.Join(", ", Columns.Select(column => "$" + column))})";

    public static RosterTable Of(RosterKind kind) => kind switch
    {
        RosterKind.School => School,
        RosterKind.Organisation or RosterKind.Session or RosterKind.Course => Catalog,
        RosterKind.Class => Class,
        RosterKind.Person => Person,
        RosterKind.Role => Role,
        RosterKind.Enrollment => Enrollment,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such kind."),
    };

    /// <summary>Owner as stored: empty for what the node shares.</summary>
    public static string Key(SchoolId? owner) => owner?.ToString() ?? "";

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static string? Text(DateOnly? date) => date?.ToString("O", CultureInfo.InvariantCulture);

    private static DateOnly? Date(SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : DateOnly.ParseExact(row.GetString(column), "O", CultureInfo.InvariantCulture);

    private static ArgumentException Wrong(RosterRow row) => new($"A {row.GetType().Name} does not belong here.", nameof(row));
}
