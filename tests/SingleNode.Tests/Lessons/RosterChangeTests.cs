using System.Net;
using System.Net.Http.Json;
using Classroom.Contracts.Rosters;
using Classroom.SingleNode.Tests.Nodes;

namespace Classroom.SingleNode.Tests.Lessons;

/// <summary>The roster changes while a lesson goes on.</summary>
public sealed class RosterChangeTests
{
    /// <summary>Seen to fail without the check of the class in LessonWatch: the socket stayed open.</summary>
    [Fact]
    public async Task Who_is_taken_out_of_the_class_is_taken_out_of_its_lesson()
    {
        await using var node = await RunningNode.StartAsync("--Gateway:Lessons:SessionCheckInterval=00:00:01");
        var before = (await node.ClassAsync()).Enrollments;
        await node.ImportAsync(students: 18);
        var stays = (await node.ClassAsync()).Enrollments.Select(enrollment => enrollment.Person).ToHashSet();
        await node.ImportAsync();
        var students = before.Where(enrollment => enrollment.Role == SchoolRole.Student).Select(enrollment => enrollment.Person).ToList();
        using var teacher = await node.TeacherAsync();
        using var leaver = await node.StudentAsync(students.FindIndex(student => !stays.Contains(student)));
        using var stayer = await node.StudentAsync(students.FindIndex(stays.Contains));
        var lesson = await node.PlanAsync(teacher);
        var (ana, _) = await RawConnection.FollowAsync(teacher, lesson, "board");
        var (ben, _) = await RawConnection.FollowAsync(leaver, lesson, "phone");
        var (eve, _) = await RawConnection.FollowAsync(stayer, lesson, "tablet");
        await ana.AskAsync(1, "startLesson");
        await ben.NextEventAsync("lessonStarted");

        await node.ImportAsync(students: 18);

        Assert.Equal("lessonLost", (await ben.ClosedAsync())!["code"]!.GetValue<string>());
        using var join = await leaver.Http.PostAsJsonAsync($"/api/v1/lessons/{lesson}/join", new { device = "phone" }, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, join.StatusCode);
        Assert.Null((await eve.AskAsync(1, "raiseHand"))["refusal"]);
        await ana.NextEventAsync("handRaised");
        ana.Dispose();
        ben.Dispose();
        eve.Dispose();
    }
}
