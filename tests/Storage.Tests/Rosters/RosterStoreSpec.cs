using Classroom.Contracts.Identity;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Rosters;
using Classroom.Ports.Identity;
using Classroom.Ports.Rosters;

namespace Classroom.Storage.Tests.Rosters;

/// <summary>What every roster store does.</summary>
public abstract class RosterStoreSpec
{
    private static readonly SchoolId Hugo = SchoolId.Parse("hugo");
    private static readonly SchoolId Curie = SchoolId.Parse("curie");
    private static readonly ClassId ThirdB = ClassId.Of(Hugo, "3b");
    private static readonly PersonId Ada = PersonId.Parse("ada");
    private static readonly PersonId Zoe = PersonId.Parse("zoe");
    private static readonly PersonId Paul = PersonId.Parse("paul");

    protected abstract IRosterStore Store { get; }

    protected abstract IRosterReader Reader { get; }

    protected abstract IAuditTrail Trail { get; }

    private protected static RosterAct Act => new(new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero), AccountId.Parse("administrator"));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static SchoolRow HugoRow => new(Hugo, "org-1", "Collège Victor-Hugo", null);

    private static ClassRow ThirdBRow => new(ThirdB, "c-1", "3e B", null, "maths");

    private static RosterRow[] SmallSchool =>
    [
        HugoRow,
        ThirdBRow,
        .. Somebody(Ada, "Ada", "Lovelace", SchoolRole.Teacher),
        .. Somebody(Zoe, "Zoé", "de La Tour", SchoolRole.Student),
        .. Somebody(Paul, "Paul", "Élie", SchoolRole.Student),
        new EnrollmentRow(ThirdB, "e-1", Ada, SchoolRole.Teacher),
        new EnrollmentRow(ThirdB, "e-2", Zoe, SchoolRole.Student),
        new EnrollmentRow(ThirdB, "e-3", Paul, SchoolRole.Student),
    ];

    [Fact]
    public async Task Nothing_staged_is_seen_before_it_is_applied_and_all_of_it_after()
    {
        await using (var staging = (await Store.BeginAsync(null, Stop))!)
        {
            await staging.StageAsync([.. SmallSchool.Select(RosterChange.Add)], Stop);

            Assert.Empty(await Reader.ReadSchoolsAsync(null, 10, Stop));
            Assert.Null(await Reader.ReadClassAsync(ThirdB, Stop));
            Assert.Null(await Reader.ReadPersonAsync(PersonKey.Of(Hugo, "ada"), Stop));

            await staging.ApplyAsync([Hugo], Act, Stop);
        }

        Assert.Equal([new School(Hugo, "Collège Victor-Hugo", 1)], await Reader.ReadSchoolsAsync(null, 10, Stop));
        var roster = await Reader.ReadClassAsync(ThirdB, Stop);
        Assert.Equal(
            [
                new(Ada, SchoolRole.Teacher, "Ada", "Lovelace"),
                new(Zoe, SchoolRole.Student, "Zoé", "de La Tour"),
                new(Paul, SchoolRole.Student, "Paul", "Élie"),
            ],
            roster!.Enrollments);
        Assert.Equal([new(ThirdB, "3e B", null, 2)], await Reader.ReadClassesAsync(Hugo, null, 10, Stop));
        Assert.Equal([(ThirdB, SchoolRole.Student)], await Reader.ReadClassesOfAsync(PersonKey.Of(Hugo, "zoe"), Stop));
        Assert.Equal([(Ada, new(ThirdB, "3e B")), (Paul, new(ThirdB, "3e B")), (Zoe, new(ThirdB, "3e B"))], await Reader.ReadMembersAsync(Hugo, Stop));
        Assert.Empty(await Reader.ReadMembersAsync(Curie, Stop));
    }

    [Fact]
    public async Task An_import_given_up_leaves_nothing_behind()
    {
        await ImportAsync(SmallSchool);
        var before = await StoredAsync();

        await using (var staging = (await Store.BeginAsync(Hugo, Stop))!)
        {
            var stored = await StoredAsync(staging);
            await staging.StageAsync(
                [
                    RosterChange.Replace(ThirdBRow with { Title = "3e C" }, stored.Single(row => row.Row == ThirdBRow).Number),
                    RosterChange.Remove(RosterKind.Person, Hugo, stored.First(row => row.Row is PersonRow).Number),
                    RosterChange.Add(new ClassRow(ClassId.Of(Hugo, "new"), "c-9", "New", null, null)),
                ],
                Stop);
        }

        Assert.Equal(before, await StoredAsync());
        Assert.Equal("3e B", (await Reader.ReadClassAsync(ThirdB, Stop))!.Title);
        Assert.Equal(3, (await Reader.ReadPeopleAsync(Hugo, null, 10, Stop)).Count);
    }

    [Fact]
    public async Task A_replaced_record_keeps_its_place_and_is_stored_once()
    {
        await ImportAsync(SmallSchool);

        await ChangeAsync(stored => [RosterChange.Replace(ThirdBRow with { Title = "3e C", Subject = "Physique" }, stored.Single(row => row.Row == ThirdBRow).Number)]);

        var roster = await Reader.ReadClassAsync(ThirdB, Stop);
        Assert.Equal(("3e C", "Physique", 2L, 3), (roster!.Title, roster.Subject, roster.Version, roster.Enrollments.Length));
        Assert.Single(await StoredAsync(), row => row.Row is ClassRow);
    }

    [Fact]
    public async Task A_removed_record_is_absent_yet_its_id_is_remembered_for_its_return()
    {
        await ImportAsync(SmallSchool);
        await ChangeAsync(stored => [RosterChange.Remove(RosterKind.Person, Hugo, Of<PersonRow>(stored, Zoe).Number)]);

        Assert.Null(await Reader.ReadPersonAsync(PersonKey.Of(Hugo, "zoe"), Stop));
        Assert.DoesNotContain((await Reader.ReadClassAsync(ThirdB, Stop))!.Enrollments, enrollment => enrollment.Person == Zoe);
        var removed = Of<PersonRow>(await StoredAsync(), Zoe);
        Assert.False(removed.Active);

        await ChangeAsync(stored => [RosterChange.Replace(removed.Row, Of<PersonRow>(stored, Zoe).Number)]);

        Assert.NotNull(await Reader.ReadPersonAsync(PersonKey.Of(Hugo, "zoe"), Stop));
        Assert.True(Of<PersonRow>(await StoredAsync(), Zoe).Active);
    }

    [Fact]
    public async Task Somebody_disabled_or_without_a_role_is_in_no_list()
    {
        await ImportAsync(SmallSchool);

        await ChangeAsync(stored =>
        [
            RosterChange.Replace((PersonRow)Of<PersonRow>(stored, Zoe).Row with { Enabled = false }, Of<PersonRow>(stored, Zoe).Number),
            RosterChange.Remove(RosterKind.Role, Hugo, Of<RoleRow>(stored, Paul).Number),
        ]);

        Assert.Equal([Ada], (await Reader.ReadPeopleAsync(Hugo, null, 10, Stop)).Select(person => person.Id));
        Assert.Equal([Ada], (await Reader.ReadClassAsync(ThirdB, Stop))!.Enrollments.Select(enrollment => enrollment.Person));
        Assert.Empty(await Reader.ReadClassesOfAsync(PersonKey.Of(Hugo, "paul"), Stop));
        Assert.Equal([Ada], (await Reader.ReadMembersAsync(Hugo, Stop)).Select(member => member.Person));
        Assert.Equal(0, (await Reader.ReadClassesAsync(Hugo, null, 10, Stop)).Single().Students);
    }

    [Fact]
    public async Task A_class_without_subject_of_its_own_has_that_of_its_course()
    {
        await ImportAsync([.. SmallSchool, Course(null, "Maths of the node", null)]);
        Assert.Equal("Maths of the node", (await Reader.ReadClassAsync(ThirdB, Stop))!.Subject);

        await ImportAsync([Course(Hugo, "Maths", "Mathématiques")]);
        Assert.Equal("Mathématiques", (await Reader.ReadClassAsync(ThirdB, Stop))!.Subject);
    }

    [Fact]
    public async Task Roles_of_a_person_are_told_once_each_in_order()
    {
        await ImportAsync([.. SmallSchool, new RoleRow(Hugo, "r-2", Ada, SchoolRole.Office), new RoleRow(Hugo, "r-3", Ada, SchoolRole.Teacher)]);

        var person = await Reader.ReadPersonAsync(PersonKey.Of(Hugo, "ada"), Stop);

        Assert.Equal([SchoolRole.Teacher, SchoolRole.Office], person!.Roles);
    }

    [Fact]
    public async Task Lists_come_in_order_page_by_page()
    {
        await ImportAsync([.. SmallSchool, new SchoolRow(Curie, "org-2", "Lycée Curie", null), new ClassRow(ClassId.Of(Hugo, "2a"), "c-0", "2e A", null, null)]);

        Assert.Equal([Curie], (await Reader.ReadSchoolsAsync(null, 1, Stop)).Select(school => school.Id));
        Assert.Equal([Hugo], (await Reader.ReadSchoolsAsync(Curie, 5, Stop)).Select(school => school.Id));
        Assert.Equal([ClassId.Of(Hugo, "2a")], (await Reader.ReadClassesAsync(Hugo, null, 1, Stop)).Select(summary => summary.Class));
        Assert.Equal([ThirdB], (await Reader.ReadClassesAsync(Hugo, ClassId.Of(Hugo, "2a"), 5, Stop)).Select(summary => summary.Class));
        Assert.Equal([Paul, Zoe], (await Reader.ReadPeopleAsync(Hugo, Ada, 5, Stop)).Select(person => person.Id));
        Assert.Empty(await Reader.ReadPeopleAsync(Curie, null, 5, Stop));
    }

    [Fact]
    public async Task An_office_reads_its_own_records_and_what_the_node_shares()
    {
        await ImportAsync([.. SmallSchool, new SchoolRow(Curie, "org-2", "Lycée Curie", null), Course(null, "Shared", null), Course(Curie, "Theirs", null)]);

        await using var staging = (await Store.BeginAsync(Curie, Stop))!;
        var stored = await StoredAsync(staging);

        Assert.Equal(["Lycée Curie", "Shared", "Theirs"], stored.Select(row => row.Row is SchoolRow school ? school.Name : ((CatalogRow)row.Row).Title).Order());
    }

    [Fact]
    public async Task One_import_a_school_and_one_of_the_node_alone()
    {
        await ImportAsync([.. SmallSchool, new SchoolRow(Curie, "org-2", "Lycée Curie", null)]);

        await using (var hugo = await Store.BeginAsync(Hugo, Stop))
        {
            Assert.NotNull(hugo);
            Assert.Null(await Store.BeginAsync(Hugo, Stop));
            Assert.Null(await Store.BeginAsync(null, Stop));
            await using var curie = await Store.BeginAsync(Curie, Stop);
            Assert.NotNull(curie);
        }

        await using var node = await Store.BeginAsync(null, Stop);
        Assert.NotNull(node);
        Assert.Null(await Store.BeginAsync(Curie, Stop));
    }

    [Fact]
    public async Task Two_schools_import_side_by_side_and_neither_disturbs_the_other()
    {
        await ImportAsync([.. SmallSchool, new SchoolRow(Curie, "org-2", "Lycée Curie", null)]);
        await using var curie = (await Store.BeginAsync(Curie, Stop))!;
        await curie.StageAsync([RosterChange.Add(new ClassRow(ClassId.Of(Curie, "x"), "c-1", "Terminale", null, null))], Stop);

        await ChangeAsync(stored => [RosterChange.Replace(ThirdBRow with { Title = "3e C" }, stored.Single(row => row.Row == ThirdBRow).Number)], Hugo);
        Assert.Empty(await Reader.ReadClassesAsync(Curie, null, 10, Stop));
        await curie.ApplyAsync([Curie], Act, Stop);

        Assert.Equal("Terminale", (await Reader.ReadClassesAsync(Curie, null, 10, Stop)).Single().Title);
        Assert.Equal([new School(Curie, "Lycée Curie", 2), new School(Hugo, "Collège Victor-Hugo", 2)], await Reader.ReadSchoolsAsync(null, 10, Stop));
    }

    [Fact]
    public async Task Each_school_that_changed_has_it_in_its_trail()
    {
        await using (var staging = (await Store.BeginAsync(null, Stop))!)
        {
            await staging.StageAsync([.. SmallSchool.Append(new SchoolRow(Curie, "org-2", "Lycée Curie", null)).Select(RosterChange.Add)], Stop);
            Assert.Empty(await Trail.ReadAsync(Hugo, new AuditSelection(), 10, Stop));
            await staging.ApplyAsync([Hugo, Curie], Act, Stop);
        }

        await ChangeAsync(stored => [RosterChange.Replace(ThirdBRow with { Title = "3e C" }, stored.Single(row => row.Row == ThirdBRow).Number)], Hugo);

        Assert.Equal(["1", "2"], (await Trail.ReadAsync(Hugo, new AuditSelection(), 10, Stop)).Select(entry => entry.Subject));
        var entry = Assert.Single(await Trail.ReadAsync(Curie, new AuditSelection(), 10, Stop));
        Assert.Equal((Act.At, Act.Actor, AuditAction.RosterImported, "1"), (entry.At, entry.Actor, entry.Action, entry.Subject));
    }

    private protected static RosterRow[] Somebody(PersonId id, string given, string family, SchoolRole role) =>
        [new PersonRow(Hugo, "u-" + id, id, given, family, null, true, ""), new RoleRow(Hugo, "r-" + id, id, role)];

    private protected async Task ImportAsync(RosterRow[] rows)
    {
        await using var staging = (await Store.BeginAsync(null, Stop))!;
        await staging.StageAsync([.. rows.Select(RosterChange.Add)], Stop);
        await staging.ApplyAsync([.. rows.Select(row => row.Owner).Distinct()], Act, Stop);
    }

    private static CatalogRow Course(SchoolId? owner, string title, string? subject) =>
        new(RosterKind.Course, owner, "maths", title, null, null, null, null, subject);

    private static StoredRosterRow Of<T>(List<StoredRosterRow> stored, PersonId person) =>
        stored.Single(row => row.Row is T && row.Row switch { PersonRow found => found.Id, RoleRow role => role.Person, _ => default } == person);

    private static async Task<List<StoredRosterRow>> StoredAsync(IRosterStaging staging)
    {
        var all = new List<StoredRosterRow>();
        foreach (var kind in Enum.GetValues<RosterKind>())
        {
            await foreach (var row in staging.ReadAsync(kind, Stop))
            {
                all.Add(row);
            }
        }

        return all;
    }

    private async Task<List<StoredRosterRow>> StoredAsync()
    {
        await using var staging = (await Store.BeginAsync(null, Stop))!;
        return await StoredAsync(staging);
    }

    private async Task ChangeAsync(Func<List<StoredRosterRow>, RosterChange[]> changes, SchoolId? school = null)
    {
        await using var staging = (await Store.BeginAsync(school, Stop))!;
        await staging.StageAsync(changes(await StoredAsync(staging)), Stop);
        await staging.ApplyAsync([Hugo], Act, Stop);
    }
}

public sealed class InMemoryRosterStoreTests : RosterStoreSpec
{
    private readonly Storage.InMemory.Rosters.InMemoryRosterStore _store = new(new());

    protected override IRosterStore Store => _store;

    protected override IRosterReader Reader => _store;

    protected override IAuditTrail Trail => _store.Trail;
}
