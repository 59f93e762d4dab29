using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Contracts.Rosters;
using Classroom.SingleNode.Tests.Lessons;
using Classroom.SingleNode.Tests.Nodes;
using Classroom.SingleNode.Tests.Registers;

namespace Classroom.SingleNode.Tests.Timetables;

/// <summary>What a teacher is told to look at, and who of a class has a code.</summary>
public sealed class AttentionTests(SharedNode shared) : IClassFixture<SharedNode>
{
    private static readonly DateTimeOffset Eight = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_past_lessons_it_tells_absences_that_nobody_came_and_what_was_not_held_the_latest_first()
    {
        var students = (await shared.Node.ClassAsync()).Enrollments.Where(enrollment => enrollment.Role == SchoolRole.Student).ToArray();
        var all = Lesson(0).Add(0, new LessonStarted(Eight.AddHours(1)));
        var some = Lesson(1).Add(0, new LessonStarted(Eight.AddDays(1).AddHours(1)));
        var nobody = await Lesson(2).Add(0, new LessonStarted(Eight.AddDays(2).AddHours(1))).KeepAsync(Stop);
        var notHeld = await Lesson(3).KeepAsync(Stop);
        foreach (var student in students)
        {
            all.Arrives(1, student.Person);
        }

        await all.KeepAsync(Stop);
        await some.Arrives(1, students[0].Person).Arrives(2, students[1].Person).KeepAsync(Stop);

        var found = await ReadAsync(shared.Teacher, Eight, Eight.AddDays(5));

        Assert.Equal(
            [(notHeld.Id, "notHeld", 0), (nobody.Id, "nobodyCame", students.Length), (some.Id, "absences", students.Length - 2)],
            found.Select(one => (LessonId.Parse((string)one["plan"]!["lesson"]!), (string)one["reason"]!, (int)one["students"]!)));
        Assert.Empty(await ReadAsync(shared.Student, Eight, Eight.AddDays(5)));
        Assert.Empty(await ReadAsync(shared.Office, Eight, Eight.AddDays(5)));
        Assert.Empty(await ReadAsync(shared.OtherTeacher, Eight, Eight.AddDays(5)));
    }

    [Fact]
    public async Task It_looks_into_the_registers_of_the_latest_hundred_that_were_held_and_tells_of_two_hundred_lessons_at_most()
    {
        var first = Eight.AddDays(60);
        LessonId At(int hour) => LessonId.Of(RunningNode.School, $"bound{hour}");
        for (var hour = 0; hour < 221; hour++) // The first 120 were not held, the last 101 were, and nobody came.
        {
            var lesson = new HeldLesson(shared.Node, At(hour), shared.Class, first.AddHours(hour));
            await (hour < 120 ? lesson : lesson.Add(0, new LessonStarted(lesson.At(0)))).KeepAsync(Stop);
        }

        var held = await ReadAsync(shared.Teacher, first.AddHours(120), first.AddHours(221));
        var all = await ReadAsync(shared.Teacher, first, first.AddHours(221));

        Assert.Equal(Enumerable.Range(121, 100).Reverse().Select(hour => $"{At(hour)} nobodyCame"), held.Select(Said));
        Assert.Equal(held.Select(Said).Concat(Enumerable.Range(20, 100).Reverse().Select(hour => $"{At(hour)} notHeld")), all.Select(Said));

        static string Said(JsonNode one) => $"{(string)one["plan"]!["lesson"]!} {(string)one["reason"]!}";
    }

    [Fact]
    public async Task Students_who_wait_are_told_until_a_teacher_comes_and_that_none_is_left_until_the_end()
    {
        var lesson = await shared.Node.PlanAsync(shared.Teacher);
        var (ben, _) = await RawConnection.FollowAsync(shared.Student, lesson, "phone");
        await ben.ArrivalAsync(shared.Student.Id);
        var waiting = await NowAsync(lesson);

        var (ana, _) = await RawConnection.FollowAsync(shared.Teacher, lesson, "board");
        await ben.ArrivalAsync(shared.Teacher.Id);
        var together = await NowAsync(lesson);
        await ana.AskAsync(1, "startLesson");
        ana.Dispose();
        await ben.DepartureAsync(shared.Teacher.Id);
        var unattended = await NowAsync(lesson);
        ben.Dispose();

        Assert.Equal(("waiting", 1), ((string)waiting!["reason"]!, (int)waiting["students"]!));
        Assert.NotNull(waiting["since"]);
        Assert.Null(together);
        Assert.Equal(("unattended", 1), ((string)unattended!["reason"]!, (int)unattended["students"]!));
    }

    [Fact]
    public async Task A_teacher_of_the_class_sees_who_has_a_code_and_a_student_does_not()
    {
        using var student = await shared.Node.StudentAsync(1);

        var codes = (await shared.Teacher.Http.GetFromJsonAsync<JsonArray>($"/api/v1/classes/{shared.Class}/codes", Stop))!;
        using var refused = await student.Http.GetAsync(new Uri($"/api/v1/classes/{shared.Class}/codes", UriKind.Relative), Stop);

        var issued = Assert.Single(codes, one => (string)one!["person"]! == $"{student.Id}")!;
        Assert.NotNull(issued["issuedAt"]);
        Assert.Equal(2, issued.AsObject().Count);
        Assert.True(codes.Count < (await shared.Node.ClassAsync()).Enrollments.Length - 1); // Most were never given one.
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, refused.StatusCode);
    }

    private HeldLesson Lesson(int day) => new(shared.Node, LessonId.Of(RunningNode.School, OpaqueId.New()), shared.Class, Eight.AddDays(day));

    private async Task<JsonNode?> NowAsync(LessonId lesson)
    {
        var now = TimeProvider.System.GetUtcNow();
        return (await ReadAsync(shared.Teacher, now.AddHours(-1), now.AddHours(1)))
            .SingleOrDefault(one => (string)one["plan"]!["lesson"]! == $"{lesson}" && (string)one["reason"]! != "overlap");
    }

    private static async Task<JsonNode[]> ReadAsync(Person person, DateTimeOffset from, DateTimeOffset to) =>
        [.. (await person.Http.GetFromJsonAsync<JsonArray>($"/api/v1/me/attention?from={Uri.EscapeDataString(from.ToString("O"))}&to={Uri.EscapeDataString(to.ToString("O"))}", Stop))!.Select(one => one!)];
}
