using Classroom.Contracts.Lessons;
using Classroom.Grains.Tests.Clusters;
using Classroom.Testing.Lessons;
using static Classroom.Grains.Tests.Clusters.LessonCluster;

namespace Classroom.Grains.Tests.Lessons;

/// <summary>Two activations of one lesson, as a frozen silo and its successor have them: two clusters on one log.</summary>
public sealed class TakeoverTests
{
    [Fact]
    public async Task An_activation_during_an_append_fences_it_and_the_retry_is_done_once()
    {
        var world = new World();
        await using var old = await StartAsync(world);
        await using var young = await StartAsync(world);
        await old.GoLiveAsync();
        var counter = old.NextCounter(Ada);
        var held = old.Faults.HoldNext(LogOperation.Append);
        var posting = old.SendAsync(Ada, new PostMessage("Hello"), counter);
        await held.Reached;
        var raising = await young.SendAsync(Bob, new RaiseHand()); // Takes over while the append of the other hangs.

        held.Release();

        Assert.Equal(LessonRefusal.Unavailable, (await posting).Refusal);
        Assert.Null(raising.Refusal);
        Assert.Null((await young.SendAsync(Ada, new PostMessage("Hello"), counter)).Refusal);
        Assert.Single(await young.EntriesAsync(), entry => entry.Event is MessagePosted);
    }

    [Fact]
    public async Task An_append_that_made_it_before_the_takeover_is_answered_by_the_successor()
    {
        var world = new World();
        await using var old = await StartAsync(world);
        await using var young = await StartAsync(world);
        await old.GoLiveAsync();
        var counter = old.NextCounter(Ada);
        var held = old.Faults.HoldNext(LogOperation.Append, LogPhase.After);
        var posting = old.SendAsync(Ada, new PostMessage("Hello"), counter);
        await held.Reached;

        var retried = await young.SendAsync(Ada, new PostMessage("Hello"), counter);
        held.Release();

        Assert.Equal(await posting, retried);
        Assert.Single(await young.EntriesAsync(), entry => entry.Event is MessagePosted);
    }

    /// <summary>
    /// Goal: however two activations fight, the log is one order, and every command is in it once.
    /// Method: forty commands, each sent to both clusters by turns until it is known what became of it.
    /// Seen to fail when an append's outcome was ignored: commands were lost.
    /// </summary>
    [Fact]
    public async Task Two_activations_that_fight_write_one_log()
    {
        var world = new World();
        await using var one = await StartAsync(world);
        await using var other = await StartAsync(world);
        await one.GoLiveAsync();
        await other.RoundTripAsync(); // It takes over, so that there is a fight however slow the machine is.
        world.Faults.Always(LogOperation.Append, LogFault.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System)); // An instant log leaves nothing to fight for.
        var texts = Enumerable.Range(1, 40).Select(n => $"message {n:00}").ToList();

        await Task.WhenAll(texts.Select(async (text, n) =>
        {
            var counter = 100 + n;
            for (var turn = n; (await (turn % 2 == 0 || turn > n + 6 ? one : other).SendAsync(Ada, new PostMessage(text), counter)).Refusal is not null; turn++)
            {
                await Task.Yield(); // The fight ends when all have turned to one of them.
            }
        }));

        var entries = await one.EntriesAsync();
        Assert.Equal(Enumerable.Range(1, entries.Length).Select(n => (long)n), entries.Select(entry => entry.Sequence));
        Assert.Equal(entries.Select(entry => entry.Epoch).Order(), entries.Select(entry => entry.Epoch));
        Assert.Equal(texts, entries.Select(entry => entry.Event).OfType<MessagePosted>().Select(posted => posted.Text).Order());
        Assert.True(world.Log.Fenced > 0, "Nobody fought.");
    }
}
