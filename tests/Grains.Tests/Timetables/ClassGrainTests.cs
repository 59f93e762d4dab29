using Classroom.Contracts.Ids;
using Classroom.Contracts.Rosters;
using Classroom.Contracts.Timetables;
using Classroom.Grains.Abstractions.Timetables;
using Classroom.Grains.Tests.Clusters;
using static Classroom.Grains.Tests.Clusters.LessonCluster;

namespace Classroom.Grains.Tests.Timetables;

/// <summary>A class's roster and timetable.</summary>
public sealed class ClassGrainTests
{
    private static readonly LessonId Geography = LessonId.Parse("demo~geography");

    [Fact]
    public async Task A_lesson_is_planned_once_however_often_it_is_asked_for()
    {
        await using var cluster = await StartAsync();
        await cluster.World.EnrollAsync();
        var request = new PlanLesson(Geography, " Rivers ", EightOClock.AddHours(1), EightOClock.AddHours(2));

        var planned = await Class(cluster).Plan(request);
        var again = await Class(cluster).Plan(request);

        Assert.Equal(new LessonPlan(Geography, ClassId.Parse("demo~3b"), "Rivers", request.StartsAt, request.EndsAt, LessonStatus.Planned, 1), planned.Plan);
        Assert.Equal(planned, again);
        Assert.Equal(["Fractions", "Rivers"], (await Class(cluster).Lessons(EightOClock, EightOClock.AddDays(1))).Select(plan => plan.Title));
    }

    [Fact]
    public async Task No_lesson_is_planned_for_a_class_that_is_not_there()
    {
        await using var cluster = await StartAsync();
        await cluster.World.EnrollAsync();
        var elsewhere = cluster.Grains.GetGrain<IClassGrain>("demo~9z");

        var planned = await elsewhere.Plan(new PlanLesson(Geography, "Rivers", EightOClock, EightOClock.AddHours(1)));

        Assert.Equal(PlanRefusal.NotFound, planned.Refusal);
        Assert.Null(await elsewhere.Roster());
    }

    [Fact]
    public async Task At_the_bound_no_more_lessons_are_planned()
    {
        await using var cluster = await StartAsync(settings: new() { ["Timetables:LessonsPerClassMax"] = "2" });
        await cluster.World.EnrollAsync();
        await Class(cluster).Plan(new PlanLesson(Geography, "Rivers", EightOClock, EightOClock.AddHours(1)));

        var above = await Class(cluster).Plan(new PlanLesson(LessonId.Parse("demo~history"), "Kings", EightOClock, EightOClock.AddHours(1)));

        Assert.Equal(PlanRefusal.TooManyLessons, above.Refusal);
    }

    [Fact]
    public async Task A_window_longer_than_31_days_is_not_answered()
    {
        await using var cluster = await StartAsync();

        await Class(cluster).Lessons(EightOClock, EightOClock.AddDays(31));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Class(cluster).Lessons(EightOClock, EightOClock.AddDays(31).AddMilliseconds(1)));
    }

    /// <summary>Seen to fail when the roster was cached without its version.</summary>
    [Fact]
    public async Task A_new_roster_is_seen_within_a_second()
    {
        await using var cluster = await StartAsync();
        await cluster.World.EnrollAsync("ada");
        var before = await Class(cluster).Roster();
        await cluster.World.EnrollAsync("bob");

        cluster.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Single(before!.Enrollments, enrollment => enrollment.Role == SchoolRole.Student);
        Assert.Equal(2, (await Class(cluster).Roster())!.Enrollments.Count(enrollment => enrollment.Role == SchoolRole.Student));
    }

    [Fact]
    public async Task A_day_has_the_lessons_of_a_persons_classes()
    {
        await using var cluster = await StartAsync();
        await cluster.World.EnrollAsync("ada");
        await Class(cluster).Plan(new PlanLesson(Geography, "Rivers", EightOClock.AddHours(3), EightOClock.AddHours(4)));

        var student = await cluster.Grains.GetGrain<IStudentGrain>("demo~ada").Day(EightOClock, EightOClock.AddDays(1));
        var teacher = await cluster.Grains.GetGrain<ITeacherGrain>("demo~teacher").Day(EightOClock, EightOClock.AddHours(2));

        Assert.Equal([("Fractions", "3e B", SchoolRole.Student), ("Rivers", "3e B", SchoolRole.Student)], student.Select(lesson => (lesson.Plan.Title, lesson.ClassTitle, lesson.Role)));
        Assert.Equal([("Fractions", SchoolRole.Teacher)], teacher.Select(lesson => (lesson.Plan.Title, lesson.Role)));
    }

    [Fact]
    public async Task The_sixteen_devices_seen_last_are_known()
    {
        await using var cluster = await StartAsync();
        var student = cluster.Grains.GetGrain<IStudentGrain>("demo~ada");
        for (var n = 0; n < 20; n++)
        {
            await student.DeviceSeen(DeviceId.Parse($"device-{n}"), Lesson);
        }

        await student.DeviceSeen(DeviceId.Parse("device-10"), Lesson);

        var devices = await student.Devices();
        Assert.Equal(16, devices.Length);
        Assert.Equal(["device-10", "device-19"], devices.Take(2).Select(seen => seen.Device.ToString()));
    }

    private static IClassGrain Class(LessonCluster cluster) => cluster.Grains.GetGrain<IClassGrain>("demo~3b");
}
