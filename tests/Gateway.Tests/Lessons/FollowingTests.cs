using Classroom.Contracts.Hub;
using Classroom.Contracts.Lessons;
using Classroom.Domain.Tests.Lessons;
using CsCheck;

namespace Classroom.Gateway.Tests.Lessons;

/// <summary>Who is let in how, who is closed why, and that nobody waits for anybody else.</summary>
public sealed class FollowingTests
{
    private static readonly History History = Longest();
    private static readonly Viewer Teacher = Histories.Cast[0];
    private static readonly Viewer Ada = Histories.Cast[2];

    /// <summary>Seen to fail: with a question for each client.</summary>
    [Fact]
    public async Task A_class_that_comes_at_once_costs_the_lesson_one_attach_and_a_question_after_the_one_on_its_way()
    {
        await using var world = new FollowingWorld(History);
        await world.Lesson.AdvanceAsync(30);
        await (await world.FollowAsync(Teacher)).ReadAsync(); // The lesson is attached: from here on, who follows has asked when the call returns.
        world.Lesson.CounterQuestions.Clear();
        var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        world.Lesson.BeforeCounters = () => first.Task;

        var following = Enumerable.Range(0, 500).Select(number => world.FollowAsync(new(Classroom.Contracts.Ids.ParticipantId.Parse($"s{number}"), LessonRole.Teacher))).ToList();
        first.SetResult();
        var clients = await Task.WhenAll(following).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        foreach (var client in clients)
        {
            await client.ReadAsync();
            Assert.Equal(30, client.Covered);
        }

        Assert.Equal(1, world.Lesson.Attaches);
        Assert.Equal([1, 499], world.Lesson.CounterQuestions);
        Assert.Equal(0, world.Lesson.LogReads);
    }

    [Theory]
    [InlineData(2_000, 0, false)] // From the ring.
    [InlineData(16, 1, false)] // The ring is too short: from the log.
    public async Task A_resume_is_served_from_the_ring_or_the_log(int ring, int logReads, bool fresh)
    {
        await using var world = new FollowingWorld(History, options => options.RingEntriesMax = ring);
        var first = await world.FollowAsync(Teacher);
        await first.ReadAsync();
        await world.Lesson.AdvanceAsync(80);

        var second = await world.FollowAsync(Teacher, epoch: 1, after: 0);
        second.GoOnFrom(new MemoryClient(Teacher, 1) { View = LessonView.Initial with { Viewer = Teacher } });
        await world.ReadToAsync(second, 80);

        Assert.Equal(fresh, second.WasFresh);
        Assert.Equal(logReads, world.Lesson.LogReads);
    }

    [Theory]
    [InlineData(0)] // Missed being sent out, and being let in again.
    [InlineData(1)] // Missed being let in again.
    public async Task Who_missed_being_let_in_again_gets_a_fresh_view_from_the_log_too(int knows)
    {
        var (history, viewer, sentOut, letIn) = Readmission();
        await using var world = new FollowingWorld(history, options => options.RingEntriesMax = 16);
        await (await world.FollowAsync(Teacher)).ReadAsync();
        await world.Lesson.AdvanceAsync(letIn + 20);

        var client = await world.FollowAsync(viewer, epoch: 1, after: sentOut - 1 + knows);
        await client.ReadAsync();

        Assert.Equal((true, letIn + 20), (client.WasFresh, (int)client.Covered));
        Assert.Equal(1, world.Lesson.LogReads);
    }

    [Fact]
    public async Task Who_missed_an_entry_that_cannot_be_read_gets_the_lesson_as_it_is_now()
    {
        await using var world = new FollowingWorld(History, options => options.RingEntriesMax = 16);
        await (await world.FollowAsync(Teacher)).ReadAsync();
        await world.Lesson.AdvanceAsync(80);
        world.Lesson.Unreadable = 30;

        var client = await world.FollowAsync(Teacher, epoch: 1, after: 0);
        await client.ReadAsync();

        Assert.True(client.WasFresh);
        Assert.Equal(80, client.Covered);
    }

    [Fact]
    public async Task Who_missed_more_than_can_be_sent_gets_a_fresh_view()
    {
        await using var world = new FollowingWorld(History, options => options.ResumeEntriesMax = 50);
        await (await world.FollowAsync(Teacher)).ReadAsync();
        await world.Lesson.AdvanceAsync(51);

        var client = await world.FollowAsync(Teacher, epoch: 1, after: 0);
        await client.ReadAsync();

        Assert.True(client.WasFresh);
        Assert.Equal(51, client.Covered);
    }

    [Fact]
    public async Task Two_audiences_get_different_frames_and_one_audience_shares_them()
    {
        await using var world = new FollowingWorld(History);
        var hidden = (int)Hidden(History)!;
        await world.Lesson.AdvanceAsync(hidden - 1);
        var (teacher, student) = (await world.FollowAsync(Teacher), await world.FollowAsync(Ada));
        await teacher.ReadAsync();
        await student.ReadAsync();

        await world.Lesson.AdvanceAsync(hidden);
        await world.ReadToAsync(teacher, hidden);
        world.Time.Advance(TimeSpan.FromSeconds(2));
        await world.ReadToAsync(student, hidden);

        Assert.Contains($"\"sequence\":{hidden},", teacher.Received.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain($"\"sequence\":{hidden},", student.Received.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_does_not_read_is_closed_and_holds_nobody_up()
    {
        await using var world = new FollowingWorld(History, options => (options.RingEntriesMax, options.WriteWithin) = (40, TimeSpan.FromDays(1)));
        var slow = world.Connect(Ada, pipeBytes: 2_000);
        await slow.Connection.Follower.Welcomes.FollowAsync(slow.Connection, new(1));
        var quick = await world.FollowAsync(Teacher);
        await quick.ReadAsync();

        for (var head = 1; head <= History.Entries.Length; head++)
        {
            await world.Lesson.AdvanceAsync(head); // The slow one's line is full after a few of these.
            await world.ReadToAsync(quick, head);
        }

        Assert.Null(quick.ClosedBy);
        Assert.Equal("tooFarBehind", await slow.ClosedAsync());
    }

    [Fact]
    public async Task A_client_that_folds_nothing_for_10_seconds_while_the_lesson_goes_on_is_closed()
    {
        await using var world = new FollowingWorld(History);
        var client = await world.FollowAsync(Teacher);
        await client.ReadAsync();
        world.Time.Advance(TimeSpan.FromSeconds(5));
        await world.Lesson.AdvanceAsync(10);
        world.Time.Advance(TimeSpan.FromSeconds(9));
        Beat(client, 0);
        Assert.Null(client.Connection.ClosingAt);

        world.Time.Advance(TimeSpan.FromSeconds(2));
        Beat(client, 0);

        Assert.Equal("tooFarBehind", await client.ClosedAsync());
    }

    [Fact]
    public async Task A_client_that_is_up_to_date_is_not_closed_however_quiet_the_lesson()
    {
        await using var world = new FollowingWorld(History);
        var client = await world.FollowAsync(Teacher);
        await world.Lesson.AdvanceAsync(10);
        await world.ReadToAsync(client, 10);
        world.Time.Advance(TimeSpan.FromMinutes(5));

        Beat(client, 10);

        Assert.Null(client.Connection.ClosingAt);
    }

    [Fact]
    public async Task Who_sends_no_heartbeat_for_45_seconds_and_who_does_not_follow_within_5_are_timed_out()
    {
        await using var world = new FollowingWorld(History, options => options.HeartbeatTimeout = TimeSpan.FromSeconds(45));
        var silent = await world.FollowAsync(Teacher);
        world.Time.Advance(TimeSpan.FromSeconds(44));
        Assert.Null(silent.Connection.ClosingAt);
        var idle = world.Connect(Ada);
        world.Time.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal("timedOut", await silent.ClosedAsync());
        Assert.Null(idle.Connection.ClosingAt);

        world.Time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal("timedOut", await idle.ClosedAsync());
    }

    [Fact]
    public async Task The_ninth_connection_of_one_person_makes_the_first_give_way()
    {
        await using var world = new FollowingWorld(History);
        var clients = new List<MemoryClient>();
        for (var number = 0; number < 9; number++)
        {
            clients.Add(await world.FollowAsync(Teacher));
        }

        Assert.Equal("replaced", await clients[0].ClosedAsync());
        Assert.All(clients[1..], client => Assert.Null(client.Connection.ClosingAt));
    }

    [Fact]
    public async Task Commands_beyond_the_rate_are_refused_with_a_wait_over_all_connections_of_a_person()
    {
        await using var world = new FollowingWorld(History);
        var (one, two) = (await world.FollowAsync(Teacher), await world.FollowAsync(Teacher));
        for (var counter = 1; counter <= 30; counter++)
        {
            Send(counter % 2 == 0 ? one : two, counter);
        }

        Send(one, 31);
        var refused = await AnswerToAsync(one, 31);
        Assert.Equal("rateLimited", refused["refusal"]!.GetValue<string>());
        Assert.InRange(refused["retryAfterMs"]!.GetValue<int>(), 1, 100);

        world.Time.Advance(TimeSpan.FromMilliseconds(refused["retryAfterMs"]!.GetValue<int>()));
        Send(one, 31);
        Assert.Null((await AnswerToAsync(one, 31, skip: 1))["refusal"]);
    }

    [Fact]
    public async Task The_33rd_command_that_waits_is_refused_and_the_order_of_the_others_kept()
    {
        var gate = new TaskCompletionSource<CommandResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var world = new FollowingWorld(History, options => options.CommandsBurst = 100);
        world.Lesson.Answer = _ => gate.Task;
        var client = await world.FollowAsync(Teacher);
        for (var counter = 1; counter <= 33; counter++)
        {
            Send(client, counter);
        }

        Assert.Equal("tooManyWaiting", (await AnswerToAsync(client, 33))["refusal"]!.GetValue<string>());
        gate.SetResult(new(7));
        await AnswerToAsync(client, 32);
        Assert.Equal(Enumerable.Range(1, 32).Select(counter => (long)counter), world.Lesson.Commands.Select(command => command.Id.Counter));
    }

    [Fact]
    public async Task A_lesson_that_fails_or_hangs_is_answered_as_unavailable()
    {
        await using var world = new FollowingWorld(History);
        world.Lesson.Answer = _ => throw new TimeoutException();
        var client = await world.FollowAsync(Teacher);

        Send(client, 1);

        var answer = await AnswerToAsync(client, 1);
        Assert.Equal("unavailable", answer["refusal"]!.GetValue<string>());
        Assert.True(answer["retryAfterMs"]!.GetValue<int>() > 0);
    }

    [Fact]
    public async Task The_gateway_stamps_who_sends_a_command()
    {
        await using var world = new FollowingWorld(History);
        var client = await world.FollowAsync(Ada, device: "phone");

        Send(client, 5);
        await AnswerToAsync(client, 5);

        var sent = Assert.Single(world.Lesson.Commands);
        Assert.Equal((Ada.Participant, "phone", 5L), (sent.Id.Participant, sent.Id.Device.ToString(), sent.Id.Counter));
        Assert.Equal(Ada, sent.By);
    }

    [Fact]
    public async Task A_lost_push_is_found_by_the_next_renewal_and_made_good()
    {
        await using var world = new FollowingWorld(History);
        var client = await world.FollowAsync(Teacher);
        await client.ReadAsync();
        await world.Lesson.PushAsync(9, History.Entries[8..10]); // 1 to 8 were lost.
        Assert.Equal(0, world.Lesson.Held);

        await world.Lesson.PushAsync(1, History.Entries[..10]);
        await world.ReadToAsync(client, 10);

        Assert.Equal(10, client.Covered);
    }

    [Fact]
    public async Task A_client_that_is_too_old_a_lesson_that_is_full_and_a_second_follow_are_refused()
    {
        await using var world = new FollowingWorld(History);
        world.Lesson.ParticipantsMax = 2;
        var old = world.Connect(Teacher);
        await old.Connection.Follower.Welcomes.FollowAsync(old.Connection, new(0));
        Assert.Equal("clientTooOld", await old.ClosedAsync());

        await world.FollowAsync(Ada);
        await world.FollowAsync(Histories.Cast[3]);
        var third = await world.FollowAsync(Histories.Cast[4]);
        Assert.Equal("lessonFull", await third.ClosedAsync());
        Assert.Null((await world.FollowAsync(Teacher)).Connection.ClosingAt);

        var twice = await world.FollowAsync(Teacher);
        await twice.Connection.Follower.Welcomes.FollowAsync(twice.Connection, new(1));
        Assert.Equal("protocolError", await twice.ClosedAsync());
    }

    [Fact]
    public async Task Presence_counts_devices_and_is_reported_in_batches()
    {
        await using var world = new FollowingWorld(History);
        var (phone, _) = (await world.FollowAsync(Ada), await world.FollowAsync(Ada));
        await ReportedAsync(world, proof => proof.Participant == Ada.Participant && proof.Devices == 2);

        phone.Connection.Abort();
        await ReportedAsync(world, proof => proof.Participant == Ada.Participant && proof.Devices == 1);
    }

    private static async Task ReportedAsync(FollowingWorld world, Func<Classroom.Grains.Abstractions.Lessons.PresenceProof, bool> isIt)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!world.Lesson.LastPresence.Any(isIt))
        {
            world.Time.Advance(TimeSpan.FromMilliseconds(50));
            await world.Lesson.Reports.WaitAsync(TimeSpan.FromMilliseconds(2), deadline.Token); // The clock must not run far ahead of who reports.
        }
    }

    private static void Send(MemoryClient client, long counter) => client.Connection.Follower.Commands.Take(client.Connection, new(counter, new RaiseHand()));

    private static void Beat(MemoryClient client, long sequence) => client.Connection.Follower.Watch.Take(client.Connection, new ClientHeartbeat(sequence));

    private static async Task<System.Text.Json.Nodes.JsonNode> AnswerToAsync(MemoryClient client, long counter, int skip = 0)
    {
        for (var count = 1; ; count++)
        {
            var answer = await client.AnswerAsync(count);
            if (answer["counter"]!.GetValue<long>() == counter && skip-- == 0)
            {
                return answer;
            }
        }
    }

    /// <summary>A lesson long enough for every test, with something that only teachers may see, and that does not end.</summary>
    private static History Longest() =>
        Enumerable.Range(1, 2_000).Select(number => Histories.Play(Histories.GenSteps.Generate(new PCG(1, (uint)number), null, out _)))
            .First(history => history.Entries.Length >= 110 && Hidden(history) is > 20 and < 105 && history.States[^1].Content.Phase == LessonPhase.Live
                && history.States.All(state => state.Content.SentOut.IsEmpty));

    /// <summary>A lesson out of which somebody is sent, and let in again more than a ring before its end.</summary>
    private static (History History, Viewer Viewer, int SentOut, int LetIn) Readmission() =>
        (from number in Enumerable.Range(1, 1_000)
         let history = Histories.Play(Histories.GenSteps.Generate(new PCG(1, (uint)number), null, out _))
         where history.States[^1].Content.Phase == LessonPhase.Live
         from letIn in history.Entries
         where letIn.Event is ParticipantReadmitted && letIn.Sequence + 20 <= history.Entries.Length
         let viewer = Histories.Cast.Single(one => one.Participant == ((ParticipantReadmitted)letIn.Event).Participant)
         let sentOut = history.Entries.Last(entry => entry.Sequence < letIn.Sequence && entry.Event is ParticipantEjected ejected && ejected.Participant == viewer.Participant)
         where !history.States[(int)letIn.Sequence + 20].Content.SentOut.Contains(viewer.Participant)
             && !history.Entries.Any(entry => entry.Sequence > letIn.Sequence && entry.Event is ParticipantEjected)
         select (history, viewer, (int)sentOut.Sequence, (int)letIn.Sequence)).First();

    private static long? Hidden(History history) => history.Entries.FirstOrDefault(entry => entry.Audience == Audience.TeachersOnly)?.Sequence;
}
