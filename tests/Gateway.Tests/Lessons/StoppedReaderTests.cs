using Classroom.Contracts.Hub;
using Classroom.Contracts.Lessons;
using Classroom.Domain.Tests.Lessons;
using Classroom.Gateway.Lessons.Connections;

namespace Classroom.Gateway.Tests.Lessons;

/// <summary>Clients that take nothing more, at the bounds of what is borne.</summary>
public sealed class StoppedReaderTests
{
    private static readonly History History = Histories.Numbered(3);
    private static readonly Viewer Teacher = Histories.Cast[0];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, null)] // What was written, and no more.
    [InlineData(1, "protocolError")]
    [InlineData(long.MaxValue - 5, "protocolError")]
    [InlineData(-6, "protocolError")]
    public async Task A_heartbeat_may_claim_what_was_written_to_its_connection_and_no_more(long beyond, string? code)
    {
        await using var world = new FollowingWorld(History);
        var client = await world.FollowAsync(Teacher);
        await world.Lesson.AdvanceAsync(5);
        await world.ReadToAsync(client, 5).WaitAsync(Patience, Stop);

        client.Connection.Follower.Watch.Take(client.Connection, new ClientHeartbeat(5 + beyond));

        Assert.Equal(code is not null, client.Connection.ClosingAt is not null);
        Assert.Equal(code, code is null ? null : await client.ClosedAsync().WaitAsync(Patience, Stop));
    }

    [Fact]
    public async Task A_write_that_nobody_takes_is_borne_for_10_seconds()
    {
        await using var world = new FollowingWorld(History);
        var client = world.Connect(Teacher, pipeBytes: 64);
        await client.Connection.Follower.Welcomes.FollowAsync(client.Connection, new(1));
        Assert.NotNull(client.Connection.WritingSince);

        world.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Null(client.Connection.ClosingAt);

        world.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.NotNull(client.Connection.ClosingAt);
        world.Time.Advance(TimeSpan.FromSeconds(3));
        await GoneAsync(client.Connection);
    }

    [Fact]
    public async Task A_client_that_takes_a_little_now_and_then_is_not_taken_for_one_that_stopped()
    {
        await using var world = new FollowingWorld(History, options => options.HeartbeatInterval = TimeSpan.FromSeconds(2));
        var client = world.Connect(Teacher, pipeBytes: 64);
        await client.Connection.Follower.Welcomes.FollowAsync(client.Connection, new(1));
        long? since = null;
        for (var part = 0; part < 10; part++)
        {
            since = await NextWriteAsync(client.Connection, since);
            world.Time.Advance(TimeSpan.FromSeconds(9));
            await client.ReadAsync().WaitAsync(Patience, Stop); // A heartbeat of the server waits behind it.
        }

        Assert.Null(client.Connection.ClosingAt);
    }

    private static async Task<long> NextWriteAsync(LessonConnection connection, long? earlier)
    {
        var startedAt = TimeProvider.System.GetTimestamp();
        while (true)
        {
            if (connection.WritingSince is { } since && since != earlier)
            {
                return since;
            }

            Assert.True(TimeProvider.System.GetElapsedTime(startedAt) < Patience, "No further write began.");
            await Task.Yield();
        }
    }

    private static Task GoneAsync(LessonConnection connection)
    {
        var gone = new TaskCompletionSource();
        connection.Gone.Register(gone.SetResult);
        return gone.Task.WaitAsync(Patience, Stop);
    }
}
