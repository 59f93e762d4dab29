using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;

namespace Classroom.Domain.Lessons;

/// <summary>The chat's part of <see cref="LessonRules"/>.</summary>
internal static class ChatRules
{
    public static Decision Post(LessonState lesson, Viewer by, PostMessage command, LessonLimits limits)
    {
        if (Texts.Refuse(command.Text, limits.TextMax) is { } refusal)
        {
            return refusal;
        }

        if (MayWrite(lesson, by, command.Thread) is { } muted)
        {
            return muted;
        }

        if (by.IsTeacher && command.Thread is { } student
            && lesson.Content.People.GetValueOrDefault(student) is not { Role: LessonRole.Student })
        {
            return LessonRefusal.ParticipantNotFound;
        }

        return new DecidedEvent(new MessagePosted(command.Text, command.Thread), AudienceOf(command.Thread), by.Participant);
    }

    public static Decision Edit(LessonState lesson, Viewer by, EditMessage command, LessonLimits limits)
    {
        if (!TryFind(lesson, by, command.Message, out var posted) || posted.Deleted)
        {
            return LessonRefusal.MessageNotFound;
        }

        if (posted.By != by.Participant)
        {
            return LessonRefusal.NotAllowed;
        }

        if (Texts.Refuse(command.Text, limits.TextMax) is { } refusal)
        {
            return refusal;
        }

        if (MayWrite(lesson, by, posted.Thread) is { } muted)
        {
            return muted;
        }

        return posted.Edits.Length >= limits.EditsMax
            ? LessonRefusal.TooManyEdits
            : new DecidedEvent(new MessageEdited(command.Message, command.Text), AudienceOf(posted.Thread), by.Participant);
    }

    /// <summary>The text goes with the deletion: its entry and its edits' are redacted in the same commit.</summary>
    public static Decision Delete(LessonState lesson, Viewer by, DeleteMessage command)
    {
        if (!TryFind(lesson, by, command.Message, out var posted))
        {
            return LessonRefusal.MessageNotFound;
        }

        if (posted.By != by.Participant && !by.IsTeacher)
        {
            return LessonRefusal.NotAllowed;
        }

        return posted.Deleted
            ? Decision.Nothing
            : new Decision
            {
                Events = [new DecidedEvent(new MessageDeleted(command.Message), AudienceOf(posted.Thread), by.Participant)],
                Redactions = [command.Message, .. posted.Edits],
            };
    }

    private static Audience AudienceOf(ParticipantId? thread) => thread is { } student ? Audience.TeachersAnd(student) : Audience.All;

    private static LessonRefusal? MayWrite(LessonState lesson, Viewer by, ParticipantId? thread)
    {
        if (by.IsTeacher)
        {
            return null;
        }

        if (thread is { } student && student != by.Participant)
        {
            return LessonRefusal.NotAllowed;
        }

        if (!lesson.Content.People.Values.Any(person => person.Role == LessonRole.Teacher))
        {
            return LessonRefusal.NoTeacher;
        }

        return thread is null && !lesson.Content.ChatOpen ? LessonRefusal.ChatClosed : null;
    }

    /// <summary>Finds a message that the viewer may see: one they may not see does not exist for them.</summary>
    private static bool TryFind(LessonState lesson, Viewer by, long message, out PostedMessage posted) =>
        lesson.Books.Posted.TryGetValue(message, out posted!) && AudienceOf(posted.Thread).Includes(by);
}
