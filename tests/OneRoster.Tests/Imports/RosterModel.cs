using System.Collections.Immutable;
using System.Text;
using Classroom.Contracts.Rosters;
using Classroom.Ports.Rosters;
using Classroom.Storage.InMemory.Rosters;
using CsCheck;

namespace Classroom.OneRoster.Tests.Imports;

/// <summary>A whole roster, small enough that generated ones collide, and its archives.</summary>
/// <param name="Users">By user: name, role, whether enabled, and the schools they are at (never none).</param>
/// <param name="Classes">By class: title and school.</param>
/// <param name="Enrollments">By enrollment: class and user, of one school.</param>
internal sealed record RosterModel(
    ImmutableSortedDictionary<string, (string Name, SchoolRole Role, bool Enabled, ImmutableSortedSet<string> Schools)> Users,
    ImmutableSortedDictionary<string, (string Title, string School)> Classes,
    ImmutableSortedDictionary<string, (string Class, string User)> Enrollments)
{
    private const string Modified = "2026-11-24T08:00:00Z";
    private static readonly string[] Schools = ["s1", "s2"];

    private static readonly Gen<(string, SchoolRole, bool, ImmutableSortedSet<string>)> GenUser = Gen.Select(
        Gen.OneOf("Ada", "Zoé", "Jean-Noël", "d'Arc"),
        Gen.Frequency((1, Gen.Const(SchoolRole.Teacher)), (3, Gen.Const(SchoolRole.Student))),
        Gen.Frequency((5, Gen.Const(true)), (1, Gen.Const(false))),
        Gen.OneOf(Gen.Const(ImmutableSortedSet.Create("s1")), Gen.Const(ImmutableSortedSet.Create("s2")), Gen.Const(ImmutableSortedSet.Create("s1", "s2"))),
        (name, role, enabled, schools) => (name, role, enabled, schools));

    /// <summary>Weighted so that most people are enrolled, and that two rosters in a row have most of their records in common.</summary>
    public static readonly Gen<RosterModel> Any = Gen.Select(
        GenUser.Array[6],
        Gen.Frequency((4, Gen.Const(true)), (1, Gen.Const(false))).Array[6],
        Gen.Select(Gen.OneOf("3e A", "3e B"), Gen.OneOf(Schools), (title, school) => (title, school)).Array[3],
        Gen.Frequency((4, Gen.Const(true)), (1, Gen.Const(false))).Array[3],
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 5]).Array[8],
        (users, hasUser, classes, hasClass, enrollments) => Of(
            users.Where((_, i) => hasUser[i] || i == 0).Select((user, i) => ($"u{i}", user)),
            classes.Select((found, i) => ($"c{i}", found)).Where((_, i) => hasClass[i] || i == 0),
            enrollments.Select((pair, i) => ($"e{i}", ($"c{pair.Item1}", $"u{pair.Item2}")))));

    private static RosterModel Of(
        IEnumerable<(string, (string, SchoolRole, bool, ImmutableSortedSet<string> Schools))> users,
        IEnumerable<(string, (string, string School))> classes,
        IEnumerable<(string Id, (string Class, string User) Row)> enrollments)
    {
        var allUsers = users.ToImmutableSortedDictionary(user => user.Item1, user => user.Item2);
        var allClasses = classes.ToImmutableSortedDictionary(found => found.Item1, found => found.Item2);
        return new(
            allUsers, allClasses,
            enrollments
                .Where(row => allClasses.TryGetValue(row.Row.Class, out var found) && allUsers.TryGetValue(row.Row.User, out var user) && user.Schools.Contains(found.School))
                .ToImmutableSortedDictionary(row => row.Id, row => row.Row));
    }

    /// <summary>The archive that says all of it. A file of which it would have no row stands as the removal of something that never was.</summary>
    public MemoryStream Bulk(bool is12) => Archive(is12, "bulk", new(
        [.. Users.Select(user => UserRow(is12, user.Key, user.Value, removed: false))],
        [.. Users.SelectMany(user => user.Value.Schools.Select(school => RoleRow(user.Key, user.Value.Role, school, removed: false)))],
        [.. Classes.Select(found => ClassRow(found.Key, found.Value, removed: false))],
        [.. Enrollments.Select(row => EnrollmentRow(row.Key, row.Value, removed: false)), "none,tobedeleted,,,,,,,,"]));

    /// <summary>The archives that lead from here to another roster: all at once, or removals, people and classes, and enrollments apart.</summary>
    public MemoryStream[] Deltas(RosterModel next, bool is12, bool apart)
    {
        var gone = Enrollments.Where(row => !next.Enrollments.TryGetValue(row.Key, out var now) || next.Classes[now.Class].School != Classes[row.Value.Class].School).Select(row => EnrollmentRow(row.Key, row.Value, removed: true)).ToArray();
        var come = next.Enrollments
            .Where(row => !Enrollments.TryGetValue(row.Key, out var old) || old != row.Value || Users[old.User] != next.Users[row.Value.User] || Classes[old.Class] != next.Classes[row.Value.Class])
            .Select(row => next.EnrollmentRow(row.Key, row.Value, removed: false)).ToArray();
        var people = PeopleRows(next, is12);
        return apart
            ? [Archive(is12, "delta", new([], [], [], gone)), Archive(is12, "delta", people), Archive(is12, "delta", new([], [], [], come))]
            : [Archive(is12, "delta", people with { Enrollments = [.. gone, .. come] })];
    }

    /// <summary>What a store holds, without the ids that it gave.</summary>
    public static string Contents(InMemoryRosterStore store)
    {
        var rows = store.Current.Rows.Values.Where(stored => stored.Active).Select(stored => stored.Row).ToArray();
        var schools = rows.OfType<SchoolRow>().ToDictionary(row => row.Id, row => row.SourcedId);
        var people = rows.OfType<PersonRow>().ToDictionary(row => (row.School, row.Id), row => row.SourcedId);
        var classes = rows.OfType<ClassRow>().ToDictionary(row => row.Id, row => row.SourcedId);
        var lines = rows.Select(row => row switch
        {
            PersonRow person => $"{schools[person.School]} person {person.SourcedId} {person.GivenName} {person.Enabled}",
            RoleRow role => $"{schools[role.School]} role {role.SourcedId} {people[(role.School, role.Person)]} {role.Role}",
            ClassRow found => $"{schools[found.Id.School]} class {found.SourcedId} {found.Title}",
            EnrollmentRow enrollment => $"{schools[enrollment.Class.School]} enrollment {enrollment.SourcedId} {classes[enrollment.Class]} {people[(enrollment.Class.School, enrollment.Person)]} {enrollment.Role}",
            _ => $"{row.Kind} {row.SourcedId}",
        });
        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    }

    private Rows PeopleRows(RosterModel next, bool is12)
    {
        var users = new List<string>();
        var roles = new List<string>();
        foreach (var user in Users.Keys.Union(next.Users.Keys).Order(StringComparer.Ordinal))
        {
            var old = Users.GetValueOrDefault(user);
            if (!next.Users.TryGetValue(user, out var now))
            {
                users.Add(UserRow(is12, user, old, removed: true));
                continue;
            }

            if (Users.ContainsKey(user) && old == now)
            {
                continue;
            }

            users.Add(UserRow(is12, user, now, removed: false));
            roles.AddRange((old.Schools ?? []).Except(now.Schools).Select(school => RoleRow(user, now.Role, school, removed: true)));
            roles.AddRange(now.Schools.Select(school => RoleRow(user, now.Role, school, removed: false)));
        }

        // A class that moves is another class to Classroom: it is removed at its old school, in a row of its own kind.
        var classes = Classes.Where(found => !next.Classes.ContainsKey(found.Key)).Select(found => ClassRow(found.Key, found.Value, removed: true))
            .Concat(next.Classes.Where(found => !Classes.TryGetValue(found.Key, out var old) || old != found.Value).Select(found => ClassRow(found.Key, found.Value, removed: false)))
            .Concat(Classes.Where(found => next.Classes.TryGetValue(found.Key, out var now) && now.School != found.Value.School).Select(found => ClassRow(found.Key, found.Value, removed: true)));
        return new([.. users], [.. roles], [.. classes], []);
    }

    private static MemoryStream Archive(bool is12, string mode, Rows rows)
    {
        var small = new SmallRoster();
        string Header(string file) => small[file][..(small[file].IndexOf('\n', StringComparison.Ordinal) + 1)];
        var files = new List<(string Name, string Text)>
        {
            ("orgs.csv", Header("orgs.csv") + $"s1,active,{Modified},One,school,,\ns2,active,{Modified},Two,school,,\n"),
            ("users.csv", (is12 ? Header("users.csv") : SmallRoster.Head + "enabledUser,orgSourcedIds,role,givenName,familyName\n") + Lines(rows.Users)),
            ("classes.csv", Header("classes.csv") + Lines(rows.Classes)),
            ("enrollments.csv", Header("enrollments.csv") + Lines(rows.Enrollments)),
        };
        if (is12)
        {
            files.Add(("roles.csv", Header("roles.csv") + Lines(rows.Roles)));
        }

        return Zip.Of([("manifest.csv", Zip.Manifest(is12 ? "1.2" : "1.1", [.. files.Select(file => (file.Name[..^4], mode))])), .. files]);
    }

    private static string Lines(string[] rows) => rows.Aggregate(new StringBuilder(), (text, row) => text.Append(row).Append('\n')).ToString();

    private static string Head(string sourcedId, bool removed) => $"{sourcedId},{(removed ? "tobedeleted" : "active")},{Modified}";

    private static string UserRow(bool is12, string user, (string Name, SchoolRole Role, bool Enabled, ImmutableSortedSet<string> Schools) row, bool removed) => is12
        ? $"{Head(user, removed)},{(row.Enabled ? "true" : "false")},,,{row.Name},Family,"
        : $"{Head(user, removed)},{(row.Enabled ? "true" : "false")},\"{string.Join(',', row.Schools)}\",{Word(row.Role)},{row.Name},Family";

    private static string RoleRow(string user, SchoolRole role, string school, bool removed) =>
        $"{Head($"r-{user}-{school}", removed)},{user},primary,{Word(role)},,,{school},";

    private static string ClassRow(string id, (string Title, string School) row, bool removed) => $"{Head(id, removed)},{row.Title},,k1,,,,{row.School},y1,,,";

    private string EnrollmentRow(string id, (string Class, string User) row, bool removed) =>
        $"{Head(id, removed)},{row.Class},{Classes[row.Class].School},{row.User},{Word(Users[row.User].Role)},,,";

    private static string Word(SchoolRole role) => role == SchoolRole.Teacher ? "teacher" : "student";

    private sealed record Rows(string[] Users, string[] Roles, string[] Classes, string[] Enrollments);
}
