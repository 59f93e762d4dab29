using System.Text;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Contracts.Timetables;
using Classroom.Grains.Abstractions.Lessons;
using Classroom.Grains.Tests.Clusters;
using Classroom.Testing.Lessons;
using static Classroom.Grains.Tests.Clusters.LessonCluster;

namespace Classroom.Grains.Tests.Lessons;

/// <summary>Lessons that nobody needs leave the memory of their silo, and come back as they were.</summary>
public sealed class CollectionTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Seen to fail when a lesson that has ended said that it is needed.</summary>
    [Fact]
    public async Task A_lesson_with_nobody_in_it_is_collected_and_comes_back_whole()
    {
        await using var cluster = await StartAsync(collectionAge: TimeSpan.FromSeconds(2));
        await cluster.GoLiveAsync();
        var posted = await cluster.SendAsync(Ada, new PostMessage("Hello"), counter: 1);
        await cluster.SendAsync(Bob, new RaiseHand());
        await cluster.SendAsync(Teacher, new EndLesson()); // A live lesson stays awake for its end.
        var before = await cluster.AttachAsync("g1", new RecordingSink(), 0, -1);
        await cluster.Grain.Detach(GatewayId.Parse("g1"));

        await CollectedAsync(cluster);

        var after = await cluster.AttachAsync("g1", new RecordingSink(), 0, -1);
        Assert.Equal(before.Epoch + 1, after.Epoch);
        Assert.Equal(before.Head, after.Head);
        Assert.Equal(Encoding.UTF8.GetString(before.State!), Encoding.UTF8.GetString(after.State!));
        Assert.Equal(before.Head, (await cluster.EntriesAsync()).Length);
        Assert.Equal(posted, await cluster.SendAsync(Ada, new PostMessage("Hello"), counter: 1));
    }

    /// <summary>Seen to fail without delaying the deactivation of a lesson that is needed.</summary>
    [Fact]
    public async Task A_live_lesson_stays_though_nobody_calls_it()
    {
        await using var cluster = await StartAsync(settings: new() { ["Lessons:TeacherAbsenceMax"] = "12:00:00" }, collectionAge: TimeSpan.FromSeconds(2)); // Else it would end.
        await cluster.GoLiveAsync();
        cluster.Time.Advance(TimeSpan.FromSeconds(1)); // A tick: it says that it is needed.
        await cluster.RoundTripAsync();
        for (var n = 0; n < 3; n++)
        {
            var later = LessonId.Parse($"demo~later-{n}");
            await PlanAsync(cluster, later);
            await cluster.Grains.GetGrain<ILessonGrain>(later.ToString()).Counters([]);
            await CollectedAsync(cluster, later); // Nobody needs it: it goes before the one that is called earlier.
        }

        Assert.True(await cluster.IsAwakeAsync());
        Assert.Null((await cluster.SendAsync(Teacher, new PostMessage("Still here"))).Refusal);
        Assert.Equal(4, cluster.Log.Opened);
    }

    /// <summary>Seen to fail when closing did not wait for what is in flight.</summary>
    [Theory, InlineData(LogPhase.Before), InlineData(LogPhase.After)]
    public async Task What_is_in_flight_when_a_lesson_goes_is_not_lost(LogPhase phase)
    {
        await using var cluster = await StartAsync();
        await cluster.GoLiveAsync();
        using var held = cluster.Faults.HoldNext(LogOperation.Append, phase);
        var sink = await cluster.FollowAsync("g1", Ada, Bob); // Nobody waits for what presence brings: no call keeps the grain.
        await held.Reached.WaitAsync(Patience, TestContext.Current.CancellationToken);
        var (opened, leaving) = (cluster.Log.Opened, cluster.DeactivateAsync());
        await Task.Yield();
        var hasLeft = leaving.IsCompleted;

        held.Release();
        await leaving.WaitAsync(Patience, TestContext.Current.CancellationToken);
        await sink.WaitForDropAsync();

        Assert.False(hasLeft);
        Assert.Contains(await cluster.EntriesAsync(), entry => entry.Event is PresenceChanged changed && changed.Arrived.Any(arrival => arrival.Participant == Bob.Participant));
        Assert.Null((await cluster.SendAsync(Bob, new RaiseHand())).Refusal);
        Assert.Equal(opened + 1, cluster.Log.Opened);
        Assert.Equal(0, cluster.Log.Fenced);
    }

    [Fact]
    public async Task A_command_in_flight_keeps_its_lesson_until_it_is_answered()
    {
        await using var cluster = await StartAsync();
        await cluster.GoLiveAsync();
        var counter = cluster.NextCounter(Ada);
        using var held = cluster.Faults.HoldNext(LogOperation.Append);
        var posting = cluster.SendAsync(Ada, new PostMessage("Hello"), counter);
        await held.Reached.WaitAsync(Patience, TestContext.Current.CancellationToken);
        var leaving = cluster.DeactivateAsync();

        held.Release();
        await leaving.WaitAsync(Patience, TestContext.Current.CancellationToken);
        var (first, again) = (await posting, await cluster.SendAsync(Ada, new PostMessage("Hello"), counter));

        Assert.Equal(first, again);
        Assert.Single(await cluster.EntriesAsync(), entry => entry.Event is MessagePosted);
    }

    private static Task<bool> PlanAsync(LessonCluster cluster, LessonId lesson) => cluster.World.Timetable.SaveAsync(
        new LessonPlan(lesson, ClassId.Parse("demo~3b"), "Scales", EightOClock, EightOClock.AddHours(1), LessonStatus.Planned, 1), TestContext.Current.CancellationToken);

    private static async Task CollectedAsync(LessonCluster cluster, LessonId? lesson = null)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        late.CancelAfter(Patience);
        while (await cluster.IsAwakeAsync(lesson))
        {
            Assert.False(late.IsCancellationRequested, "The lesson was not collected.");
            cluster.Time.Advance(TimeSpan.FromMilliseconds(20));
        }
    }
}
