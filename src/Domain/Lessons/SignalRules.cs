using Classroom.Contracts.Lessons;

namespace Classroom.Domain.Lessons;

/// <summary>Which fleeting signals are shown to others. Pure.</summary>
public static class SignalRules
{
    /// <summary>Whether the signal is passed on; else it is dropped, and its sender not told.</summary>
    /// <param name="lesson">The whole lesson as of now.</param>
    /// <param name="by">Who sends it.</param>
    /// <param name="signal">What.</param>
    public static bool Allow(LessonView lesson, Viewer by, LessonSignal signal) => lesson.Phase != LessonPhase.Ended && signal switch
    {
        Typing => by.IsTeacher || lesson.ChatOpen,
        Reaction reaction => Reaction.Known.Contains(reaction.Emoji),
        Pointing(var x, var y) => x is >= 0 and <= 1 && y is >= 0 and <= 1 && (by.IsTeacher || lesson.Presenter == by.Participant),
        _ => false,
    };
}
