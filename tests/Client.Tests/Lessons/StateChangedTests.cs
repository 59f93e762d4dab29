using Classroom.Client.Lessons;
using static Classroom.Client.Tests.Lessons.LessonSamples;

namespace Classroom.Client.Tests.Lessons;

/// <summary>What an app does when it hears of a state is the app's. Seen to fail: with its exceptions let through, the lesson closed as failed at the first loss of its line.</summary>
public sealed class StateChangedTests
{
    [Fact(Timeout = 30_000)]
    public async Task A_handler_that_throws_changes_nothing_for_the_lesson_and_for_other_handlers()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var gateway = await ScriptedGateway.StartAsync();
        using var client = await gateway.SignInAsync();
        var (lesson, first) = await JoinAsync(gateway, client);
        var heard = new List<LiveLessonState>();
        lesson.StateChanged += (_, _) => throw new InvalidOperationException("A bug of the app's.");
        lesson.StateChanged += (_, state) => heard.Add(state);

        first.Cut();
        var second = await gateway.AcceptAsync();
        await second.Client.Welcome(Resume(sequence: 2));
        await second.Client.Entries(Range(3, 3, Message(3, "after")));
        await foreach (var update in lesson.ReadUpdatesAsync(stop))
        {
            if (update.View.Chat.Any(message => message.Text == "after"))
            {
                break;
            }
        }

        await lesson.DisposeAsync();

        Assert.Equal(
            [typeof(LiveLessonState.Reconnecting), typeof(LiveLessonState.Connecting), typeof(LiveLessonState.Live), typeof(LiveLessonState.Closed)],
            heard.Select(state => state.GetType()));
        Assert.Equal(new LiveLessonState.Closed(LessonCloseReason.Left), lesson.State);
    }

    private static async Task<(LiveLesson Lesson, ScriptedConnection Server)> JoinAsync(ScriptedGateway gateway, ClassroomClient client)
    {
        var joining = client.JoinAsync(Lesson, TestContext.Current.CancellationToken);
        var server = await gateway.AcceptAsync();
        await server.Client.Welcome(Welcome(sequence: 2));
        return (await joining, server);
    }
}
