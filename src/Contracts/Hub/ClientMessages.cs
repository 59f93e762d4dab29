using Classroom.Contracts.Lessons;

namespace Classroom.Contracts.Hub;

/// <summary>Where the client stands.</summary>
/// <param name="FoldLevel">The fold level this client knows.</param>
/// <param name="Epoch">Epoch of the last entry it folded; left out at first.</param>
/// <param name="After">Last sequence it covers; left out at first.</param>
public sealed record FollowLesson(int FoldLevel, long? Epoch = null, long? After = null);

/// <summary>A command and its number.</summary>
/// <param name="Counter">From 1 to 2^53 - 1, growing with every new command of this device in this lesson; the same for a retry.</param>
/// <param name="Command">What to do.</param>
public sealed record SendCommand(long Counter, LessonCommand Command);

/// <summary>Something fleeting.</summary>
/// <param name="Signal">What.</param>
public sealed record SendSignal(LessonSignal Signal);

/// <summary>How far the client has folded.</summary>
/// <param name="Sequence">Last sequence it covers.</param>
public sealed record ClientHeartbeat(long Sequence);
