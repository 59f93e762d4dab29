using System.Net.Http.Json;
using Classroom.Contracts.Ids;
using Classroom.Ports.Rosters;
using Classroom.SingleNode.Tests.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace Classroom.SingleNode.Tests.Lessons;

/// <summary>Sessions that end while their lesson goes on.</summary>
/// <remarks>Connections are looked at every second here, every 30 seconds by default; what the gateway believes of sessions stays at 30 seconds, so an end must count at once.</remarks>
public sealed class SessionEndTests
{
    private const string Interval = "--Gateway:Lessons:SessionCheckInterval=00:00:01";
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(15);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Signing_out_closes_the_sockets_of_that_session_and_of_no_other()
    {
        await using var node = await RunningNode.StartAsync(Interval);
        using var teacher = await node.TeacherAsync();
        using var student = await node.StudentAsync();
        using var elsewhere = await student.AgainAsync();
        var lesson = await node.PlanAsync(teacher);
        using var board = (await RawConnection.FollowAsync(teacher, lesson, "board")).Connection;
        using var phone = (await RawConnection.FollowAsync(student, lesson, "phone")).Connection;
        using var tablet = (await RawConnection.FollowAsync(elsewhere, lesson, "tablet")).Connection;
        await board.AskAsync(1, "startLesson");

        await student.Http.DeleteAsync(new Uri("/api/v1/session", UriKind.Relative), Stop);

        await EndedAsync(phone);
        Assert.Null((await tablet.AskAsync(1, "raiseHand").WaitAsync(Soon, Stop))["refusal"]);
    }

    [Fact]
    public async Task A_code_issued_anew_closes_all_sockets_of_the_student()
    {
        await using var node = await RunningNode.StartAsync(Interval);
        using var teacher = await node.TeacherAsync();
        using var office = await node.OfficeAsync();
        using var student = await node.StudentAsync();
        using var elsewhere = await student.AgainAsync();
        using var other = await node.StudentAsync(1);
        var lesson = await node.PlanAsync(teacher);
        using var phone = (await RawConnection.FollowAsync(student, lesson, "phone")).Connection;
        using var tablet = (await RawConnection.FollowAsync(elsewhere, lesson, "tablet")).Connection;
        using var bystander = (await RawConnection.FollowAsync(other, lesson, "phone")).Connection;

        using var issued = await office.Http.PostAsync(new Uri($"/api/v1/schools/{student.School}/people/{student.Id}/code", UriKind.Relative), null, Stop);

        Assert.True(issued.IsSuccessStatusCode);
        await EndedAsync(phone);
        await EndedAsync(tablet);
        Assert.Equal("lessonNotLive", (await bystander.AskAsync(1, "raiseHand").WaitAsync(Soon, Stop))["refusal"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_changed_password_closes_the_sockets_opened_before()
    {
        await using var node = await RunningNode.StartAsync(Interval);
        using var teacher = await node.TeacherAsync();
        var lesson = await node.PlanAsync(teacher);
        using var board = (await RawConnection.FollowAsync(teacher, lesson, "board")).Connection;

        using var changed = await teacher.Http.PutAsJsonAsync("/api/v1/session/password", new { current = RunningNode.Password, @new = "another horse battery" }, Stop);

        Assert.True(changed.IsSuccessStatusCode, await changed.Content.ReadAsStringAsync(Stop));
        await EndedAsync(board);
    }

    [Fact]
    public async Task An_account_that_leaves_the_roster_loses_its_sockets()
    {
        await using var node = await RunningNode.StartAsync(Interval, "--Identity:SessionCheckInterval=00:00:01");
        var before = await EnrolledAsync(node);
        await node.ImportAsync(students: 6);
        var roster = node.Services.GetRequiredService<IRosterReader>();
        var stay = (await roster.ReadPeopleAsync(RunningNode.School, null, 500, Stop)).Select(person => person.Id).ToHashSet();
        await node.ImportAsync();
        using var teacher = await node.TeacherAsync();
        using var leaver = await node.StudentAsync(before.FindIndex(person => !stay.Contains(person)));
        var lesson = await node.PlanAsync(teacher);
        using var phone = (await RawConnection.FollowAsync(leaver, lesson, "phone")).Connection;

        await node.ImportAsync(students: 6);

        await EndedAsync(phone);
    }

    private static async Task EndedAsync(RawConnection connection)
    {
        var closing = (await connection.ClosedAsync().WaitAsync(Soon, Stop))!;
        Assert.Equal("sessionEnded", closing["code"]!.GetValue<string>());
        Assert.False(closing["reconnect"]!.GetValue<bool>());
    }

    private static async Task<List<PersonId>> EnrolledAsync(RunningNode node) =>
        [.. (await node.ClassAsync()).Enrollments.Where(enrollment => enrollment.Role == Classroom.Contracts.Rosters.SchoolRole.Student).Select(enrollment => enrollment.Person)];
}
