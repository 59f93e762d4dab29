using Classroom.Domain.Lessons;

namespace Classroom.Grains.Lessons;

/// <summary>The time of one activation of a lesson: the wall clock's where that goes forward, and never slower than time passes.</summary>
/// <remarks>
/// Set back, the wall clock is not followed: the lesson goes on from the time it had, so that what happens in it keeps its
/// length. Set forward, it is followed, and the leap is remembered, so that nobody counts as away for it.
/// </remarks>
internal sealed class LessonClock
{
    private static readonly TimeSpan LeapMin = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _time;
    private DateTimeOffset _now;
    private long _readAt;

    /// <param name="time">Tells the wall clock and, apart from it, how much time passes.</param>
    /// <param name="lastAt">Time of the lesson's last entry: none is earlier from now on.</param>
    public LessonClock(TimeProvider time, DateTimeOffset lastAt)
    {
        _time = time;
        (Wall, _readAt) = Read();
        _now = Wall > lastAt ? Wall : lastAt;
    }

    /// <summary>What the wall clock showed when the time was last told, whatever the lesson made of it.</summary>
    public DateTimeOffset Wall { get; private set; }

    /// <summary>Where the wall clock leapt ahead since the lesson was opened.</summary>
    public ClockLeaps Leaps { get; private set; } = ClockLeaps.None;

    /// <summary>The time in whole milliseconds; it never goes back within a lesson, whatever the clocks of its silos say.</summary>
    public DateTimeOffset Now()
    {
        (Wall, var readAt) = Read();
        var expected = _now + _time.GetElapsedTime(_readAt, readAt);
        if (Wall - expected >= LeapMin)
        {
            Leaps = Leaps.Add(expected, Wall);
        }

        (_now, _readAt) = (Wall > expected ? Wall : expected, readAt);
        return _now.AddTicks(-(_now.Ticks % TimeSpan.TicksPerMillisecond));
    }

    // The wall clock first: a pause between the two then makes no leap that time would never catch up with.
    private (DateTimeOffset Wall, long ReadAt) Read() => (_time.GetUtcNow(), _time.GetTimestamp());
}
