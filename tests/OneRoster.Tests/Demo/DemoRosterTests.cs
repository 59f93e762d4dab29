using Classroom.Contracts.Ids;
using Classroom.Contracts.Rosters;
using Classroom.OneRoster.Demo;
using Classroom.Ports.Rosters;

namespace Classroom.OneRoster.Tests.Demo;

public sealed class DemoRosterTests
{
    private static readonly SchoolId Demo = SchoolId.Parse("demo");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_demo_school_imports_without_a_fault()
    {
        var (fixture, import) = await ImportAsync();

        Assert.Equal((RosterOutcome.Applied, 0L), (import.Report.Outcome, import.Report.FaultCount));
        Assert.Equal([new School(Demo, "Collège Victor-Hugo", 1)], import.Report.Schools);
        var people = await fixture.Store.ReadPeopleAsync(Demo, null, 10_000, Stop);
        Assert.Equal(
            [(SchoolRole.Student, 720), (SchoolRole.Teacher, 50), (SchoolRole.Office, 1)],
            people.CountBy(person => person.Roles.Single()).OrderBy(count => count.Key).Select(count => (count.Key, count.Value)));
        Assert.Equal(24, (await fixture.Store.ReadClassesAsync(Demo, null, 100, Stop)).Count);
    }

    [Fact]
    public async Task It_has_the_names_that_break_software()
    {
        var (fixture, _) = await ImportAsync();
        var names = (await fixture.Store.ReadPeopleAsync(Demo, null, 10_000, Stop)).Select(person => $"{person.GivenName} {person.FamilyName}").ToArray();

        Assert.Contains(names, name => name.Any(c => c > 127));
        Assert.Contains(names, name => name.Contains('-', StringComparison.Ordinal));
        Assert.Contains(names, name => name.Contains('\'', StringComparison.Ordinal));
        Assert.Contains(names, name => name.Contains(" de La ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_students_of_one_class_have_the_same_name_and_one_student_has_two_classes()
    {
        var (fixture, _) = await ImportAsync();
        var rosters = new List<ClassRoster>();
        foreach (var summary in await fixture.Store.ReadClassesAsync(Demo, null, 100, Stop))
        {
            rosters.Add((await fixture.Store.ReadClassAsync(summary.Class, Stop))!);
        }

        Assert.Contains(rosters, roster => roster.Enrollments.GroupBy(enrollment => (enrollment.GivenName, enrollment.FamilyName)).Any(same => same.Count() > 1));
        var students = rosters.SelectMany(roster => roster.Enrollments).Where(enrollment => enrollment.Role == SchoolRole.Student);
        Assert.Single(students.CountBy(enrollment => enrollment.Person), count => count.Value == 2);
    }

    [Fact]
    public async Task Its_lessons_begin_when_they_are_told_to()
    {
        var from = new DateTimeOffset(2026, 11, 25, 10, 45, 0, TimeSpan.FromHours(1));

        var import = await new ImportFixture().ImportAsync(new MemoryStream(Bytes(new() { PlansFrom = from })));

        Assert.Equal(24 * (3 + 5 + 5), import.Lessons.Length);
        Assert.All(import.Lessons, lesson => Assert.True(lesson.StartsAt >= from));
    }

    [Fact]
    public async Task Its_lessons_fill_the_week_and_stay_within_it()
    {
        var (_, import) = await ImportAsync();

        Assert.Equal(24 * 5 * 5, import.Lessons.Length);
        Assert.Equal(import.Lessons.Length, import.Lessons.Select(lesson => lesson.Lesson).Distinct().Count());
        Assert.All(import.Lessons, lesson =>
        {
            Assert.InRange(lesson.StartsAt, new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero), new(2026, 11, 27, 23, 0, 0, TimeSpan.Zero));
            Assert.Equal(TimeSpan.FromMinutes(55), lesson.EndsAt - lesson.StartsAt);
        });
    }

    [Fact]
    public void The_same_parameters_make_the_same_bytes_and_another_seed_others()
    {
        Assert.Equal(Bytes(new()), Bytes(new()));
        Assert.NotEqual(Bytes(new()), Bytes(new() { Seed = 2 }));
    }

    [Fact]
    public async Task Importing_it_again_changes_nothing_also_by_the_office()
    {
        var (fixture, first) = await ImportAsync();
        var before = fixture.Store.Current;

        var again = await fixture.ImportAsync(new MemoryStream(Bytes(new())));
        var byOffice = await fixture.ImportAsync(new MemoryStream(Bytes(new())), RosterScope.Office(Demo));

        Assert.Equal(RosterOutcome.Unchanged, again.Report.Outcome);
        Assert.Equal(first.Lessons.AsEnumerable(), again.Lessons);
        Assert.Equal(RosterOutcome.Unchanged, byOffice.Report.Outcome);
        Assert.Same(before, fixture.Store.Current);
    }

    private static byte[] Bytes(DemoRoster demo)
    {
        using var stream = new MemoryStream();
        demo.Write(stream);
        return stream.ToArray();
    }

    private static async Task<(ImportFixture Fixture, RosterImport Import)> ImportAsync()
    {
        var fixture = new ImportFixture();
        var pinned = new Dictionary<string, SchoolId> { [DemoRoster.FirstOrg] = Demo };
        return (fixture, await fixture.ImportAsync(new MemoryStream(Bytes(new())), RosterScope.Node(pinned)));
    }
}
