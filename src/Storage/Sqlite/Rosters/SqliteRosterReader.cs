using Classroom.Contracts.Ids;
using Classroom.Contracts.Rosters;
using Classroom.Ports.Rosters;
using Microsoft.Data.Sqlite;

namespace Classroom.Storage.Sqlite.Rosters;

/// <summary>Reads rosters from school.db.</summary>
internal sealed class SqliteRosterReader(SqliteDatabase database) : IRosterReader
{
    public Task<School?> ReadSchoolAsync(SchoolId school, CancellationToken cancellationToken = default) =>
        database.ReadAsync(
            session => session.QueryFirst("SELECT owner, name, edition FROM roster_school_now WHERE owner = $school", School, ("$school", school.ToString())),
            cancellationToken);

    public Task<IReadOnlyList<School>> ReadSchoolsAsync(SchoolId? after, int countMax, CancellationToken cancellationToken = default) =>
        database.ReadAsync<IReadOnlyList<School>>(
            session => session.Query(
                "SELECT owner, name, edition FROM roster_school_now WHERE owner > $after ORDER BY owner LIMIT $count",
                School, ("$after", after?.ToString() ?? ""), ("$count", countMax)),
            cancellationToken);

    public Task<ClassRoster?> ReadClassAsync(ClassId id, CancellationToken cancellationToken = default) =>
        database.ReadAsync(
            session =>
            {
                (string, object?)[] key = [("$school", id.School.ToString()), ("$class", id.Local)];
                var found = session.QueryFirst(
                    "SELECT title, subject, edition FROM roster_class_now WHERE owner = $school AND class = $class",
                    row => new ClassRoster(id, row.GetString(0), Text(row, 1), [], row.GetInt64(2)), key);
                return found is null ? null : found with { Enrollments = [.. session.Query(
                    """
                    SELECT n.person, max(n.role), p.given_name, p.family_name
                    FROM roster_enrollment_now n JOIN roster_person_now p ON p.owner = n.owner AND p.person = n.person AND p.roles IS NOT NULL
                    WHERE n.owner = $school AND n.class = $class GROUP BY n.person
                    """,
                    row => new Enrollment(PersonId.Parse(row.GetString(0)), (SchoolRole)row.GetInt32(1), row.GetString(2), row.GetString(3)), key)
                    .Order(RosterOrder.Enrollments)] };
            },
            cancellationToken);

    public Task<IReadOnlyList<ClassSummary>> ReadClassesAsync(SchoolId school, ClassId? after, int countMax, CancellationToken cancellationToken = default) =>
        database.ReadAsync<IReadOnlyList<ClassSummary>>(
            session => session.Query(
                """
                SELECT c.class, c.title, c.subject,
                    (SELECT count(*) FROM (
                        SELECT n.person FROM roster_enrollment_now n JOIN roster_person_now p ON p.owner = n.owner AND p.person = n.person AND p.roles IS NOT NULL
                        WHERE n.owner = c.owner AND n.class = c.class GROUP BY n.person HAVING max(n.role) = 0))
                FROM roster_class_now c WHERE c.owner = $school AND c.class > $after ORDER BY c.class LIMIT $count
                """,
                row => new ClassSummary(ClassId.Of(school, row.GetString(0)), row.GetString(1), Text(row, 2), row.GetInt32(3)),
                ("$school", school.ToString()), ("$after", after?.Local ?? ""), ("$count", countMax)),
            cancellationToken);

    public Task<IReadOnlyList<(ClassId Class, SchoolRole Role)>> ReadClassesOfAsync(PersonKey person, CancellationToken cancellationToken = default) =>
        database.ReadAsync<IReadOnlyList<(ClassId, SchoolRole)>>(
            session => session.Query(
                """
                SELECT n.class, max(n.role) FROM roster_enrollment_now n
                JOIN roster_class_now c ON c.owner = n.owner AND c.class = n.class
                JOIN roster_person_now p ON p.owner = n.owner AND p.person = n.person AND p.roles IS NOT NULL
                WHERE n.owner = $school AND n.person = $person GROUP BY n.class ORDER BY n.class
                """,
                row => (ClassId.Of(person.School, row.GetString(0)), (SchoolRole)row.GetInt32(1)),
                ("$school", person.School.ToString()), ("$person", person.Local)),
            cancellationToken);

    public Task<SchoolPerson?> ReadPersonAsync(PersonKey person, CancellationToken cancellationToken = default) =>
        database.ReadAsync(
            session => session.QueryFirst(
                "SELECT person, given_name, family_name, email, roles FROM roster_person_now WHERE owner = $school AND person = $person AND roles IS NOT NULL",
                Person, ("$school", person.School.ToString()), ("$person", person.Local)),
            cancellationToken);

    public Task<IReadOnlyList<SchoolPerson>> ReadPeopleAsync(SchoolId school, PersonId? after, int countMax, CancellationToken cancellationToken = default) =>
        database.ReadAsync<IReadOnlyList<SchoolPerson>>(
            session => session.Query(
                """
                SELECT person, given_name, family_name, email, roles FROM roster_person_now
                WHERE owner = $school AND person > $after AND roles IS NOT NULL ORDER BY person LIMIT $count
                """,
                Person, ("$school", school.ToString()), ("$after", after?.ToString() ?? ""), ("$count", countMax)),
            cancellationToken);

    public Task<IReadOnlyList<(PersonId Person, ClassOfPerson Class)>> ReadMembersAsync(SchoolId school, CancellationToken cancellationToken = default) =>
        database.ReadAsync<IReadOnlyList<(PersonId, ClassOfPerson)>>(
            session => session.Query(
                """
                SELECT DISTINCT n.person, n.class, c.title FROM roster_enrollment_now n
                JOIN roster_class_now c ON c.owner = n.owner AND c.class = n.class
                JOIN roster_person_now p ON p.owner = n.owner AND p.person = n.person AND p.roles IS NOT NULL
                WHERE n.owner = $school ORDER BY n.person, n.class
                """,
                row => (PersonId.Parse(row.GetString(0)), new ClassOfPerson(ClassId.Of(school, row.GetString(1)), row.GetString(2))),
                ("$school", school.ToString())),
            cancellationToken);

    private static School School(SqliteDataReader row) => new(SchoolId.Parse(row.GetString(0)), row.GetString(1), row.GetInt64(2));

    private static SchoolPerson Person(SqliteDataReader row) => new(
        PersonId.Parse(row.GetString(0)), row.GetString(1), row.GetString(2),
        [.. row.GetString(4).Split(',').Select(role => (SchoolRole)int.Parse(role)).Order()],
        Text(row, 3));

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
