using Classroom.Contracts.Lessons;
using Classroom.Grains.Abstractions.Lessons;
using Classroom.Grains.Tests.Clusters;
using Classroom.Testing.Lessons;
using static Classroom.Grains.Tests.Clusters.LessonCluster;

namespace Classroom.Grains.Tests.Lessons;

/// <summary>Nothing is said before it is durable; what is not known is not said at all.</summary>
public sealed class DurabilityTests
{
    /// <summary>Seen to fail when the journal answered and woke the pumps before the append came back.</summary>
    [Fact]
    public async Task Nothing_is_answered_or_pushed_before_it_is_durable()
    {
        await using var cluster = await StartAsync();
        await cluster.GoLiveAsync();
        var sink = await cluster.FollowAsync("g1");
        var held = cluster.Faults.HoldNext(LogOperation.Append);
        var posting = cluster.SendAsync(Teacher, new PostMessage("Hello"));
        await held.Reached;
        await cluster.RoundTripAsync();

        var (answered, pushed) = (posting.IsCompleted, sink.Entries.Any(entry => entry.Event is MessagePosted));
        held.Release();

        Assert.False(answered);
        Assert.False(pushed);
        await sink.WaitForAsync((await posting).Sequence);
        Assert.Contains(sink.Entries, entry => entry.Event is MessagePosted);
    }

    /// <summary>Seen to fail when refusals were answered at once.</summary>
    [Fact]
    public async Task A_refusal_waits_until_what_it_was_read_from_is_durable()
    {
        await using var cluster = await StartAsync();
        await cluster.GoLiveAsync();
        var held = cluster.Faults.HoldNext(LogOperation.Append);
        var ending = cluster.SendAsync(Teacher, new EndLesson());
        await held.Reached;
        var refused = cluster.SendAsync(Ada, new PostMessage("Too late"));
        await cluster.RoundTripAsync();

        var answered = refused.IsCompleted;
        held.Release();

        Assert.False(answered);
        Assert.Equal(LessonRefusal.LessonEnded, (await refused).Refusal);
        Assert.Null((await ending).Refusal);
    }

    /// <summary>
    /// Else whoever sends such commands all the time sees by their answers when somebody answers an anonymous poll. What read
    /// the box waits. Seen to fail when all waited for whatever was in flight, and when nothing waited for a box.
    /// </summary>
    [Fact]
    public async Task A_refusal_does_not_wait_for_an_anonymous_answer_unless_it_was_read_from_that()
    {
        await using var cluster = await StartAsync();
        await cluster.GoLiveAsync();
        var asked = await cluster.SendAsync(Teacher, new AskPoll(PollKind.YesNo, "Clear?", Anonymous: true));
        await cluster.SendAsync(Bob, new PostMessage("Here"));
        var held = cluster.Faults.HoldNext(LogOperation.Append);
        var answering = cluster.SendAsync(Ada, new AnswerPoll(asked.Sequence, [0]));
        await held.Reached;

        var same = cluster.SendAsync(Ada, new AnswerPoll(asked.Sequence, [0]));
        var (refused, idle) = (cluster.SendAsync(Bob, new EndLesson()), cluster.SendAsync(Bob, new LowerHand()));
        bool answered, answeredSame;
        try
        {
            await Task.WhenAll(refused, idle).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
            await cluster.RoundTripAsync();
            (answered, answeredSame) = (answering.IsCompleted, same.IsCompleted);
        }
        finally
        {
            held.Release();
        }

        Assert.Equal(LessonRefusal.NotAllowed, (await refused).Refusal);
        Assert.Equal(CommandResult.Unchanged, await idle);
        Assert.Equal((false, false), (answered, answeredSame));
        Assert.Equal(asked.Sequence, (await answering).Sequence);
        Assert.Equal(CommandResult.Unchanged, await same);
    }

    [Fact]
    public async Task A_refusal_is_unknown_if_what_it_was_read_from_is_lost()
    {
        await using var cluster = await StartAsync();
        await cluster.GoLiveAsync();
        var held = cluster.Faults.HoldNext(LogOperation.Append);
        var closing = cluster.SendAsync(Teacher, new CloseChat());
        await held.Reached;
        var refused = cluster.SendAsync(Ada, new PostMessage("Hello"));
        await cluster.RoundTripAsync();
        await cluster.TakeOverAsync();

        held.Release();

        Assert.Equal(LessonRefusal.Unavailable, (await closing).Refusal);
        Assert.Equal(LessonRefusal.Unavailable, (await refused).Refusal);
        Assert.Null((await cluster.SendAsync(Ada, new PostMessage("Hello"))).Refusal); // The chat was never closed.
    }

    [Fact]
    public async Task What_is_decided_during_a_flush_makes_one_next_flush()
    {
        await using var cluster = await StartAsync();
        await cluster.GoLiveAsync();
        var before = cluster.Log.Asked.Count;
        var held = cluster.Faults.HoldNext(LogOperation.Append);
        var first = cluster.SendAsync(Teacher, new PostMessage("first"));
        await held.Reached;
        var others = Enumerable.Range(0, 50).Select(n => cluster.SendAsync(Teacher, new PostMessage($"{n}"))).ToList();
        await cluster.RoundTripAsync();

        held.Release();

        await Task.WhenAll([first, .. others]);
        Assert.Equal(1, cluster.Log.InFlightMax);
        Assert.Equal(2, cluster.Log.Asked.Count - before);
        Assert.Equal(50, cluster.Log.Asked[^1].Entries.Count);
    }

    public static TheoryData<string> Faults => ["lost", "lied about", "fenced"];

    /// <summary>Seen to fail when the journal went on after an append that was lied about: its head was no longer the log's.</summary>
    [Theory, MemberData(nameof(Faults))]
    public async Task After_an_append_of_unknown_outcome_everybody_is_told_so_and_retries_are_done_once(string fault)
    {
        await using var cluster = await StartAsync();
        await cluster.GoLiveAsync();
        var held = cluster.Faults.HoldNext(LogOperation.Append);
        var counters = Enumerable.Range(0, 5).Select(_ => cluster.NextCounter(Teacher)).ToList();
        Task<CommandResult> Post(long counter) => cluster.SendAsync(Teacher, new PostMessage($"{counter}"), counter);
        var first = Post(counters[0]);
        await held.Reached;
        var posting = counters.Skip(1).Select(Post).ToList(); // They gather while the first is in flight.
        await cluster.RoundTripAsync();
        await (fault == "fenced" ? cluster.TakeOverAsync() : Task.CompletedTask);
        cluster.World.FaultsBehind.Next(LogOperation.Append, fault switch { "lost" => LogFault.Lose, "lied about" => LogFault.Lie, _ => LogFault.None });
        held.Release();

        var results = await Task.WhenAll([first, .. posting]);
        var retried = await Task.WhenAll(counters.Select(Post));

        Assert.All(results, result => Assert.Equal(LessonRefusal.Unavailable, result.Refusal));
        Assert.All(retried, result => Assert.Null(result.Refusal));
        var texts = (await cluster.EntriesAsync()).Select(entry => entry.Event).OfType<MessagePosted>().Select(posted => posted.Text);
        Assert.Equal(counters.Select(counter => $"{counter}").Order(), texts.Order());
    }

    [Fact]
    public async Task An_append_that_takes_too_long_is_of_unknown_outcome()
    {
        await using var cluster = await StartAsync(settings: new() { ["LogWriter:CommitTimeout"] = "00:00:10" });
        await cluster.GoLiveAsync();
        var counter = cluster.NextCounter(Teacher);
        var held = cluster.Faults.HoldNext(LogOperation.Append);
        var posting = cluster.SendAsync(Teacher, new PostMessage("Hello"), counter);
        await held.Reached;

        cluster.Time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(LessonRefusal.Unavailable, (await posting).Refusal);
        Assert.Null((await cluster.SendAsync(Teacher, new PostMessage("Hello"), counter)).Refusal);
        Assert.Single(await cluster.EntriesAsync(), entry => entry.Event is MessagePosted);
    }

    [Fact]
    public async Task A_busy_log_is_waited_for()
    {
        await using var cluster = await StartAsync();
        await cluster.GoLiveAsync();
        cluster.Faults.Next(LogOperation.Append, LogFault.Refuse);
        var posting = cluster.SendAsync(Teacher, new PostMessage("Hello"));
        await cluster.Log.WaitForAskedAsync(2);
        while (!posting.IsCompleted)
        {
            cluster.Time.Advance(TimeSpan.FromMilliseconds(20)); // The pause begins some time after the log refused.
            await cluster.RoundTripAsync();
        }

        Assert.Null((await posting).Refusal);
        Assert.Equal(1, cluster.Log.Opened);
    }

    [Fact]
    public async Task More_commands_than_may_wait_are_refused_with_advice()
    {
        await using var cluster = await StartAsync(settings: new() { ["Lessons:PendingCommandsMax"] = "3" });
        await cluster.GoLiveAsync();
        var held = cluster.Faults.HoldNext(LogOperation.Append);
        var waiting = Enumerable.Range(0, 3).Select(n => cluster.SendAsync(Teacher, new PostMessage($"{n}"))).ToList();
        await held.Reached;
        await cluster.RoundTripAsync();

        var above = await cluster.SendAsync(Teacher, new PostMessage("above"));
        held.Release();

        Assert.Equal(new CommandResult(0, LessonRefusal.RateLimited, TimeSpan.FromSeconds(1)), above);
        Assert.All(await Task.WhenAll(waiting), result => Assert.Null(result.Refusal));
        Assert.Null((await cluster.SendAsync(Teacher, new PostMessage("later"))).Refusal);
    }

    [Fact]
    public async Task A_command_cannot_come_from_somebody_else()
    {
        await using var cluster = await StartAsync();
        await cluster.GoLiveAsync();

        var forged = new ExecuteCommand(new(Ada.Participant, Contracts.Ids.DeviceId.Parse("device"), 1), Teacher, new EndLesson());

        await Assert.ThrowsAsync<ArgumentException>(() => cluster.Grain.Execute(forged));
        Assert.Single(await cluster.EntriesAsync(), entry => entry.Event is LessonStarted);
    }

    [Fact]
    public async Task A_lesson_that_is_not_in_the_timetable_leaves_no_trace()
    {
        await using var cluster = await StartAsync();
        var unknown = Contracts.Ids.LessonId.Parse("demo~unknown");
        var grain = cluster.Grains.GetGrain<ILessonGrain>(unknown.ToString());

        var result = await grain.Execute(new ExecuteCommand(new(Teacher.Participant, Contracts.Ids.DeviceId.Parse("device"), 1), Teacher, new StartLesson()));

        Assert.Equal(LessonRefusal.LessonNotLive, result.Refusal);
        Assert.Equal(0, cluster.Log.Opened);
    }
}
