using Classroom.Ports.Lessons;

namespace Classroom.Grains.Lessons;

/// <summary>A log that cannot be right: says when it is worth another look, which is ever more rarely. Lives in its lesson's turns.</summary>
/// <remarks>Reading such a log takes as long as reading a good one, and whoever wants into the lesson asks again and again.</remarks>
internal sealed class DamagedLog(LessonLogCorruptException reason, TimeSpan? retriedIn, LessonOptions options, TimeProvider time)
{
    private readonly long _foundAt = time.GetTimestamp();

    /// <summary>What is wrong with it.</summary>
    public LessonLogCorruptException Reason => reason;

    /// <summary>Time from finding it so to the next look: twice that of the time before.</summary>
    public TimeSpan RetryIn { get; } = retriedIn is { } before ? Min(before * 2, options.DamagedRetryMax) : Min(options.DamagedRetryMin, options.DamagedRetryMax);

    /// <summary>Time until the next look; not negative.</summary>
    public TimeSpan Left => RetryIn - time.GetElapsedTime(_foundAt) is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
