using Classroom.Contracts.Lessons;

namespace Classroom.Domain.Lessons;

/// <summary>Which events a build knows: level n knows every event of level n or lower.</summary>
/// <remarks>An event is emitted only once every silo and gateway knows its level; a client of a lower level is told to update rather than broken.</remarks>
public static class FoldLevel
{
    /// <summary>The level of this build.</summary>
    public const int Current = 1;

    /// <summary>The level that brought the event. Every event so far came with the first.</summary>
    public static int Of(LessonEvent e)
    {
        ArgumentNullException.ThrowIfNull(e);
        return 1;
    }
}
