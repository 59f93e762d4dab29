using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;

namespace Classroom.Domain.Lessons;

/// <summary>Presenting and sending out: the people's part of <see cref="LessonRules"/>.</summary>
internal static class PeopleRules
{
    public static Decision Give(LessonView lesson, Viewer by, GivePresenter command)
    {
        if (!by.IsTeacher)
        {
            return LessonRefusal.NotAllowed;
        }

        return LessonRules.IsHere(lesson, command.Participant) ? Pass(lesson, by, command.Participant) : LessonRefusal.ParticipantNotFound;
    }

    public static Decision Take(LessonView lesson, Viewer by) => by.IsTeacher ? Pass(lesson, by, by.Participant) : LessonRefusal.NotAllowed;

    public static Decision Eject(LessonView lesson, Viewer by, EjectParticipant command)
    {
        if (!by.IsTeacher)
        {
            return LessonRefusal.NotAllowed;
        }

        if (lesson.SentOut.Contains(command.Participant))
        {
            return Decision.Nothing;
        }

        return lesson.People.GetValueOrDefault(command.Participant) is { Role: LessonRole.Student }
            ? new DecidedEvent(new ParticipantEjected(command.Participant), Audience.All, by.Participant)
            : LessonRefusal.ParticipantNotFound;
    }

    public static Decision Readmit(LessonView lesson, Viewer by, ReadmitParticipant command)
    {
        if (!by.IsTeacher)
        {
            return LessonRefusal.NotAllowed;
        }

        return lesson.SentOut.Contains(command.Participant)
            ? new DecidedEvent(new ParticipantReadmitted(command.Participant), Audience.TeachersOnly, by.Participant)
            : Decision.Nothing;
    }

    private static Decision Pass(LessonView lesson, Viewer by, ParticipantId presenter) =>
        lesson.Presenter == presenter ? Decision.Nothing : new DecidedEvent(new PresenterChanged(presenter), Audience.All, by.Participant);
}
