using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;

namespace Classroom.Domain.Lessons;

/// <summary>The hands' part of <see cref="LessonRules"/>.</summary>
internal static class HandRules
{
    public static Decision Raise(LessonView lesson, Viewer by)
    {
        if (by.IsTeacher)
        {
            return LessonRefusal.NotAllowed;
        }

        if (IsRaised(lesson, by.Participant))
        {
            return Decision.Nothing;
        }

        return lesson.HandsOpen ? new DecidedEvent(new HandRaised(), Audience.All, by.Participant) : LessonRefusal.HandsClosed;
    }

    public static Decision Lower(LessonView lesson, Viewer by, LowerHand command)
    {
        var whose = command.Participant ?? by.Participant;
        if (whose != by.Participant && !by.IsTeacher)
        {
            return LessonRefusal.NotAllowed;
        }

        return IsRaised(lesson, whose) ? new DecidedEvent(new HandLowered(whose), Audience.All, by.Participant) : Decision.Nothing;
    }

    public static Decision LowerAll(LessonView lesson, Viewer by)
    {
        if (!by.IsTeacher)
        {
            return LessonRefusal.NotAllowed;
        }

        return lesson.Hands.IsEmpty ? Decision.Nothing : new DecidedEvent(new AllHandsLowered(), Audience.All, by.Participant);
    }

    private static bool IsRaised(LessonView lesson, ParticipantId participant) => lesson.Hands.Any(hand => hand.Participant == participant);
}
