using Classroom.Contracts.Lessons;
using Classroom.Domain.Tests.Lessons;
using Microsoft.Data.Sqlite;

namespace Classroom.Gateway.Tests.Lessons;

/// <summary>Many come back at once, and the log gives them no more than it can.</summary>
public sealed class ResumeTurnsTests
{
    private static readonly History History = Enumerable.Range(0, 1_000).Select(number => Histories.Numbered((uint)number)).First(history => history.Entries.Length >= 80);
    private static readonly Viewer Teacher = Histories.Cast[0];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Beyond_those_that_may_wait_for_the_log_clients_get_a_fresh_view()
    {
        await using var world = await StartAsync();
        var gate = new TaskCompletionSource();
        world.Lesson.BeforeLogRead = () => gate.Task;
        var reading = world.FollowAsync(Teacher, epoch: 1, after: 0);
        var waiting = world.FollowAsync(Teacher, epoch: 1, after: 0);

        var third = await world.FollowAsync(Teacher, epoch: 1, after: 0).WaitAsync(Patience, Stop);
        await third.ReadAsync();

        Assert.Equal((true, 80L), (third.WasFresh, third.Covered));
        gate.SetResult();
        foreach (var client in await Task.WhenAll(reading, waiting).WaitAsync(Patience, Stop))
        {
            await client.ReadAsync();
            Assert.Equal((false, 0L), (client.WasFresh, client.Covered)); // Its entries come next.
        }
    }

    [Fact]
    public async Task A_log_that_is_busy_costs_a_client_what_it_holds_not_its_connection()
    {
        await using var world = await StartAsync();
        world.Lesson.BeforeLogRead = () => Task.FromException(new SqliteException("Too many reads wait.", 5));

        var client = await world.FollowAsync(Teacher, epoch: 1, after: 0).WaitAsync(Patience, Stop);
        await client.ReadAsync();

        Assert.Equal((true, 80L, null), (client.WasFresh, client.Covered, client.ClosedBy));
    }

    private static async Task<FollowingWorld> StartAsync()
    {
        var world = new FollowingWorld(History, options => (options.RingEntriesMax, options.ResumeReadersMax, options.ResumesWaitingMax) = (16, 1, 1));
        await (await world.FollowAsync(Teacher)).ReadAsync();
        await world.Lesson.AdvanceAsync(80);
        return world;
    }
}
