using Classroom.Contracts.Identity;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Contracts.Rosters;
using Classroom.Contracts.Settings;
using Classroom.Grains.Abstractions.Timetables;
using Classroom.Grains.Tests.Clusters;
using Classroom.Ports.Identity;
using Classroom.Ports.Rosters;
using Classroom.Ports.Substitutes;
using static Classroom.Grains.Tests.Clusters.LessonCluster;

namespace Classroom.Grains.Tests.Timetables;

/// <summary>Who stands in belongs to the class while that runs, by the clock; and what the school decided counts.</summary>
public sealed class SubstituteTests
{
    private static readonly ClassId Class = ClassId.Parse("demo~3b");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_substitute_is_a_teacher_of_the_class_from_the_first_to_the_last_instant()
    {
        await using var cluster = await StartAsync();
        await EnrollAsync(cluster);
        await cluster.World.Substitutes.AddAsync(One(EightOClock.AddMinutes(10), EightOClock.AddMinutes(20)), null, EightOClock, Stop);

        Assert.Equal(["teacher"], await TeachersAsync(cluster));
        cluster.Time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(["teacher"], await TeachersAsync(cluster));
        Assert.Empty(await DayAsync(cluster));
        cluster.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(["substitute", "teacher"], await TeachersAsync(cluster));
        Assert.Equal(EightOClock.AddMinutes(20), (await RosterAsync(cluster)).Enrollments.Single(one => one.Person.ToString() == "substitute").Until);
        Assert.Equal([("Fractions", "3e B", SchoolRole.Teacher)], await DayAsync(cluster));
        cluster.Time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(["substitute", "teacher"], await TeachersAsync(cluster));
        cluster.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(["teacher"], await TeachersAsync(cluster));
        Assert.Empty(await DayAsync(cluster));
    }

    [Fact]
    public async Task It_survives_an_import_and_is_over_a_second_after_it_is_taken_back()
    {
        await using var cluster = await StartAsync();
        await EnrollAsync(cluster);
        await cluster.World.Substitutes.AddAsync(One(EightOClock, EightOClock.AddDays(1)), null, EightOClock, Stop);
        await cluster.World.EnrollAsync("eve");
        cluster.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["substitute", "teacher"], await TeachersAsync(cluster));

        await cluster.World.Substitutes.RemoveAsync(Class.School, SubstituteId.Parse("one"), null, cluster.Time.GetUtcNow(), Stop);

        cluster.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["teacher"], await TeachersAsync(cluster));
    }

    [Fact]
    public async Task Who_does_not_teach_at_the_school_any_more_stands_in_nowhere()
    {
        await using var cluster = await StartAsync();
        await cluster.World.EnrollAsync("ada");
        await cluster.World.Substitutes.AddAsync(One(EightOClock, EightOClock.AddDays(1)), null, EightOClock, Stop);
        await cluster.World.Substitutes.AddAsync(One(EightOClock, EightOClock.AddDays(1)) with { Id = SubstituteId.Parse("two"), Teacher = PersonId.Parse("ada") }, null, EightOClock, Stop);

        Assert.Equal(["teacher"], await TeachersAsync(cluster)); // One is not there; the other is a student.
        Assert.Contains((await RosterAsync(cluster)).Enrollments, one => one.Person.ToString() == "ada" && one.Role == SchoolRole.Student);
    }

    [Fact]
    public async Task A_lesson_holds_as_many_as_its_school_decided_and_never_more_than_the_node()
    {
        await using var cluster = await StartAsync(settings: new() { ["Lessons:ParticipantsMax"] = "3" });
        await DecideAsync(cluster, participantsMax: 2, version: 1);
        await cluster.GoLiveAsync();

        Assert.Null((await cluster.SendAsync(Ada, new RaiseHand())).Refusal);
        Assert.Equal(LessonRefusal.LessonFull, (await cluster.SendAsync(Bob, new RaiseHand())).Refusal);
        await DecideAsync(cluster, participantsMax: 500, version: 2);
        cluster.Time.Advance(TimeSpan.FromSeconds(6));
        await cluster.RoundTripAsync();
        await cluster.RoundTripAsync();

        Assert.Null((await cluster.SendAsync(Bob, new RaiseHand())).Refusal);
        Assert.Equal(LessonRefusal.LessonFull, (await cluster.SendAsync(new(ParticipantId.Parse("eve")), new RaiseHand())).Refusal);
    }

    private static async Task EnrollAsync(LessonCluster cluster)
    {
        await cluster.World.EnrollAsync("ada");
        await using var staging = (await cluster.World.Rosters.BeginAsync(null, Stop))!;
        var person = PersonId.Parse("substitute");
        await staging.StageAsync(
            [RosterChange.Add(new PersonRow(Class.School, "substitute", person, "Sol", "Test", null, true, null)), RosterChange.Add(new RoleRow(Class.School, "substitute", person, SchoolRole.Teacher))],
            Stop);
        await staging.ApplyAsync([Class.School], new(DateTimeOffset.UnixEpoch, Actor: null), Stop);
    }

    private static Substitution One(DateTimeOffset from, DateTimeOffset to) => new(SubstituteId.Parse("one"), Class, PersonId.Parse("substitute"), from, to, null);

    private static async Task DecideAsync(LessonCluster cluster, int participantsMax, long version) => Assert.True(await cluster.World.Settings.SaveAsync(
        Class.School, new(new(5, SchoolLanguage.French, participantsMax), version), new AuditAct(EightOClock, null, Class.School, AuditAction.SettingsChanged, "demo"), Stop));

    private static async Task<ClassRoster> RosterAsync(LessonCluster cluster) => (await cluster.Grains.GetGrain<IClassGrain>(Class.ToString()).Roster())!;

    private static async Task<string[]> TeachersAsync(LessonCluster cluster) =>
        [.. (await RosterAsync(cluster)).Enrollments.Where(one => one.Role == SchoolRole.Teacher).Select(one => one.Person.ToString()).Order()];

    private static async Task<IEnumerable<(string, string, SchoolRole)>> DayAsync(LessonCluster cluster) =>
        (await cluster.Grains.GetGrain<ITeacherGrain>("demo~substitute").Day(EightOClock, EightOClock.AddDays(1))).Select(lesson => (lesson.Plan.Title, lesson.ClassTitle, lesson.Role));
}
