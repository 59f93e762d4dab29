using Classroom.Contracts.Lessons;
using Classroom.Domain.Lessons;
using static Classroom.Domain.Tests.Lessons.TestLesson;

namespace Classroom.Domain.Tests.Lessons;

public class ChatRulesTests
{
    [Fact]
    public void A_private_message_is_for_its_student_and_the_teachers()
    {
        var lesson = Live();

        var decision = lesson.Decide(Ada, new PostMessage("Je n’entends rien", Ada.Participant));

        Assert.Equal(Audience.TeachersAnd(Ada.Participant), decision.Events[0].Audience);
        Assert.Equal(LessonRefusal.NotAllowed, lesson.Decide(Ada, new PostMessage("Psst", Blaise.Participant)).Refusal);
        Assert.Equal(LessonRefusal.ParticipantNotFound, lesson.Decide(Teacher, new PostMessage("Psst", Teacher.Participant)).Refusal);
        lesson.Accept(Teacher, new PostMessage("Et maintenant ?", Ada.Participant));
    }

    [Fact]
    public void A_closed_chat_is_closed_to_students_but_not_their_way_to_the_teachers()
    {
        var lesson = Live();
        lesson.Accept(Teacher, new CloseChat());

        Assert.Equal(LessonRefusal.ChatClosed, lesson.Decide(Ada, new PostMessage("Bonjour")).Refusal);
        lesson.Accept(Ada, new PostMessage("Bonjour", Ada.Participant));
        lesson.Accept(Teacher, new PostMessage("Silence"));
    }

    [Fact]
    public void Students_are_silent_once_the_last_teacher_gave_up_their_place()
    {
        var lesson = Live();
        lesson.Leave(Teacher);
        lesson.Accept(Ada, new PostMessage("Il revient ?"));
        lesson.Now += lesson.Limits.GraceTime;
        lesson.Apply(DueRules.Due(lesson.State, lesson.Context));

        Assert.Equal(LessonRefusal.NoTeacher, lesson.Decide(Ada, new PostMessage("Youpi")).Refusal);
    }

    [Fact]
    public void A_message_of_another_is_edited_by_nobody_and_deleted_by_teachers()
    {
        var lesson = Live();
        var message = lesson.Accept(Ada, new PostMessage("Bonjour"));

        Assert.Equal(LessonRefusal.NotAllowed, lesson.Decide(Blaise, new EditMessage(message, "Au revoir")).Refusal);
        Assert.Equal(LessonRefusal.NotAllowed, lesson.Decide(Teacher, new EditMessage(message, "Au revoir")).Refusal);
        Assert.Equal(LessonRefusal.NotAllowed, lesson.Decide(Blaise, new DeleteMessage(message)).Refusal);
        lesson.Accept(Teacher, new DeleteMessage(message));
        Assert.True(lesson.Decide(Ada, new DeleteMessage(message)).IsNothing);
        Assert.Equal(LessonRefusal.MessageNotFound, lesson.Decide(Ada, new EditMessage(message, "Encore")).Refusal);
    }

    [Fact]
    public void A_message_that_one_may_not_see_does_not_exist()
    {
        var lesson = Live();
        var message = lesson.Accept(Ada, new PostMessage("Entre nous", Ada.Participant));

        Assert.Equal(LessonRefusal.MessageNotFound, lesson.Decide(Blaise, new DeleteMessage(message)).Refusal);
        Assert.Equal(LessonRefusal.MessageNotFound, lesson.Decide(Blaise, new EditMessage(message, "?")).Refusal);
    }

    [Fact]
    public void A_deletion_takes_the_text_and_all_its_edits_out_of_the_log()
    {
        var lesson = Live();
        var message = lesson.Accept(Ada, new PostMessage("Une"));
        var edit = lesson.Accept(Ada, new EditMessage(message, "Deux"));

        Assert.Equal([message, edit], lesson.Decide(Ada, new DeleteMessage(message)).Redactions);
    }

    [Fact]
    public void The_eleventh_edit_is_refused()
    {
        var lesson = Live();
        var message = lesson.Accept(Ada, new PostMessage("0"));
        for (var n = 1; n <= 10; n++)
        {
            lesson.Accept(Ada, new EditMessage(message, $"{n}"));
        }

        Assert.Equal(LessonRefusal.TooManyEdits, lesson.Decide(Ada, new EditMessage(message, "11")).Refusal);
    }

    [Fact]
    public void Only_the_last_two_thousand_messages_can_be_reached()
    {
        var lesson = Live(new LessonLimits { StudentEntriesMax = 3_000 });
        var first = lesson.Accept(Ada, new PostMessage("la première"));
        var second = lesson.Accept(Ada, new PostMessage("la deuxième"));
        for (var n = 0; n < LessonBooks.PostedMax - 1; n++)
        {
            lesson.Accept(Teacher, new PostMessage("x"));
        }

        Assert.Equal(LessonRefusal.MessageNotFound, lesson.Decide(Ada, new DeleteMessage(first)).Refusal);
        lesson.Accept(Ada, new DeleteMessage(second));
    }

    [Fact]
    public void The_view_keeps_fifty_messages_and_ten_thousand_characters()
    {
        var lesson = Live();
        for (var n = 0; n < 51; n++)
        {
            lesson.Accept(Teacher, new PostMessage($"{n}"));
        }

        Assert.Equal(50, lesson.Content.Chat.Length);
        Assert.Equal("1", lesson.Content.Chat[0].Text);
        lesson.Accept(Teacher, new PostMessage(new string('a', 5_000)));
        lesson.Accept(Teacher, new PostMessage(new string('b', 5_000)));
        Assert.Equal(2, lesson.Content.Chat.Length);
        lesson.Accept(Teacher, new PostMessage("c"));
        Assert.Equal(2, lesson.Content.Chat.Length);
    }
}
