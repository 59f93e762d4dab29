using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Grains.Tests.Clusters;
using static Classroom.Grains.Tests.Clusters.LessonCluster;

namespace Classroom.Grains.Tests.Lessons;

/// <summary>What a lesson does when the wall clock is set, or the machine slept. All seen to fail when lengths were told by the wall clock.</summary>
public sealed class ClockTests
{
    [Fact]
    public async Task A_clock_set_forward_sends_nobody_away_and_ends_nothing()
    {
        await using var cluster = await StartAsync();
        await LiveAsync(cluster);
        var before = await cluster.EntriesAsync();

        cluster.Time.Step(TimeSpan.FromMinutes(11));
        await KeepAsync(cluster, TimeSpan.FromSeconds(30), Teacher, Ada);

        Assert.Equal(before.Length, (await cluster.EntriesAsync()).Length);
        await cluster.SendAsync(Teacher, new PostMessage("Hello"));
        Assert.Equal(EightOClock.AddMinutes(11).AddSeconds(30), (await cluster.EntriesAsync())[^1].At);
    }

    [Fact]
    public async Task A_clock_set_forward_shortens_no_grace()
    {
        await using var cluster = await StartAsync();
        await LiveAsync(cluster);
        await cluster.SendAsync(Ada, new RaiseHand());
        await cluster.RenewAsync("g1", Teacher);
        await cluster.Grain.Sweep();
        await cluster.Log.WaitForAsync<PresenceChanged>(Lesson, changed => !changed.Left.IsEmpty);

        cluster.Time.Step(TimeSpan.FromMinutes(11));
        await KeepAsync(cluster, TimeSpan.FromSeconds(44), Teacher);
        var early = (await cluster.EntriesAsync()).Any(entry => entry.Event is PlacesReleased);
        await KeepAsync(cluster, TimeSpan.FromSeconds(1), Teacher);

        Assert.False(early);
        await cluster.Log.WaitForAsync<PlacesReleased>(Lesson);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(-11)]
    public async Task A_teacher_is_waited_for_for_10_minutes_whatever_the_clock_is_set_to(int minutes)
    {
        await using var cluster = await StartAsync();
        await LiveAsync(cluster);
        await cluster.RenewAsync("g1", Ada);
        await cluster.Grain.Sweep();
        await cluster.Log.WaitForAsync<PresenceChanged>(Lesson, changed => !changed.Left.IsEmpty);

        cluster.Time.Step(TimeSpan.FromMinutes(minutes));
        await KeepAsync(cluster, TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1), Ada);
        var early = (await cluster.EntriesAsync()).Any(entry => entry.Event is LessonEnded);
        await KeepAsync(cluster, TimeSpan.FromSeconds(1), Ada);

        Assert.False(early);
        Assert.Equal(new LessonEnded(LessonEndReason.NoTeacher), (await cluster.Log.WaitForAsync<LessonEnded>(Lesson)).Event);
    }

    [Fact]
    public async Task A_clock_set_back_stops_neither_leases_nor_the_time_of_entries()
    {
        await using var cluster = await StartAsync();
        await LiveAsync(cluster);
        await KeepAsync(cluster, TimeSpan.FromSeconds(20), Teacher, Ada);

        cluster.Time.Step(TimeSpan.FromHours(-1));
        await KeepAsync(cluster, TimeSpan.FromSeconds(10), Teacher, Ada);
        cluster.Time.Advance(TimeSpan.FromSeconds(15));
        await cluster.Grain.Sweep();

        var left = await cluster.Log.WaitForAsync<PresenceChanged>(Lesson, changed => changed.Left.Length == 2);
        Assert.Equal(EightOClock.AddSeconds(45), left.At);
        Assert.All(((PresenceChanged)left.Event).Left, departure => Assert.Equal(EightOClock.AddSeconds(30), departure.At));
        Assert.False((await cluster.RenewAsync("g1", Teacher)).Attached);
    }

    [Fact]
    public async Task An_activation_after_the_clock_was_set_back_goes_on_from_the_last_entry()
    {
        await using var cluster = await StartAsync();
        await LiveAsync(cluster);
        cluster.Time.Step(TimeSpan.FromHours(-1));
        await cluster.DeactivateAsync();
        await cluster.FollowAsync("g1", Teacher, Ada);

        await KeepAsync(cluster, TimeSpan.FromSeconds(20), Teacher, Ada);
        await cluster.SendAsync(Teacher, new PostMessage("Hello"));

        Assert.Equal(EightOClock.AddSeconds(20), (await cluster.EntriesAsync())[^1].At);
    }

    private static async Task LiveAsync(LessonCluster cluster)
    {
        await cluster.FollowAsync("g1", Teacher, Ada);
        await cluster.GoLiveAsync();
        await cluster.Log.WaitForAsync<PresenceChanged>(Lesson, changed => changed.Arrived.Any(arrival => arrival.Participant == Ada.Participant));
    }

    /// <summary>Lets time pass while the gateway proves these people.</summary>
    private static async Task KeepAsync(LessonCluster cluster, TimeSpan time, params Viewer[] people)
    {
        for (var left = time; left > TimeSpan.Zero; left -= TimeSpan.FromSeconds(10))
        {
            cluster.Time.Advance(left < TimeSpan.FromSeconds(10) ? left : TimeSpan.FromSeconds(10));
            await cluster.RenewAsync("g1", people);
            await cluster.Grain.Sweep();
        }
    }
}
