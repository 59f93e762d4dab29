using Classroom.Contracts.Ids;
using Classroom.Contracts.Rosters;

namespace Classroom.OneRoster.Tests.Imports;

/// <summary>What rows mean, present and absent.</summary>
public sealed class BulkAndDeltaTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_import_adds_everything_and_counts_what_it_skips()
    {
        var report = await new ImportFixture().ReportAsync(new SmallRoster().Zip());

        Assert.Equal(
            [
                new(RosterKind.School, 1, 0, 0), new(RosterKind.Organisation, 1, 0, 0), new(RosterKind.Session, 1, 0, 0), new(RosterKind.Course, 1, 0, 0),
                new(RosterKind.Class, 2, 0, 0), new(RosterKind.Person, 3, 0, 0), new(RosterKind.Role, 3, 0, 0), new(RosterKind.Enrollment, 3, 0, 0),
            ],
            report.Changes.AsEnumerable());
        Assert.Equal(1, report.Skipped); // The parent's role.
    }

    [Fact]
    public async Task Who_is_absent_from_bulk_files_is_removed_with_their_enrollments()
    {
        var (fixture, school) = await ImportedAsync();

        var report = await fixture.ReportAsync(new SmallRoster()
            .With("users.csv", "u3,,,true,u3,,Paul,Élie,\n", "").With("roles.csv", "r3,,,u3,primary,student,,,s1,\n", "")
            .With("enrollments.csv", "e3,,,c2,s1,u3,student,,,\n", "").Zip());

        Assert.Equal(
            [new(RosterKind.Person, 0, 0, 1), new(RosterKind.Role, 0, 0, 1), new(RosterKind.Enrollment, 0, 0, 1)],
            report.Changes.AsEnumerable());
        Assert.Equal(2, (await fixture.Store.ReadPeopleAsync(school, null, 10, Stop)).Count);
    }

    [Fact]
    public async Task A_school_absent_from_a_bulk_archive_is_left_alone()
    {
        var (fixture, school) = await ImportedAsync();
        var other = new SmallRoster().With("orgs.csv", "s1,,,Collège Hugo", "s2,,,Lycée Curie");
        foreach (var file in new[] { "classes.csv", "roles.csv", "enrollments.csv" })
        {
            other.With(file, "s1,", "s2,");
        }

        var report = await fixture.ReportAsync(other.Zip());

        Assert.Equal(RosterOutcome.Applied, report.Outcome);
        Assert.DoesNotContain(report.Changes, change => change.Removed > 0);
        Assert.Equal(3, (await fixture.Store.ReadPeopleAsync(school, null, 10, Stop)).Count);
        Assert.Equal(2, (await fixture.Store.ReadSchoolsAsync(null, 10, Stop)).Count);
    }

    [Fact]
    public async Task A_delta_touches_only_what_it_names()
    {
        var (fixture, school) = await ImportedAsync();

        var report = await fixture.ReportAsync(SmallRoster.Delta(("users.csv", "u2,active,2026-11-24T08:00:00Z,true,u2,,Zoë,de La Tour,\n")));

        Assert.Equal([new(RosterKind.Person, 0, 1, 0)], report.Changes.AsEnumerable());
        Assert.Equal(["Ada", "Paul", "Zoë"], (await fixture.Store.ReadPeopleAsync(school, null, 10, Stop)).Select(person => person.GivenName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_delta_may_refer_to_what_came_before()
    {
        var (fixture, school) = await ImportedAsync();

        var report = await fixture.ReportAsync(SmallRoster.Delta(("enrollments.csv", "e9,active,2026-11-24,c2,s1,u2,student,,,\n")));

        Assert.Equal([new(RosterKind.Enrollment, 1, 0, 0)], report.Changes.AsEnumerable());
        Assert.Equal([1, 2], (await fixture.Store.ReadClassesAsync(school, null, 10, Stop)).Select(summary => summary.Students).Order());
    }

    [Theory]
    [InlineData("users.csv", "u3,tobedeleted,2026-11-24,,,,,,\n")]
    [InlineData("roles.csv", "r3,tobedeleted,2026-11-24,,,,,,,\n")]
    public async Task Who_is_deleted_or_loses_their_last_role_leaves_their_classes(string file, string row)
    {
        var (fixture, school) = await ImportedAsync();

        var report = await fixture.ReportAsync(SmallRoster.Delta((file, row)));

        Assert.Equal(
            [new(RosterKind.Person, 0, 0, 1), new(RosterKind.Role, 0, 0, 1), new(RosterKind.Enrollment, 0, 0, 1)],
            report.Changes.AsEnumerable());
        Assert.Equal(2, (await fixture.Store.ReadPeopleAsync(school, null, 10, Stop)).Count);
    }

    [Fact]
    public async Task A_teacher_who_becomes_a_student_no_longer_teaches()
    {
        var (fixture, school) = await ImportedAsync();

        await fixture.ReportAsync(SmallRoster.Delta(("roles.csv", "r1,active,2026-11-24,u1,primary,student,,,s1,\n")));

        foreach (var summary in await fixture.Store.ReadClassesAsync(school, null, 10, Stop))
        {
            Assert.DoesNotContain((await fixture.Store.ReadClassAsync(summary.Class, Stop))!.Enrollments, enrollment => enrollment.Role == SchoolRole.Teacher);
        }
    }

    [Fact]
    public async Task Who_is_disabled_is_kept_out_and_comes_back_with_everything()
    {
        var (fixture, school) = await ImportedAsync();

        await fixture.ReportAsync(SmallRoster.Delta(("users.csv", "u3,active,2026-11-24,false,,,Paul,Élie,\n")));
        Assert.Equal(2, (await fixture.Store.ReadPeopleAsync(school, null, 10, Stop)).Count);
        Assert.Equal([0, 1], (await fixture.Store.ReadClassesAsync(school, null, 10, Stop)).Select(summary => summary.Students).Order());

        await fixture.ReportAsync(SmallRoster.Delta(("users.csv", "u3,active,2026-11-25,true,,,Paul,Élie,\n")));
        Assert.Equal([1, 1], (await fixture.Store.ReadClassesAsync(school, null, 10, Stop)).Select(summary => summary.Students));
    }

    [Fact]
    public async Task Deleting_what_is_not_there_changes_nothing()
    {
        var (fixture, _) = await ImportedAsync();

        var report = await fixture.ReportAsync(SmallRoster.Delta(
            ("users.csv", "u9,tobedeleted,2026-11-24,,,,,,\n"), ("enrollments.csv", "e9,tobedeleted,2026-11-24,,,,,,,\n"), ("classes.csv", "c9,tobedeleted,2026-11-24,,,,,,,,,,,\n")));

        Assert.Equal(RosterOutcome.Unchanged, report.Outcome);
    }

    [Fact]
    public async Task A_removal_without_school_of_what_two_schools_have_is_ambiguous()
    {
        var (fixture, _) = await ImportedAsync();
        await fixture.ReportAsync(SmallRoster.Delta(
            ("orgs.csv", "s2,active,2026-11-24,Lycée Curie,school,,\n"), ("classes.csv", "c1,active,2026-11-24,T1,,k1,,,,s2,y1,,,\n")));

        var ambiguous = await fixture.ReportAsync(SmallRoster.Delta(("classes.csv", "c1,tobedeleted,2026-11-24,,,,,,,,,,,\n")));
        var exact = await fixture.ReportAsync(SmallRoster.Delta(("classes.csv", "c1,tobedeleted,2026-11-24,,,,,,,s2,,,,\n")));

        Assert.Equal(RosterFaultCode.SourcedIdAmbiguous, ambiguous.Faults.Single().Code);
        Assert.Equal([new(RosterKind.Class, 0, 0, 1)], exact.Changes.AsEnumerable());
    }

    [Fact]
    public async Task A_user_of_two_schools_is_a_person_at_each()
    {
        var (fixture, hugo) = await ImportedAsync();

        var report = await fixture.ReportAsync(SmallRoster.Delta(
            ("orgs.csv", "s2,active,2026-11-24,Lycée Curie,school,,\n"),
            ("users.csv", "u1,active,2026-11-24,true,,,Ada,King,\n"),
            ("roles.csv", "r9,active,2026-11-24,u1,secondary,teacher,,,s2,\n")));

        var curie = report.Schools.Single(school => school.Id != hugo).Id;
        var there = Assert.Single(await fixture.Store.ReadPeopleAsync(curie, null, 10, Stop));
        var here = (await fixture.Store.ReadPeopleAsync(hugo, null, 10, Stop)).Single(person => person.FamilyName == "King");
        Assert.Equal("King", there.FamilyName);
        Assert.NotEqual(here.Id, there.Id);
    }

    [Fact]
    public async Task A_role_or_enrollment_that_a_delta_moves_to_another_school_leaves_the_old_one()
    {
        var (fixture, hugo) = await ImportedAsync();

        var report = await fixture.ReportAsync(SmallRoster.Delta(
            ("orgs.csv", "s2,active,2026-11-24,Lycée Curie,school,,\n"),
            ("classes.csv", "d1,active,2026-11-24,T1,,k1,,,,s2,y1,,,\n"),
            ("users.csv", "u1,active,2026-11-24,true,,,Ada,Lovelace,\n"),
            ("roles.csv", "r1,active,2026-11-24,u1,primary,teacher,,,s2,\n"),
            ("enrollments.csv", "e1,active,2026-11-24,d1,s2,u1,teacher,,,\n")));

        Assert.Equal(RosterOutcome.Applied, report.Outcome);
        Assert.DoesNotContain(await fixture.Store.ReadPeopleAsync(hugo, null, 10, Stop), person => person.GivenName == "Ada");
        var curie = report.Schools.Single(school => school.Id != hugo).Id;
        Assert.Equal("Ada", Assert.Single(await fixture.Store.ReadPeopleAsync(curie, null, 10, Stop)).GivenName);
    }

    [Fact]
    public async Task Version_1_1_says_role_and_schools_in_users()
    {
        var fixture = new ImportFixture();
        var roster = new SmallRoster().Without("roles.csv").WithFile(
            "users.csv",
            SmallRoster.Head + "enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password\n"
            + "u1,,,true,\"a1,s1\",administrator,u1,,Ada,Lovelace,,,,,,,,\nu2,,,true,s1,student,u2,,Zoé,de La Tour,,,,,,,,\nu3,,,true,s1,student,u3,,Paul,Élie,,,,,,,,\nu4,,,true,a1,aide,u4,,Anne,Aide,,,,,,,,\n");

        var report = await fixture.ReportAsync(roster.Zip("1.1"));

        Assert.Equal(RosterOutcome.Applied, report.Outcome);
        var people = await fixture.Store.ReadPeopleAsync(report.Schools.Single().Id, null, 10, Stop);
        Assert.Equal([SchoolRole.Student, SchoolRole.Student, SchoolRole.Office], people.Select(person => person.Roles.Single()).Order());
        Assert.Equal(1, report.Skipped);
        Assert.Equal(RosterOutcome.Unchanged, (await fixture.ReportAsync(roster.Zip("1.1"))).Outcome);
    }

    [Fact]
    public async Task Lessons_have_the_same_ids_at_every_import()
    {
        var fixture = new ImportFixture();
        MemoryStream Archive() => new SmallRoster().WithFile(
            "classroom_lessons.csv",
            "sourcedId,classSourcedId,schoolSourcedId,title,startsAt,endsAt\nl1,c1,s1,Maths,2026-11-24T08:30:00+01:00,2026-11-24T09:25:00+01:00\n").Zip();

        var first = await fixture.ImportAsync(Archive());
        var second = await fixture.ImportAsync(Archive());

        var lesson = Assert.Single(first.Lessons);
        Assert.Equal(("Maths", new DateTimeOffset(2026, 11, 24, 7, 30, 0, TimeSpan.Zero)), (lesson.Title, lesson.StartsAt));
        Assert.Equal(lesson.Class.School, lesson.Lesson.School);
        Assert.Equal(RosterOutcome.Unchanged, second.Report.Outcome);
        Assert.Equal(lesson, Assert.Single(second.Lessons));
    }

    private static async Task<(ImportFixture Fixture, SchoolId School)> ImportedAsync()
    {
        var fixture = new ImportFixture();
        var report = await fixture.ReportAsync(new SmallRoster().Zip());
        return (fixture, report.Schools.Single().Id);
    }
}
