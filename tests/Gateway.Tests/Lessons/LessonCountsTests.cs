using Classroom.Contracts.Hub;
using Classroom.Contracts.Lessons;
using Classroom.Domain.Tests.Lessons;

namespace Classroom.Gateway.Tests.Lessons;

/// <summary>What operators read of live lessons: by the names of the protocol, and each connection once.</summary>
public sealed class LessonCountsTests
{
    private static readonly History History = Histories.Numbered(3);
    private static readonly Viewer Teacher = Histories.Cast[0];

    [Fact]
    public async Task Labels_are_the_names_of_the_protocol()
    {
        await using var world = new FollowingWorld(History);
        using var counts = new GatewayCounts(world.Meters);

        world.Metrics.Closed(CloseCode.TooFarBehind);
        world.Metrics.Answered(LessonRefusal.NotAllowed, 0.01);
        world.Metrics.Answered(null, 0.01);
        world.Metrics.Refused(LessonRefusal.TooManyWaiting);

        Assert.Equal(["classroom.gateway.closings tooFarBehind 1"], counts.Of("classroom.gateway.closings"));
        Assert.Equal(
            ["classroom.gateway.answers none 1", "classroom.gateway.answers notAllowed 1", "classroom.gateway.answers tooManyWaiting 1"],
            counts.Of("classroom.gateway.answers"));
    }

    /// <summary>Seen to fail: each answer beyond the bound counted the connection again.</summary>
    [Fact]
    public async Task A_connection_that_is_closed_for_many_reasons_is_counted_once_by_the_first()
    {
        await using var world = new FollowingWorld(History, options => options.AnswersWaitingMax = 2);
        using var counts = new GatewayCounts(world.Meters);
        var client = world.Connect(Teacher, pipeBytes: 64); // Its first write waits, so answers do too.
        await client.Connection.Follower.Welcomes.FollowAsync(client.Connection, new(1));

        for (var counter = 1; counter <= 20; counter++)
        {
            client.Connection.Follower.Commands.Refuse(client.Connection, counter, LessonRefusal.RateLimited);
        }

        client.Connection.Follower.Close(client.Connection, CloseCode.Draining, last: true);

        Assert.Equal(["classroom.gateway.closings protocolError 1"], counts.Of("classroom.gateway.closings"));
    }
}
