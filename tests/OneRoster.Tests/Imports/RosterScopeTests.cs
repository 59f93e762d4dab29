using Classroom.Contracts.Ids;
using Classroom.Contracts.Rosters;
using Classroom.Ports.Rosters;

namespace Classroom.OneRoster.Tests.Imports;

/// <summary>What an administrator may touch, and what an office may.</summary>
public sealed class RosterScopeTests
{
    private static readonly SchoolId Hugo = SchoolId.Parse("hugo");
    private static readonly SchoolId Curie = SchoolId.Parse("curie");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_school_gets_the_id_pinned_for_it_or_a_random_one()
    {
        var fixture = await TwoSchoolsAsync();

        Assert.Equal([Curie, Hugo], (await fixture.Store.ReadSchoolsAsync(null, 10, Stop)).Select(school => school.Id));

        var unpinned = new ImportFixture();
        var report = await unpinned.ReportAsync(new SmallRoster().Zip());
        Assert.Equal(OpaqueId.SchoolLength, report.Schools.Single().Id.ToString().Length);
    }

    [Fact]
    public async Task A_pinned_id_of_another_school_is_refused()
    {
        var fixture = await TwoSchoolsAsync();
        var third = new SmallRoster().With("orgs.csv", "s1,,,Collège Hugo", "s1,,,Collège Hugo,school,,a1\ns3,,,Third");

        var report = await fixture.ReportAsync(third.Zip(), RosterScope.Node(new Dictionary<string, SchoolId> { ["s3"] = Hugo }));

        Assert.Equal(RosterFaultCode.SchoolIdTaken, report.Faults.Single().Code);
    }

    [Fact]
    public async Task An_office_updates_its_school()
    {
        var fixture = await TwoSchoolsAsync();

        var report = await fixture.ReportAsync(new SmallRoster().With("users.csv", "Paul", "Paulin").Zip(), RosterScope.Office(Hugo));

        Assert.Equal([new RosterChangeCount(RosterKind.Person, 0, 1, 0)], report.Changes.AsEnumerable());
        Assert.Equal([new School(Hugo, "Collège Hugo", 2)], report.Schools.AsEnumerable());
        Assert.Contains(await fixture.Store.ReadPeopleAsync(Hugo, null, 10, Stop), person => person.GivenName == "Paulin");
    }

    [Fact]
    public async Task An_office_cannot_bring_another_school_nor_tell_whether_it_exists()
    {
        var fixture = await TwoSchoolsAsync();
        var before = fixture.Store.Current;

        var existing = await fixture.ReportAsync(new SmallRoster().With("orgs.csv", "s1,,,", "s2,,,").Zip(), RosterScope.Office(Hugo));
        var invented = await fixture.ReportAsync(new SmallRoster().With("orgs.csv", "s1,,,", "s9,,,").Zip(), RosterScope.Office(Hugo));

        Assert.Equal(RosterFaultCode.SchoolOther, existing.Faults[0].Code);
        Assert.Equal(existing.Faults.Select(fault => fault with { Value = null }), invented.Faults.Select(fault => fault with { Value = null }));
        Assert.Same(before, fixture.Store.Current);
    }

    [Theory]
    [InlineData("classes.csv", "c2,,,3e C,,k1,,homeroom,,s1", "c2,,,3e C,,k1,,homeroom,,{0}")]
    [InlineData("roles.csv", "r3,,,u3,primary,student,,,s1", "r3,,,u3,primary,student,,,{0}")]
    [InlineData("enrollments.csv", "e3,,,c2,s1,u3", "e3,,,c2,{0},u3")]
    public async Task A_row_of_another_school_is_a_fault_the_same_as_of_none(string file, string old, string row)
    {
        var fixture = await TwoSchoolsAsync();
        var before = fixture.Store.Current;

        var existing = await fixture.ReportAsync(new SmallRoster().With(file, old, row.Replace("{0}", "s2", StringComparison.Ordinal)).Zip(), RosterScope.Office(Hugo));
        var invented = await fixture.ReportAsync(new SmallRoster().With(file, old, row.Replace("{0}", "s9", StringComparison.Ordinal)).Zip(), RosterScope.Office(Hugo));

        Assert.Equal(RosterFaultCode.OrgUnknown, existing.Faults[0].Code);
        Assert.Equal(existing.Faults.Select(fault => fault with { Value = null }), invented.Faults.Select(fault => fault with { Value = null }));
        Assert.Same(before, fixture.Store.Current);
    }

    [Fact]
    public async Task People_and_classes_of_another_school_cannot_be_enrolled_by_their_sourced_id()
    {
        var fixture = await TwoSchoolsAsync();

        var delta = SmallRoster.Delta(("enrollments.csv", "e8,active,2026-11-24,d1,s1,v1,student,,,\ne9,active,2026-11-24,c1,s1,v1,student,,,\n"));
        var report = await fixture.ReportAsync(delta, RosterScope.Office(Hugo));

        Assert.Equal([RosterFaultCode.ClassUnknown, RosterFaultCode.UserUnknown, RosterFaultCode.UserUnknown], report.Faults.Select(fault => fault.Code));
    }

    [Fact]
    public async Task Two_schools_that_number_alike_never_meet()
    {
        var fixture = await TwoSchoolsAsync();
        var theirs = await fixture.Store.ReadPeopleAsync(Curie, null, 10, Stop);

        // The office of Curie has a u3 of its own, and removes it again; Hugo's u3 is somebody else.
        var curie = new SmallRoster().With("orgs.csv", "s1,,,Collège Hugo", "s2,,,Lycée Curie").With("users.csv", "Paul,Élie", "Pauline,Roux");
        foreach (var file in new[] { "classes.csv", "roles.csv", "enrollments.csv" })
        {
            curie.With(file, "s1,", "s2,");
        }

        Assert.Equal(RosterOutcome.Applied, (await fixture.ReportAsync(curie.Zip(), RosterScope.Office(Curie))).Outcome);
        var removed = await fixture.ReportAsync(SmallRoster.Delta(("users.csv", "u3,tobedeleted,2026-11-24,,,,,,\n")), RosterScope.Office(Curie));

        Assert.Equal(1, removed.Changes.Single(change => change.Kind == RosterKind.Person).Removed);
        Assert.Contains(await fixture.Store.ReadPeopleAsync(Hugo, null, 10, Stop), person => person.GivenName == "Paul");
        Assert.DoesNotContain(await fixture.Store.ReadPeopleAsync(Curie, null, 10, Stop), person => person.GivenName == "Pauline");
        Assert.NotEmpty(theirs);
    }

    [Fact]
    public async Task A_users_row_of_the_administrator_does_not_reach_a_person_that_an_office_brought_under_the_same_number()
    {
        var fixture = await TwoSchoolsAsync();
        var own = SmallRoster.Delta(
            ("users.csv", "u3,active,2026-11-24,true,,,Pauline,Roux,\n"), ("roles.csv", "r9,active,2026-11-24,u3,primary,student,,,s2,\n"));
        Assert.Equal(RosterOutcome.Applied, (await fixture.ReportAsync(own, RosterScope.Office(Curie))).Outcome);

        await fixture.ReportAsync(SmallRoster.Delta(("users.csv", "u3,active,2026-11-24,true,,,Paulin,Élie,\n")));

        Assert.Contains(await fixture.Store.ReadPeopleAsync(Hugo, null, 10, Stop), person => person.GivenName == "Paulin");
        Assert.Contains(await fixture.Store.ReadPeopleAsync(Curie, null, 10, Stop), person => person.GivenName == "Pauline");
    }

    [Fact]
    public async Task An_office_cannot_remove_its_school_and_an_administrator_can()
    {
        var fixture = await TwoSchoolsAsync();
        MemoryStream Removal() => SmallRoster.Delta(("orgs.csv", "s1,tobedeleted,2026-11-24,,,,\n"));

        Assert.Equal(RosterFaultCode.SchoolRemovalNotAllowed, (await fixture.ReportAsync(Removal(), RosterScope.Office(Hugo))).Faults.Single().Code);
        var report = await fixture.ReportAsync(Removal());

        Assert.Equal(
            [(RosterKind.School, 1L), (RosterKind.Class, 2L), (RosterKind.Person, 3L), (RosterKind.Role, 3L), (RosterKind.Enrollment, 3L)],
            report.Changes.Select(change => (change.Kind, change.Removed)));
        Assert.Null(await fixture.Store.ReadSchoolAsync(Hugo, Stop));
        Assert.Empty(await fixture.Store.ReadPeopleAsync(Hugo, null, 10, Stop));
    }

    [Fact]
    public async Task An_office_of_no_school_is_refused() =>
        Assert.Equal(RosterFaultCode.SchoolOther, (await new ImportFixture().ReportAsync(new SmallRoster().Zip(), RosterScope.Office(Hugo))).Faults.Single().Code);

    /// <summary>Hugo (s1) with the small roster, and Curie (s2) with one teacher v1 and one class d1.</summary>
    private static async Task<ImportFixture> TwoSchoolsAsync()
    {
        var fixture = new ImportFixture();
        var both = new SmallRoster()
            .With("orgs.csv", "s1,,,Collège Hugo", "s2,,,Lycée Curie,school,,a1\ns1,,,Collège Hugo")
            .With("classes.csv", "c1,,,", "d1,,,Terminale,,k1,,homeroom,,s2,y1,,,\nc1,,,")
            .With("users.csv", "u1,,,", "v1,,,true,v1,,Marie,Curie,\nu1,,,")
            .With("roles.csv", "r1,,,", "q1,,,v1,primary,teacher,,,s2,\nr1,,,");
        var report = await fixture.ReportAsync(both.Zip(), RosterScope.Node(new Dictionary<string, SchoolId> { ["s1"] = Hugo, ["s2"] = Curie }));
        Assert.Equal(RosterOutcome.Applied, report.Outcome);
        return fixture;
    }
}
