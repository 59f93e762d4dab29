using Classroom.Contracts.Ids;

namespace Classroom.Ports.Lessons;

/// <summary>What is stored of a lesson contradicts itself: a gap, a head that is not the last entry, a row that cannot be read.</summary>
/// <remarks>Retrying does not help and nothing is repaired: restore a backup. Other lessons are unharmed unless the whole file is damaged.</remarks>
public sealed class LessonLogCorruptException : Exception
{
    public LessonLogCorruptException(LessonId lesson, string what, long? sequence = null, Exception? innerException = null)
        : base($"The log of lesson {lesson} is corrupt: {what}", innerException) => Sequence = sequence;

    public LessonLogCorruptException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The sequence at which it stops being right, where that is known.</summary>
    public long? Sequence { get; }
}

/// <summary>As many calls wait as the log accepts. Nothing was written: retry after a pause.</summary>
public sealed class LessonLogBusyException(int waitingMax)
    : Exception($"{waitingMax} writes wait for the lesson log already.")
{
    /// <summary>How many calls may wait.</summary>
    public int WaitingMax { get; } = waitingMax;
}
