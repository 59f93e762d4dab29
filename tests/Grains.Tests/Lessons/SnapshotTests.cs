using System.Text;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Domain.Lessons;
using Classroom.Grains.Tests.Clusters;
using Classroom.Ports.Lessons;
using static Classroom.Grains.Tests.Clusters.LessonCluster;

namespace Classroom.Grains.Tests.Lessons;

/// <summary>What a lesson's activation reads is what was written, however it was written.</summary>
public sealed class SnapshotTests
{
    [Fact]
    public async Task A_snapshot_is_written_at_least_every_500_entries()
    {
        await using var cluster = await StartAsync();
        await cluster.GoLiveAsync();
        for (var n = 0; n < 13; n++)
        {
            await Task.WhenAll(Enumerable.Range(0, 100).Select(i => cluster.SendAsync(Teacher, new PostMessage($"{n} {i}"))));
        }

        var snapshots = cluster.Log.Asked.Select(batch => batch.Snapshot?.Sequence).OfType<long>().ToList();
        Assert.InRange(snapshots.Count, 2, 3);
        Assert.All(snapshots.Prepend(0).Zip(snapshots), pair => Assert.InRange(pair.Second - pair.First, 500, 700)); // A flush is never cut.
    }

    /// <summary>Seen to fail when answers were left out of snapshots.</summary>
    [Fact]
    public async Task A_new_activation_has_the_same_state_and_answers()
    {
        await using var cluster = await StartAsync(settings: new() { ["Lessons:SnapshotEvery"] = "20" });
        await cluster.GoLiveAsync();
        for (var n = 0; n < 50; n++)
        {
            await cluster.SendAsync(n % 2 == 0 ? Ada : Bob, new PostMessage($"{n}"));
        }

        await cluster.SendAsync(Bob, new RaiseHand());
        var before = await cluster.AttachAsync("g1", new RecordingSink(), 0, -1);
        await cluster.DeactivateAsync();

        var after = await cluster.AttachAsync("g1", new RecordingSink(), 0, -1);

        Assert.Equal(before.Epoch + 1, after.Epoch);
        Assert.Equal(before.Head, after.Head);
        Assert.Equal(Encoding.UTF8.GetString(before.State!), Encoding.UTF8.GetString(after.State!));
        var first = await cluster.SendAsync(Ada, new PostMessage("0"), counter: 1);
        Assert.Equal("0", ((MessagePosted)(await cluster.EntriesAsync())[first.Sequence - 1].Event).Text);
        Assert.Equal(before.Head, (await cluster.EntriesAsync()).Length);
    }

    /// <summary>Seen to fail when a deletion was written without redaction, and when its snapshot was of the state before it.</summary>
    [Fact]
    public async Task A_deleted_message_is_nowhere_in_storage_or_memory()
    {
        await using var cluster = await StartAsync(settings: new() { ["Fanout:RingEntriesMax"] = "3" });
        await cluster.GoLiveAsync();
        var old = await cluster.SendAsync(Ada, new PostMessage("old secret"));
        await cluster.SendAsync(Ada, new EditMessage(old.Sequence, "edited secret"));
        for (var n = 0; n < 5; n++)
        {
            await cluster.SendAsync(Bob, new PostMessage($"{n}")); // The first is in the ring no more.
        }

        var young = await cluster.SendAsync(Ada, new PostMessage("young secret"));

        await Task.WhenAll(
            cluster.SendAsync(Teacher, new DeleteMessage(old.Sequence)),
            cluster.SendAsync(Teacher, new DeleteMessage(young.Sequence)));

        Assert.DoesNotContain("secret", await StoredAsync(cluster), StringComparison.Ordinal);
        var sink = new RecordingSink();
        await cluster.AttachAsync("g1", sink, epoch: 1, after: young.Sequence - 1);
        await sink.WaitForAsync((await cluster.EntriesAsync()).Length);
        Assert.DoesNotContain(sink.Entries, entry => entry.Event is MessagePosted(var text, _) && text.Contains("secret", StringComparison.Ordinal));
        var before = await cluster.AttachAsync("g2", new RecordingSink(), 0, -1);
        await cluster.DeactivateAsync();
        var after = await cluster.AttachAsync("g2", new RecordingSink(), 0, -1);
        Assert.Equal(before.State, after.State);
    }

    /// <summary>
    /// An answer is durable before it is acknowledged, though it takes no place in the log, and a retry puts nothing twice; once
    /// the poll is closed nothing is stored of who answered, and a retry changes nothing. Seen to fail when the box was not
    /// written, when it was not read, when it stayed after closing, and when ids of answers were kept for retries as others are.
    /// </summary>
    [Fact]
    public async Task An_anonymous_answer_is_kept_until_the_poll_is_closed_and_nothing_of_it_after()
    {
        await using var cluster = await StartAsync(settings: new() { ["Lessons:SnapshotEvery"] = "1" });
        await cluster.GoLiveAsync();
        var asked = await cluster.SendAsync(Teacher, new AskPoll(PollKind.Typed, "How do you feel?", Anonymous: true));
        var open = await StoredAsync(cluster);
        var counter = cluster.NextCounter(Ada);
        var answered = await cluster.SendAsync(Ada, new AnswerPoll(asked.Sequence, Text: "glad"), counter);
        await cluster.SendAsync(Ada, new AnswerPoll(asked.Sequence, Text: "sad"));
        await cluster.DeactivateAsync();

        Assert.Equal(answered, await cluster.SendAsync(Ada, new AnswerPoll(asked.Sequence, Text: "glad"), counter)); // Not undoing the change.
        Assert.Equal(asked.Sequence, answered.Sequence);
        Assert.Equal(open, await StoredAsync(cluster));
        Assert.Equal([counter + 1], await cluster.Grain.Counters([new(Ada.Participant, Device)]));
        await cluster.SendAsync(Bob, new AnswerPoll(asked.Sequence, Text: "fine"));
        await cluster.SendAsync(Teacher, new ClosePoll(asked.Sequence));

        var tally = (await cluster.EntriesAsync()).Select(entry => entry.Event).OfType<PollTallied>().Single().Tally;
        Assert.Equal([new("fine", 1), new("sad", 1)], tally.Texts);
        var closed = await StoredAsync(cluster);
        Assert.DoesNotContain(Ada.Participant.ToString(), closed, StringComparison.Ordinal);
        Assert.DoesNotContain(Bob.Participant.ToString(), closed, StringComparison.Ordinal);
        Assert.Empty(cluster.Log.Asked[^1].Box!);
        await cluster.DeactivateAsync();
        Assert.Equal(LessonRefusal.PollClosed, (await cluster.SendAsync(Ada, new AnswerPoll(asked.Sequence, Text: "glad"), counter)).Refusal);
        Assert.Equal(closed, await StoredAsync(cluster));
    }

    /// <summary>Answers that are decided while a commit is in flight, and the closing among them, in whatever order.</summary>
    [Fact]
    public async Task Of_answers_that_come_with_the_closing_those_accepted_are_counted_and_all_forgotten()
    {
        await using var cluster = await StartAsync();
        await cluster.GoLiveAsync();
        var asked = await cluster.SendAsync(Teacher, new AskPoll(PollKind.YesNo, "Clear?", Anonymous: true));

        var answers = await Task.WhenAll(
            cluster.SendAsync(Teacher, new PostMessage("in flight")),
            cluster.SendAsync(Ada, new AnswerPoll(asked.Sequence, [0])),
            cluster.SendAsync(Bob, new AnswerPoll(asked.Sequence, [1])),
            cluster.SendAsync(Teacher, new ClosePoll(asked.Sequence)));

        Assert.Equal(answers.Count(answer => answer == new CommandResult(asked.Sequence)), (await cluster.EntriesAsync()).Select(entry => entry.Event).OfType<PollTallied>().Single().Tally.Answered);
        await cluster.DeactivateAsync();
        Assert.Equal(LessonRefusal.PollClosed, (await cluster.SendAsync(Ada, new AnswerPoll(asked.Sequence, [1]))).Refusal);
    }

    /// <summary>The command that brings a tally is somebody's answer. Seen to fail when the fifth's id was stored beside it.</summary>
    [Fact]
    public async Task No_tally_of_an_anonymous_poll_is_stored_with_a_command()
    {
        await using var cluster = await StartAsync();
        await cluster.GoLiveAsync();
        var asked = await cluster.SendAsync(Teacher, new AskPoll(PollKind.YesNo, "Clear?", Anonymous: true));
        for (var n = 1; n <= 6; n++)
        {
            await cluster.SendAsync(new Viewer(ParticipantId.Parse($"student-{n}")), new AnswerPoll(asked.Sequence, [n % 2]));
        }

        await cluster.SendAsync(Teacher, new ClosePoll(asked.Sequence));

        var rows = (await RowsAsync(cluster)).Select(row => (EntryCodec.Decode(row.Payload.Span).Event, row.Command)).ToList();
        Assert.Equal([null, null], rows.Where(row => row.Event is PollTallied).Select(row => row.Command));
        Assert.NotNull(Assert.Single(rows, row => row.Event is PollClosed).Command);
    }

    private static Task<IReadOnlyList<StoredEntry>> RowsAsync(LessonCluster cluster) => cluster.Log.ReadAsync(Lesson, 0, 1_000);

    /// <summary>All that is stored of the lesson, as text.</summary>
    private static async Task<string> StoredAsync(LessonCluster cluster)
    {
        var rows = (await RowsAsync(cluster)).Select(row => row.Command + Encoding.UTF8.GetString(row.Payload.Span));
        var snapshot = await cluster.Log.ReadSnapshotAsync(Lesson);
        return string.Join('\n', rows.Append(snapshot is null ? "" : Encoding.UTF8.GetString(snapshot.Payload.Span)));
    }
}
