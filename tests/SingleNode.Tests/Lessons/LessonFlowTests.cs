using System.Text.Json.Nodes;
using Classroom.SingleNode.Tests.Nodes;

namespace Classroom.SingleNode.Tests.Lessons;

/// <summary>A lesson from its plan to its end, as clients see it.</summary>
public sealed class LessonFlowTests
{
    [Fact]
    public async Task A_lesson_goes_from_its_start_over_talk_hands_and_polls_to_its_end()
    {
        await using var node = await RunningNode.StartAsync();
        using var teacher = await node.TeacherAsync();
        using var student = await node.StudentAsync();
        var lesson = await node.PlanAsync(teacher);
        var (ana, welcome) = await RawConnection.FollowAsync(teacher, lesson, "board");
        var (ben, _) = await RawConnection.FollowAsync(student, lesson, "phone");

        Assert.Equal("planned", welcome["view"]!["phase"]!.GetValue<string>());
        Assert.Equal("teacher", welcome["you"]!["role"]!.GetValue<string>());
        Assert.True((await ana.AskAsync(1, "startLesson"))["sequence"]!.GetValue<long>() > 0);
        await ben.NextEventAsync("lessonStarted");

        var posted = await ben.AskAsync(1, "postMessage", ("text", "Bonjour à tous"));
        var seen = await ana.NextEventAsync("messagePosted");
        Assert.Equal(posted["sequence"]!.GetValue<long>(), seen["sequence"]!.GetValue<long>());
        Assert.Equal("Bonjour à tous", seen["event"]!["text"]!.GetValue<string>());
        Assert.Equal(student.Id.ToString(), seen["by"]!.GetValue<string>());

        await ben.AskAsync(2, "raiseHand");
        await ana.NextEventAsync("handRaised");
        var poll = (await ana.AskAsync(2, "askPoll", ("kind", "yesNo"), ("question", "Compris ?")))["sequence"]!.GetValue<long>();
        await ben.NextEventAsync("pollAsked");
        Assert.Null((await ben.AskAsync(3, "answerPoll", ("poll", poll), ("choices", new JsonArray(0))))["refusal"]);
        await ana.AskAsync(3, "closePoll", ("poll", poll));
        await ana.AskAsync(4, "publishPoll", ("poll", poll));
        Assert.Equal(1, (await ben.NextEventAsync("pollPublished"))["event"]!["tally"]!["counts"]![0]!.GetValue<int>());

        Assert.Equal("notAllowed", (await ben.AskAsync(4, "endLesson"))["refusal"]!.GetValue<string>());
        await ana.AskAsync(5, "endLesson");
        Assert.Equal("byTeacher", (await ben.NextEventAsync("lessonEnded"))["event"]!["reason"]!.GetValue<string>());
        ana.Dispose();
        ben.Dispose();
    }

    [Fact]
    public async Task A_command_sent_twice_is_done_once_and_answered_alike()
    {
        await using var node = await RunningNode.StartAsync();
        using var teacher = await node.TeacherAsync();
        var lesson = await node.PlanAsync(teacher);
        var (ana, _) = await RawConnection.FollowAsync(teacher, lesson, "board");
        await ana.AskAsync(1, "startLesson");

        var first = await ana.AskAsync(2, "postMessage", ("text", "once"));
        ana.Dispose();
        var (again, welcome) = await RawConnection.FollowAsync(teacher, lesson, "board");
        var second = await again.AskAsync(2, "postMessage", ("text", "once"));

        Assert.Equal(first.ToJsonString(), second.ToJsonString());
        Assert.Equal(2, welcome["counter"]!.GetValue<long>());
        Assert.Single(welcome["view"]!["chat"]!.AsArray());
        again.Dispose();
    }

    [Fact]
    public async Task What_is_between_a_student_and_the_teachers_never_reaches_another_students_socket()
    {
        await using var node = await RunningNode.StartAsync();
        using var teacher = await node.TeacherAsync();
        using var writer = await node.StudentAsync(0);
        using var third = await node.StudentAsync(1);
        var lesson = await node.PlanAsync(teacher);
        var (ana, _) = await RawConnection.FollowAsync(teacher, lesson, "board");
        var (ben, _) = await RawConnection.FollowAsync(writer, lesson, "phone");
        var (eve, _) = await RawConnection.FollowAsync(third, lesson, "phone");
        await ana.AskAsync(1, "startLesson");

        await ben.AskAsync(1, "postMessage", ("text", "ich habe Angst"), ("thread", writer.Id.ToString()));
        Assert.Equal("ich habe Angst", (await ana.NextEventAsync("messagePosted"))["event"]!["text"]!.GetValue<string>());
        await ana.AskAsync(2, "postMessage", ("text", "the last"));
        await eve.NextEventAsync("messagePosted");

        Assert.DoesNotContain("Angst", eve.Received.ToString(), StringComparison.Ordinal);
        Assert.Contains("the last", eve.Received.ToString(), StringComparison.Ordinal);
        ana.Dispose();
        ben.Dispose();
        eve.Dispose();
    }

    [Fact]
    public async Task Who_is_sent_out_is_told_sees_nothing_more_and_comes_back_only_when_let()
    {
        await using var node = await RunningNode.StartAsync();
        using var teacher = await node.TeacherAsync();
        using var student = await node.StudentAsync();
        var lesson = await node.PlanAsync(teacher);
        var (ana, _) = await RawConnection.FollowAsync(teacher, lesson, "board");
        await ana.AskAsync(1, "startLesson");
        var (ben, _) = await RawConnection.FollowAsync(student, lesson, "phone");
        await ana.ArrivalAsync(student.Id);
        var early = await RawConnection.AddressAsync(student, lesson, "tablet"); // A ticket from before does not help.

        await ana.AskAsync(2, "ejectParticipant", ("participant", student.Id.ToString()));
        await ana.AskAsync(3, "postMessage", ("text", "he is gone"));
        var events = await student.Http.GetStringAsync(new Uri($"/api/v1/lessons/{lesson}/events", UriKind.Relative), Stop);
        Assert.Contains("participantEjected", events, StringComparison.Ordinal);
        Assert.DoesNotContain("he is gone", events, StringComparison.Ordinal);
        Assert.Equal("ejected", (await ben.ClosedAsync())!["code"]!.GetValue<string>());
        Assert.Contains("participantEjected", ben.Received.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("he is gone", ben.Received.ToString(), StringComparison.Ordinal);

        using var refused = await student.Http.PostAsync($"/api/v1/lessons/{lesson}/join", Json("""{"device":"phone"}"""), Stop);
        Assert.Contains("\"ejected\"", await refused.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Equal("ejected", (await (await RawConnection.OpenAsync(early)).FollowAndCloseAsync())!["code"]!.GetValue<string>());

        await ana.AskAsync(4, "readmitParticipant", ("participant", student.Id.ToString()));
        var (back, welcome) = await RawConnection.FollowAsync(student, lesson, "phone");
        Assert.Null(welcome["view"]!["ejected"]);
        Assert.Equal("he is gone", welcome["view"]!["chat"]![0]!["text"]!.GetValue<string>()); // Like one who comes late; and the log says the same:
        Assert.Contains("he is gone", await student.Http.GetStringAsync(new Uri($"/api/v1/lessons/{lesson}/events", UriKind.Relative), Stop), StringComparison.Ordinal);
        back.Dispose();
        ana.Dispose();
        ben.Dispose();
    }

    [Fact]
    public async Task Who_comes_and_goes_is_shown_at_once_not_with_the_next_renewal_of_a_lease()
    {
        await using var node = await RunningNode.StartAsync("--Gateway:Lessons:HeartbeatInterval=00:01:00", "--Gateway:Lessons:HeartbeatTimeout=00:05:00", "--Lessons:LeaseTime=00:05:00");
        using var teacher = await node.TeacherAsync();
        using var first = await node.StudentAsync(0);
        using var second = await node.StudentAsync(1);
        var lesson = await node.PlanAsync(teacher);
        var (ana, _) = await RawConnection.FollowAsync(teacher, lesson, "board");
        await ana.ArrivalAsync(teacher.Id);

        foreach (var student in (Person[])[first, second])
        {
            var (ben, _) = await RawConnection.FollowAsync(student, lesson, "phone");
            await ana.ArrivalAsync(student.Id).WaitAsync(TimeSpan.FromSeconds(20), Stop);
            ben.Dispose();
            await ana.DepartureAsync(student.Id).WaitAsync(TimeSpan.FromSeconds(20), Stop);
        }

        ana.Dispose();
    }

    [Fact]
    public async Task The_same_device_of_the_same_person_replaces_its_older_connection()
    {
        await using var node = await RunningNode.StartAsync();
        using var student = await node.StudentAsync();
        using var teacher = await node.TeacherAsync();
        var lesson = await node.PlanAsync(teacher);
        var (old, _) = await RawConnection.FollowAsync(student, lesson, "phone");

        var (young, _) = await RawConnection.FollowAsync(student, lesson, "phone");

        var closing = (await old.ClosedAsync())!;
        Assert.Equal("replaced", closing["code"]!.GetValue<string>());
        Assert.False(closing["reconnect"]!.GetValue<bool>());
        young.Dispose();
        old.Dispose();
    }

    [Fact]
    public async Task A_node_that_stops_asks_everybody_to_come_back_and_keeps_what_it_accepted()
    {
        await using var node = await RunningNode.StartAsync();
        using var teacher = await node.TeacherAsync();
        var lesson = await node.PlanAsync(teacher);
        var (ana, _) = await RawConnection.FollowAsync(teacher, lesson, "board");
        await ana.AskAsync(1, "startLesson");
        var posted = (await ana.AskAsync(2, "postMessage", ("text", "kept")))["sequence"]!.GetValue<long>();

        var stopping = node.StopAsync();
        var closing = (await ana.ClosedAsync())!;
        await stopping;
        Assert.Equal("draining", closing["code"]!.GetValue<string>());
        Assert.True(closing["reconnect"]!.GetValue<bool>());
        Assert.True(closing["spreadMs"]!.GetValue<int>() >= 1_000);

        await node.StartAgainAsync();
        using var moved = teacher with { Http = new HttpClient { BaseAddress = node.Address } };
        moved.Http.DefaultRequestHeaders.Authorization = teacher.Http.DefaultRequestHeaders.Authorization;
        var (back, welcome) = await RawConnection.FollowAsync(moved, lesson, "board");
        Assert.Contains(welcome["view"]!["chat"]!.AsArray(), message => message!["sequence"]!.GetValue<long>() == posted);
        back.Dispose();
        ana.Dispose();
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static StringContent Json(string json) => new(json, System.Text.Encoding.UTF8, "application/json");
}
