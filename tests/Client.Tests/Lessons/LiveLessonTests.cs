using System.Net;
using System.Text.Json;
using Classroom.Client.Lessons;
using Classroom.Contracts.Admission;
using Classroom.Contracts.Hub;
using Classroom.Contracts.Lessons;
using Classroom.Domain.Lessons;
using Microsoft.AspNetCore.Http;
using static Classroom.Client.Tests.Lessons.LessonSamples;

namespace Classroom.Client.Tests.Lessons;

/// <summary>The client over real sockets, against a server that says what the test says.</summary>
public sealed class LiveLessonTests
{
    [Fact(Timeout = 30_000)]
    public async Task A_lesson_is_joined_followed_and_folded()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var gateway = await ScriptedGateway.StartAsync();
        using var client = await gateway.SignInAsync();
        var (lesson, server) = await JoinAsync(gateway, client, Welcome(sequence: 2));
        await using var _ = lesson;
        var updates = lesson.ReadUpdatesAsync(stop).GetAsyncEnumerator(stop);
        await updates.MoveNextAsync();

        await server.Client.Entries(Range(3, 4, Message(4, "bonjour")));
        await updates.MoveNextAsync();

        Assert.Equal(new FollowLesson(FoldLevel.Current), server.Follow);
        Assert.Equal(["ticket1"], gateway.Tickets);
        Assert.Equal("bonjour", updates.Current.View.Chat.Single().Text);
        Assert.Equal((4, new LiveLessonState.Live(), new Viewer(Ada)), (lesson.Sequence, lesson.State, lesson.You));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_command_outlives_its_connection_under_one_counter()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var gateway = await ScriptedGateway.StartAsync();
        using var client = await gateway.SignInAsync();
        var (lesson, first) = await JoinAsync(gateway, client, Welcome(sequence: 2, counter: 40));
        await using var _ = lesson;
        var answers = new[] { lesson.SendAsync(new RaiseHand(), stop), lesson.SendAsync(new LowerHand(), stop), lesson.SendAsync(new PostMessage("oui"), stop) };
        Assert.Equal((41, 42, 43), ((await first.ReadAsync()).Counter, (await first.ReadAsync()).Counter, (await first.ReadAsync()).Counter));
        await first.Client.Answered(new CommandAnswer(42, 7));
        Assert.Equal(7, (await answers[1]).Sequence);

        first.Cut();
        var second = await gateway.AcceptAsync();
        await second.Client.Welcome(Resume(sequence: 2) with { Counter = 43 });

        Assert.Equal(new FollowLesson(FoldLevel.Current, 1, 2), second.Follow);
        Assert.Equal(new SendCommand(41, new RaiseHand()), await second.ReadAsync());
        Assert.Equal(new SendCommand(43, new PostMessage("oui")), await second.ReadAsync());
        await second.Client.Answered(new CommandAnswer(43, 9));
        await second.Client.Answered(new CommandAnswer(41, 0, LessonRefusal.HandsClosed));
        Assert.Equal((9, LessonRefusal.HandsClosed), ((await answers[2]).Sequence, (await answers[0]).Refusal));
        Assert.Single(gateway.Devices.Distinct());
        Assert.Equal(["ticket1", "ticket2"], gateway.Tickets.Order());
    }

    [Fact(Timeout = 30_000)]
    public async Task A_gap_makes_the_client_come_back_and_resume_from_what_it_holds()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var gateway = await ScriptedGateway.StartAsync();
        using var client = await gateway.SignInAsync();
        var (lesson, first) = await JoinAsync(gateway, client, Welcome(sequence: 2));
        await using var _ = lesson;

        await first.Client.Entries(Range(4, 4, Message(4, "after a gap")));
        var second = await gateway.AcceptAsync();
        await second.Client.Welcome(Resume(sequence: 2));
        await second.Client.Entries(Range(3, 4, Message(3, "missing"), Message(4, "after a gap")));
        var answer = lesson.SendAsync(new RaiseHand(), stop);
        await second.Client.Answered(new CommandAnswer((await second.ReadAsync()).Counter, 0));
        await answer;

        Assert.Equal(new FollowLesson(FoldLevel.Current, 1, 2), second.Follow);
        Assert.Equal(["missing", "after a gap"], lesson.View.Chat.Select(message => message.Text));
    }

    [Fact(Timeout = 30_000)]
    public async Task What_an_old_connection_still_says_is_not_heard()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var gateway = await ScriptedGateway.StartAsync();
        using var client = await gateway.SignInAsync();
        var (lesson, first) = await JoinAsync(gateway, client, Welcome(sequence: 2));
        await using var _ = lesson;

        await first.Client.Entries(Range(9, 9));
        await first.Client.Entries(Range(3, 3, Message(3, "too late")));
        await gateway.AcceptAsync();

        Assert.Equal(2, lesson.Sequence);
    }

    [Theory(Timeout = 30_000)]
    [InlineData(CloseCode.Ejected)]
    [InlineData(CloseCode.Replaced)]
    public async Task A_lesson_that_closes_for_good_says_why_to_everybody_who_waits(CloseCode code)
    {
        var stop = TestContext.Current.CancellationToken;
        await using var gateway = await ScriptedGateway.StartAsync();
        using var client = await gateway.SignInAsync();
        var (lesson, server) = await JoinAsync(gateway, client, Welcome(sequence: 2));
        await using var _ = lesson;
        var answer = lesson.SendAsync(new RaiseHand(), stop);
        await server.ReadAsync();

        await server.Client.Closing(new ConnectionClosing(code, Reconnect: false));

        var closed = await Assert.ThrowsAsync<LessonClosedException>(() => answer);
        Assert.Equal(new LiveLessonState.Closed(LessonCloseReason.ByServer, code), closed.State);
        await foreach (var update in lesson.ReadUpdatesAsync(stop))
        {
            Assert.IsType<LessonUpdate.ViewReplaced>(update); // And then it ends.
        }

        await Assert.ThrowsAsync<LessonClosedException>(() => lesson.SendAsync(new RaiseHand(), stop));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_lesson_that_cannot_be_joined_says_what_the_server_said()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var gateway = await ScriptedGateway.StartAsync();
        gateway.Join = () => Results.Problem(statusCode: 404, title: "No such lesson.", extensions: new Dictionary<string, object?> { ["code"] = "notFound" });
        using var client = await gateway.SignInAsync();

        var closed = await Assert.ThrowsAsync<LessonClosedException>(() => client.JoinAsync(Lesson, stop));

        var why = Assert.IsType<ClassroomException>(closed.InnerException);
        Assert.Equal((HttpStatusCode.NotFound, "notFound", "No such lesson."), (why.Status, why.Code, why.Message));
    }

    [Fact(Timeout = 30_000)]
    public async Task A_client_that_is_not_admitted_waits_its_time_and_asks_again()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var gateway = await ScriptedGateway.StartAsync();
        var asked = 0;
        var waiting = Results.Json((JoinAnswer)new JoinWaiting(3, 100, 200, RetryAfterMs: 20), ClassroomClient.Json);
        gateway.Join = () => ++asked < 3 ? waiting : asked < 5 ? Results.StatusCode(503) : null!;
        using var client = await gateway.SignInAsync();

        var (lesson, _) = await JoinAsync(gateway, client, Welcome(sequence: 0));
        await lesson.DisposeAsync();

        Assert.Equal(5, asked);
        Assert.Equal(new LiveLessonState.Closed(LessonCloseReason.Left), lesson.State);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_socket_that_does_not_come_about_is_tried_again_with_a_new_ticket()
    {
        _ = TestContext.Current.CancellationToken;
        await using var gateway = await ScriptedGateway.StartAsync();
        gateway.SocketsToRefuse = 2;
        using var client = await gateway.SignInAsync();

        var (lesson, _) = await JoinAsync(gateway, client, Welcome(sequence: 0));
        await lesson.DisposeAsync();

        Assert.Equal(3, gateway.Devices.Count);
        Assert.Equal(["ticket3"], gateway.Tickets);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_client_that_gives_up_joining_gives_up_at_once()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var gateway = await ScriptedGateway.StartAsync();
        using var client = await gateway.SignInAsync();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var joining = client.JoinAsync(Lesson, patience.Token);
        await gateway.AcceptAsync(); // It is connected, and never welcomed.

        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => joining);
    }

    [Fact]
    public void What_a_newer_server_says_is_taken_as_the_protocol_says()
    {
        var answer = JsonSerializer.Deserialize<CommandAnswer>("""{"counter":4,"refusal":"somethingNew"}""", ProtocolEnums.Tolerant);
        var closing = JsonSerializer.Deserialize<ConnectionClosing>("""{"code":"somethingNew","reconnect":false}""", ProtocolEnums.Tolerant);
        var known = JsonSerializer.Deserialize<CommandAnswer>("""{"counter":4,"refusal":"chatClosed"}""", ProtocolEnums.Tolerant);

        Assert.Equal(LessonRefusal.NotAllowed, answer!.Refusal);
        Assert.False(closing!.Reconnect);
        Assert.Equal(LessonRefusal.ChatClosed, known!.Refusal);
    }

    [Fact(Timeout = 30_000)]
    public async Task Heartbeats_say_how_far_the_client_has_folded()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var gateway = await ScriptedGateway.StartAsync();
        using var client = await gateway.SignInAsync();
        var (lesson, server) = await JoinAsync(gateway, client, Welcome(sequence: 2) with { HeartbeatMs = 1_000 });
        await using var _ = lesson;
        await server.Client.Entries(Range(3, 8));

        Assert.Equal(8, (await server.Heartbeats.Reader.ReadAsync(stop)).Sequence);
    }

    private static async Task<(LiveLesson Lesson, ScriptedConnection Server)> JoinAsync(ScriptedGateway gateway, ClassroomClient client, LessonWelcome welcome)
    {
        var joining = client.JoinAsync(Lesson, TestContext.Current.CancellationToken);
        var server = await gateway.AcceptAsync();
        await server.Client.Welcome(welcome);
        return (await joining, server);
    }
}
