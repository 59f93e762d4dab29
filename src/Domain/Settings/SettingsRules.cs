using Classroom.Contracts.Settings;
using Classroom.Domain.Lessons;

namespace Classroom.Domain.Settings;

/// <summary>What a school may decide for its lessons, and what becomes of it in them. Pure.</summary>
public static class SettingsRules
{
    /// <summary>Whether a school may decide this.</summary>
    /// <param name="settings">What it wants.</param>
    /// <param name="participantsBound">The node's own limit of people in one lesson.</param>
    public static bool MayDecide(SchoolSettings settings, int participantsBound) =>
        settings.LateAfterMinutes is >= 0 and <= SchoolSettings.LateAfterMinutesMax
        && Enum.IsDefined(settings.Language)
        && (settings.ParticipantsMax is not { } max || (max >= 1 && max <= participantsBound));

    /// <summary>What counts in the school's lessons: the node's limits, and within them what the school decided.</summary>
    /// <remarks>The node's may have come down since the school decided: the smaller counts.</remarks>
    public static LessonLimits LimitsOf(LessonLimits node, SchoolSettings settings) =>
        settings.ParticipantsMax is { } max && max < node.ParticipantsMax ? node with { ParticipantsMax = max } : node;
}
