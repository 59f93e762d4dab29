using Classroom.Client.Lessons;
using Classroom.Contracts.Lessons;
using static Classroom.Client.Tests.Lessons.LessonSamples;

namespace Classroom.Client.Tests.Lessons;

public sealed class UpdateFeedTests
{
    private static readonly LessonUpdate.ViewReplaced Start = new(ReplaceCause.Start, LessonView.Initial, 0);

    [Fact]
    public async Task A_reader_gets_the_view_and_then_every_update()
    {
        var feed = new UpdateFeed(updatesMax: 8);
        var reader = feed.Open(Start);
        Publish(feed, 1, 3);
        feed.Close();

        Assert.Equal([0, 1, 2, 3], (await ReadAsync(reader)).Select(update => update.Sequence));
    }

    [Fact]
    public async Task A_reader_at_the_bound_loses_its_queue_but_is_told_and_holds_the_truth()
    {
        var feed = new UpdateFeed(updatesMax: 4);
        var slow = feed.Open(Start);
        Publish(feed, 1, 5);
        feed.Close();

        var updates = await ReadAsync(slow);

        var replaced = Assert.IsType<LessonUpdate.ViewReplaced>(updates[0]);
        Assert.Equal((ReplaceCause.SlowReader, 4), (replaced.Cause, replaced.Sequence));
        Assert.Equal([4, 5], updates.Select(update => update.Sequence));
    }

    [Fact]
    public async Task A_slow_reader_slows_no_other()
    {
        var feed = new UpdateFeed(updatesMax: 4);
        feed.Open(Start);
        var quick = feed.Open(Start).ReadAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        await quick.MoveNextAsync();

        for (var sequence = 1; sequence <= 50; sequence++)
        {
            Publish(feed, sequence, sequence);
            Assert.True(await quick.MoveNextAsync());
            Assert.Equal(sequence, Assert.IsType<LessonUpdate.EntryAdded>(quick.Current).Sequence);
        }
    }

    [Fact]
    public async Task Who_reads_after_the_end_gets_the_last_view() =>
        Assert.Equal([Start], await ReadAsync(Closed().Open(Start)));

    private static UpdateFeed Closed()
    {
        var feed = new UpdateFeed(updatesMax: 4);
        feed.Close();
        return feed;
    }

    private static void Publish(UpdateFeed feed, int from, int to)
    {
        for (var sequence = from; sequence <= to; sequence++)
        {
            feed.Publish(new LessonUpdate.EntryAdded(Message(sequence, "text"), LessonView.Initial));
        }
    }

    private static async Task<List<LessonUpdate>> ReadAsync(UpdateFeed.Reader reader)
    {
        var updates = new List<LessonUpdate>();
        await foreach (var update in reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            updates.Add(update);
        }

        return updates;
    }
}
