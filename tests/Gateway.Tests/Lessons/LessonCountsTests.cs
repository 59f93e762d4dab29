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
}
