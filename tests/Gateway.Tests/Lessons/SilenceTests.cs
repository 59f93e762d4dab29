using Classroom.Contracts.Lessons;
using Classroom.Domain.Tests.Lessons;
using Classroom.Gateway.Lessons.Following;
using Classroom.Grains.Abstractions.Lessons;

namespace Classroom.Gateway.Tests.Lessons;

/// <summary>Clients whose line is dead without anybody having said so.</summary>
public class SilenceTests
{
    private static readonly History History = Histories.Numbered(1);
    private static readonly Viewer Ada = Histories.Cast[2];

    [Fact]
    public async Task A_client_that_falls_silent_is_reported_gone_since_its_last_sign_and_back_at_its_next()
    {
        await using var world = new FollowingWorld(History);
        var client = await world.FollowAsync(Ada);
        await client.ReadAsync();
        world.Time.Advance(TimeSpan.FromSeconds(5));
        client.Connection.Follower.Hear(client.Connection);

        var gone = await ReportedAsync(world, devices: 0);
        await ReportedAsync(world, devices: 1, client);

        Assert.Equal(Ada.Participant, gone.Participant);
        Assert.True(gone.SilentFor >= world.Options.SilentAfter, $"{gone.SilentFor}"); // How much more, the pace of this machine decides.
        Assert.Null(client.Connection.ClosingAt);
    }

    /// <summary>Else an anonymous answer shows by its writer's coming back. Seen to fail when every message was a sign of life.</summary>
    [Fact]
    public async Task An_answer_to_a_poll_neither_ends_a_silence_nor_puts_it_off()
    {
        await using var world = new FollowingWorld(History);
        var members = new LessonMembers(world.Dependencies);
        var client = world.Connect(Ada);
        members.Add(client.Connection);
        members.Follow(client.Connection);
        world.Time.Advance(TimeSpan.FromSeconds(13));
        client.Connection.Follower.Hear(client.Connection, new AnswerPoll(1, [0]));
        world.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.DoesNotContain(members.Whole(), proof => proof.Devices > 0);

        client.Connection.Follower.Hear(client.Connection, new AnswerPoll(1, [1]));
        Assert.DoesNotContain(members.Whole(), proof => proof.Devices > 0);
        client.Connection.Follower.Hear(client.Connection, new RaiseHand());
        Assert.Contains(members.Whole(), proof => proof.Devices > 0);
    }

    /// <summary>
    /// A lesson keeps the time of the last whole report, and after a kill its people left then: so that report may name nobody
    /// whose last sign is a lease ago. Seen to fail when a silent connection still counted as a device.
    /// </summary>
    [Theory]
    [InlineData(13_999, 1)]
    [InlineData(14_000, 0)]
    public async Task No_whole_report_names_who_gave_no_sign_for_14_seconds(int silentMs, int devices)
    {
        await using var world = new FollowingWorld(History);
        var members = new LessonMembers(world.Dependencies);
        var client = world.Connect(Ada);
        members.Add(client.Connection);
        members.Follow(client.Connection);
        members.Whole();

        world.Time.Advance(TimeSpan.FromMilliseconds(silentMs));

        Assert.Equal(devices, members.Whole().Count(proof => proof.Devices > 0));
    }

    /// <summary>Lets time pass until the lesson is told that there is somebody with so many devices.</summary>
    private static async Task<PresenceProof> ReportedAsync(FollowingWorld world, int devices, MemoryClient? speaking = null)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        late.CancelAfter(TimeSpan.FromSeconds(30));
        while (true)
        {
            if (world.Lesson.LastPresence.FirstOrDefault(proof => proof.Devices == devices) is { } proof)
            {
                return proof;
            }

            Assert.False(late.IsCancellationRequested, $"Nobody was reported with {devices} devices: {string.Join(", ", world.Lesson.LastPresence)}");
            speaking?.Connection.Follower.Hear(speaking.Connection);
            world.Time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }
    }
}
