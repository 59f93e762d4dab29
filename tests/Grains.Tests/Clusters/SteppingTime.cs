using Microsoft.Extensions.Time.Testing;

namespace Classroom.Grains.Tests.Clusters;

/// <summary>A clock that the test moves, and whose wall clock can be set apart from the time that passes.</summary>
internal sealed class SteppingTime(DateTimeOffset startAt) : FakeTimeProvider(startAt)
{
    private long _stepTicks;

    /// <summary>Sets the wall clock forward, or back; no time passes.</summary>
    public void Step(TimeSpan by) => Interlocked.Add(ref _stepTicks, by.Ticks);

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref _stepTicks));

    public override long GetTimestamp() => base.GetUtcNow().Ticks;
}
