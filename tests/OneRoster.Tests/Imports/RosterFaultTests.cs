using Classroom.Contracts.Rosters;
using Classroom.Ports.Rosters;
using static Classroom.Contracts.Rosters.RosterFaultCode;

namespace Classroom.OneRoster.Tests.Imports;

/// <summary>Bad rows: each is told by file, line, column and reason, and none of the archive is applied.</summary>
public sealed class RosterFaultTests
{
    public static TheoryData<string, string, string, RosterFaultCode, int, string?> BadRows => new()
    {
        { "orgs.csv", "s1,,,Collège", ",,,Collège", ValueMissing, 3, "sourcedId" },
        { "orgs.csv", "Collège Hugo", "", ValueMissing, 3, "name" },
        { "orgs.csv", ",school,", ",School,", ValueUnknown, 3, "type" },
        { "orgs.csv", "school,,a1", "school,,a9", OrgUnknown, 3, "parentSourcedId" },
        { "orgs.csv", "s1,,,", "s1,inactive,,", ValueUnknown, 3, "status" },
        { "orgs.csv", "s1,,,", "s1,,yesterday,", DateInvalid, 3, "dateLastModified" },
        { "orgs.csv", "Collège Hugo", "Collège \u0007Hugo", ValueNotText, 3, "name" },
        { "orgs.csv", "Collège Hugo", "Collège \uFFFDHugo", EncodingInvalid, 3, "name" },
        { "orgs.csv", "Collège Hugo", "Coll\"ège", RowMalformed, 3, null },
        { "orgs.csv", "school,,a1", "school,a1", FieldCountWrong, 3, null },
        { "orgs.csv", "s1,,,Collège Hugo,school,,a1\n", "s1,,,Collège Hugo,school,,a1\ns1,,,Collège Hugo,school,,a1\n", SourcedIdDuplicate, 4, "sourcedId" },
        { "orgs.csv", "name,type", "name,name", ColumnDuplicate, 1, "name" },
        { "orgs.csv", "name,type", "label,type", ColumnMissing, 1, "name" },
        { "academicSessions.csv", "schoolYear,2026", "year,2026", ValueUnknown, 2, "type" },
        { "academicSessions.csv", "2026-09-01", "01/09/2026", DateInvalid, 2, "startDate" },
        { "academicSessions.csv", "2027-07-05", "2026-02-30", DateInvalid, 2, "endDate" },
        { "academicSessions.csv", "2027-07-05", "2026-08-31", DatesReversed, 2, "endDate" },
        { "courses.csv", "a1", "a9", OrgUnknown, 2, "orgSourcedId" },
        { "classes.csv", "c2,,,3e C,,k1", "c2,,,3e C,,k9", CourseUnknown, 3, "courseSourcedId" },
        { "classes.csv", "c2,,,3e C,,k1,,homeroom,,s1,y1", "c2,,,3e C,,k1,,homeroom,,s1,\"y1,y9\"", SessionUnknown, 3, "termSourcedIds" },
        { "classes.csv", "c2,,,3e C,,k1,,homeroom,,s1", "c2,,,3e C,,k1,,homeroom,,a1", OrgUnknown, 3, "schoolSourcedId" },
        { "classes.csv", "c2,,,3e C,,k1,,homeroom", "c2,,,3e C,,k1,,club", ValueUnknown, 3, "classType" },
        { "users.csv", "u3,,,true", "u3,,,yes", ValueUnknown, 4, "enabledUser" },
        { "users.csv", "Élie", "", ValueMissing, 4, "familyName" },
        { "users.csv", "u3,,,true", "u2,,,true", SourcedIdDuplicate, 4, "sourcedId" },
        { "roles.csv", "u3,primary,student", "u3,primary,pupil", ValueUnknown, 4, "role" },
        { "roles.csv", "u3,primary", "u3,main", ValueUnknown, 4, "roleType" },
        { "roles.csv", "r3,,,u3", "r3,,,u9", UserUnknown, 4, "userSourcedId" },
        { "roles.csv", "r3,,,u3,primary,student,,,s1", "r3,,,u3,primary,student,,,s9", OrgUnknown, 4, "orgSourcedId" },
        { "roles.csv", "r3,,", "r2,,", SourcedIdDuplicate, 4, "sourcedId" },
        { "roles.csv", "student,,,s1,\nr4", "student,2026-09-01,2026-08-31,s1,\nr4", DatesReversed, 4, "endDate" },
        { "enrollments.csv", "e3,,,c2", "e3,,,c9", ClassUnknown, 4, "classSourcedId" },
        { "enrollments.csv", "s1,u3", "s1,u9", UserUnknown, 4, "userSourcedId" },
        { "enrollments.csv", "s1,u3", "s9,u3", OrgUnknown, 4, "schoolSourcedId" },
        { "enrollments.csv", "u3,student", "u3,teacher", RoleNotHeld, 4, "role" },
        { "enrollments.csv", "u1,teacher", "u1,student", RoleNotHeld, 2, "role" },
        { "enrollments.csv", "u3,student,,,", "u3,student,,,soon", DateInvalid, 4, "endDate" },
        { "enrollments.csv", "e3,,", "e2,,", SourcedIdDuplicate, 4, "sourcedId" },
    };

    [Theory, MemberData(nameof(BadRows))]
    public async Task A_bad_row_is_told_by_its_place_and_nothing_is_applied(string file, string old, string bad, RosterFaultCode code, int line, string? column)
    {
        var fixture = new ImportFixture();

        var report = await fixture.ReportAsync(new SmallRoster().With(file, old, bad).Zip());

        Assert.Equal(RosterOutcome.Refused, report.Outcome);
        Assert.Equal((code, file, line, column), (report.Faults[0].Code, report.Faults[0].File, report.Faults[0].Line, report.Faults[0].Column));
        Assert.Empty(fixture.Store.Current.Rows);
        Assert.Empty(report.Changes);
    }

    [Theory]
    [InlineData("orgs.csv", "Collège Hugo", 200)]
    [InlineData("users.csv", "Paul", 100)]
    [InlineData("users.csv", "ada@example.org", 254)]
    [InlineData("classes.csv", "3e C", 200)]
    public async Task The_longest_value_is_accepted_and_one_character_more_is_not(string file, string value, int lengthMax)
    {
        var atLimit = await new ImportFixture().ReportAsync(new SmallRoster().With(file, value, new('x', lengthMax)).Zip());
        var beyond = await new ImportFixture().ReportAsync(new SmallRoster().With(file, value, new('x', lengthMax + 1)).Zip());

        Assert.Equal(RosterOutcome.Applied, atLimit.Outcome);
        Assert.Equal(ValueTooLong, Assert.Single(beyond.Faults).Code);
        Assert.Equal(65, beyond.Faults[0].Value!.Length); // Cut, and an ellipsis says so.
    }

    [Fact]
    public async Task Line_numbers_count_lines_inside_quotes_and_empty_ones()
    {
        var roster = new SmallRoster().With("users.csv", "u2,,,true,u2,,Zoé,de La Tour,", "\nu2,,,true,\"u\n2\",,Zoé,de La Tour,").With("users.csv", "u3,,,true", "u3,,,maybe");

        var report = await new ImportFixture().ReportAsync(roster.Zip());

        Assert.Contains(report.Faults, fault => fault is { Code: ValueUnknown, File: "users.csv", Line: 6 });
    }

    [Fact]
    public async Task All_wrong_values_of_a_row_are_told_with_what_they_may_be()
    {
        var report = await new ImportFixture().ReportAsync(new SmallRoster().With("users.csv", "u3,,,true", "u3,retired,,yes").With("users.csv", "Élie", "").Zip());

        Assert.Equal(
            [("status", ValueUnknown, "active tobedeleted"), ("enabledUser", ValueUnknown, "true false"), ("familyName", ValueMissing, null)],
            report.Faults.Select(fault => (fault.Column!, fault.Code, fault.Allowed is { } allowed ? string.Join(' ', allowed) : null)));
    }

    [Fact]
    public async Task Both_unknown_class_and_unknown_person_of_a_row_are_told()
    {
        var report = await new ImportFixture().ReportAsync(new SmallRoster().With("enrollments.csv", "e3,,,c2,s1,u3", "e3,,,c9,s1,u9").Zip());

        Assert.Equal([ClassUnknown, UserUnknown], report.Faults.Select(fault => fault.Code));
    }

    [Fact]
    public async Task Every_bad_row_is_counted_and_the_first_are_listed()
    {
        var rows = string.Concat(Enumerable.Range(0, 25).Select(n => $"x{n},,,maybe,,,Given,Family,\n"));
        var roster = new SmallRoster();

        var report = await new ImportFixture(new() { FaultsMax = 10 }).ReportAsync(roster.WithFile("users.csv", roster["users.csv"] + rows).Zip());

        Assert.Equal((10, 25L), (report.Faults.Length, report.FaultCount));
        Assert.Equal(6, report.Faults[0].Line);
    }

    [Fact]
    public async Task A_bulk_file_without_rows_would_remove_everything_and_is_refused()
    {
        var report = await new ImportFixture().ReportAsync(new SmallRoster().WithFile("enrollments.csv", SmallRoster.Head + "classSourcedId,schoolSourcedId,userSourcedId,role\n").Zip());

        Assert.Equal((FileEmpty, "enrollments.csv"), (report.Faults.Single().Code, report.Faults.Single().File));
    }

    [Theory]
    [InlineData("u9,,2026-11-24T08:00:00Z,true,u9,,Léa,Roy,\n", "status")]
    [InlineData("u9,active,,true,u9,,Léa,Roy,\n", "dateLastModified")]
    public async Task A_delta_row_says_what_it_is_and_since_when(string row, string column)
    {
        var report = await new ImportFixture().ReportAsync(SmallRoster.Delta(("users.csv", row)));

        Assert.Equal((StatusMissing, column), (report.Faults.Single().Code, report.Faults.Single().Column));
    }

    [Theory]
    [InlineData("l1,c1,s1,Maths,2026-11-24T08:30:00+01:00,2026-11-24T08:30:00+01:00", DatesReversed, "endsAt")]
    [InlineData("l1,c1,s1,Maths,2026-11-24T08:30:00,2026-11-24T09:30:00", DateInvalid, "startsAt")]
    [InlineData("l1,c9,s1,Maths,2026-11-24T08:30:00+01:00,2026-11-24T09:30:00+01:00", ClassUnknown, "classSourcedId")]
    [InlineData("l1,c1,s9,Maths,2026-11-24T08:30:00+01:00,2026-11-24T09:30:00+01:00", OrgUnknown, "schoolSourcedId")]
    [InlineData("l1,c1,s1,,2026-11-24T08:30:00+01:00,2026-11-24T09:30:00+01:00", ValueMissing, "title")]
    public async Task A_bad_lesson_refuses_the_archive(string row, RosterFaultCode code, string column)
    {
        var import = await new ImportFixture().ImportAsync(new SmallRoster().WithFile("classroom_lessons.csv", LessonsHead + row + "\n").Zip());

        Assert.Equal((code, "classroom_lessons.csv", 2L, column), (import.Report.Faults[0].Code, import.Report.Faults[0].File, import.Report.Faults[0].Line, import.Report.Faults[0].Column));
        Assert.Empty(import.Lessons);
    }

    [Fact]
    public async Task Lessons_are_counted_up_to_their_limit()
    {
        MemoryStream Archive(int count) => new SmallRoster().WithFile("classroom_lessons.csv", LessonsHead + string.Concat(
            Enumerable.Range(0, count).Select(n => $"l{n},c1,s1,Maths,2026-11-24T08:30:00Z,2026-11-24T20:30:00Z\n"))).Zip();

        Assert.Equal(3, (await new ImportFixture(new() { LessonsMax = 3 }).ImportAsync(Archive(3))).Lessons.Length);
        Assert.Equal(TooManyRows, (await new ImportFixture(new() { LessonsMax = 3 }).ReportAsync(Archive(4))).Faults.Single().Code);
    }

    [Fact]
    public async Task A_second_import_of_a_scope_is_refused_while_one_is_under_way()
    {
        var fixture = new ImportFixture();
        await using (await fixture.Store.BeginAsync(null, TestContext.Current.CancellationToken))
        {
            Assert.Equal(ImportRunning, (await fixture.ReportAsync(new SmallRoster().Zip())).Faults.Single().Code);
        }

        Assert.Equal(RosterOutcome.Applied, (await fixture.ReportAsync(new SmallRoster().Zip())).Outcome);
    }

    [Fact]
    public async Task Progress_names_the_phases_in_order()
    {
        var phases = new List<RosterPhase>();

        await new ImportFixture().Importer.ImportAsync(new SmallRoster().Zip(), RosterScope.Node(), new Recorder(phases), TestContext.Current.CancellationToken);

        Assert.Equal([RosterPhase.Receiving, RosterPhase.Checking, RosterPhase.Staging, RosterPhase.Applying, RosterPhase.Done], phases.Distinct());
    }

    private const string LessonsHead = "sourcedId,classSourcedId,schoolSourcedId,title,startsAt,endsAt\n";

    private sealed class Recorder(List<RosterPhase> phases) : IProgress<RosterProgress>
    {
        public void Report(RosterProgress value) => phases.Add(value.Phase);
    }
}
