using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Domain.Lessons;
using static Classroom.Domain.Tests.Lessons.TestLesson;

namespace Classroom.Domain.Tests.Lessons;

public class LessonRulesTests
{
    public static TheoryData<LessonCommand> ForTeachersAlone =>
    [
        new EndLesson(), new OpenChat(), new CloseChat(), new LowerAllHands(), new OpenHands(), new CloseHands(), new AskPoll(PollKind.YesNo, "Oui ?"),
        new ClosePoll(1), new PublishPoll(1), new HidePoll(1), new ShowDeck(DeckId.Parse("d")), new HideDeck(), new AddDeck(DeckId.Parse("d"), "Deck", 1),
        new RemoveDeck(DeckId.Parse("d")), new PlaceDeck(DeckId.Parse("d"), 1),
        new GivePresenter(Ada.Participant), new TakePresenter(), new EjectParticipant(Blaise.Participant), new ReadmitParticipant(Blaise.Participant),
        new LowerHand(Blaise.Participant), new StartLesson(),
    ];

    [Theory, MemberData(nameof(ForTeachersAlone))]
    public void Students_may_not_teach(LessonCommand command) => Assert.Equal(LessonRefusal.NotAllowed, Live().Decide(Ada, command).Refusal);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Nothing_but_starting_is_done_before_the_start(bool teacher) =>
        Assert.Equal(LessonRefusal.LessonNotLive, new TestLesson().Decide(teacher ? Teacher : Ada, new PostMessage("Bonjour")).Refusal);

    [Fact]
    public void A_student_cannot_start() => Assert.Equal(LessonRefusal.LessonNotLive, new TestLesson().Decide(Ada, new StartLesson()).Refusal);

    [Fact]
    public void The_teacher_who_starts_presents()
    {
        var lesson = new TestLesson();
        lesson.Accept(Teacher, new StartLesson());

        Assert.Equal(LessonPhase.Live, lesson.Content.Phase);
        Assert.Equal(Teacher.Participant, lesson.Content.Presenter);
        Assert.Equal(Histories.EightOClock + TimeSpan.FromMinutes(55), lesson.Content.EndsAt);
        Assert.True(lesson.Content.People.ContainsKey(Teacher.Participant));
        Assert.True(lesson.Decide(Teacher, new StartLesson()).IsNothing);
    }

    [Fact]
    public void Nothing_is_done_after_the_end()
    {
        var lesson = Live();
        lesson.Accept(Teacher, new EndLesson());

        Assert.Equal(LessonRefusal.LessonEnded, lesson.Decide(Teacher, new PostMessage("Encore")).Refusal);
        Assert.Empty(lesson.Content.People);
    }

    [Fact]
    public void A_command_proves_that_its_sender_is_here()
    {
        var lesson = Live();
        lesson.Leave(Ada);

        var decision = lesson.Decide(Ada, new PostMessage("Me revoilà"));

        Assert.IsType<PresenceChanged>(decision.Events[0].Event);
        Assert.IsType<MessagePosted>(decision.Events[decision.Main].Event);
    }

    [Fact]
    public void The_place_after_the_last_is_refused_to_students_and_given_to_teachers()
    {
        var lesson = Live(new LessonLimits { ParticipantsMax = 3 });
        var chloe = new Viewer(ParticipantId.Parse("chloe"));
        var colleague = new Viewer(ParticipantId.Parse("colleague"), LessonRole.Teacher);

        Assert.Equal(LessonRefusal.LessonFull, lesson.Decide(chloe, new RaiseHand()).Refusal);
        lesson.Accept(colleague, new PostMessage("Je viens aider"));
        lesson.Leave(Ada);
        lesson.Accept(Ada, new RaiseHand()); // Her place is kept while she is away.
    }

    [Fact]
    public void One_more_than_five_thousand_characters_is_too_long()
    {
        var lesson = Live();

        Assert.Equal(LessonRefusal.TextTooLong, lesson.Decide(Ada, new PostMessage(new string('é', 5_001))).Refusal);
        lesson.Accept(Ada, new PostMessage(new string('é', 5_000)));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t ")]
    [InlineData("\u200b")] // Zero width space.
    [InlineData("\u200b \u2060\ufeff\u200d\u00ad")]
    [InlineData("\u3164")] // A letter without a shape.
    [InlineData("\u2800\ufe0f\u034f")]
    [InlineData("\U000e0020\U000e0100")] // A tag, and a selector.
    [InlineData("a\0b")]
    [InlineData("a\u001bb")]
    public void What_is_no_text_is_refused(string text) => Assert.Equal(LessonRefusal.TextInvalid, Live().Decide(Ada, new PostMessage(text)).Refusal);

    [Theory]
    [InlineData("\u200ba")]
    [InlineData("👩\u200d🏫")]
    [InlineData("❤\ufe0f")]
    [InlineData("می\u200cخواهم")]
    [InlineData(".")]
    public void What_shows_anything_is_text(string text) => Live().Accept(Ada, new PostMessage(text));

    [Fact]
    public void Half_a_character_is_no_text() => Assert.Equal(LessonRefusal.TextInvalid, Live().Decide(Ada, new PostMessage("a\ud83d")).Refusal);

    [Fact]
    public void Students_spend_their_share_of_the_log_and_no_more()
    {
        var lesson = Live(new LessonLimits { StudentEntriesMax = 3 });
        for (var n = 0; n < 3; n++)
        {
            lesson.Accept(Ada, new PostMessage($"{n}"));
        }

        Assert.Equal(LessonRefusal.LogFull, lesson.Decide(Ada, new PostMessage("4")).Refusal);
        lesson.Accept(Blaise, new PostMessage("moi"));
        lesson.Accept(Teacher, new PostMessage("moi aussi"));
    }

    [Fact]
    public void Anonymous_answers_take_nothing_of_their_writers_share_and_have_a_bound_of_their_own()
    {
        var lesson = Live(new LessonLimits { StudentEntriesMax = 3 });
        var poll = lesson.Accept(Teacher, new AskPoll(PollKind.YesNo, "Compris ?", Anonymous: true));
        for (var n = 0; n < 3; n++)
        {
            lesson.Accept(Ada, new PostMessage($"{n}"));
        }

        for (var n = 0; n < 4; n++)
        {
            lesson.Accept(new Viewer(ParticipantId.Parse($"student-{n}")), new AnswerPoll(poll, [1]));
        }

        for (var n = 0; n < BallotBox.AnswersMax; n++)
        {
            lesson.Accept(Ada, new AnswerPoll(poll, [n % 2])); // The first of them brings the tally: whose share is used up must not tell whose it is.
        }

        Assert.Equal(LessonRefusal.LogFull, lesson.Decide(Ada, new AnswerPoll(poll, [0])).Refusal);
        lesson.Accept(Blaise, new AnswerPoll(poll, [1]));
    }

    [Fact]
    public void The_end_of_the_log_is_kept_for_teachers_and_the_end()
    {
        var lesson = Live(new LessonLimits { EntriesMax = 20, TeacherReserve = 10, EndReserve = 4 });
        while (lesson.Decide(Ada, new PostMessage("a")).Refusal is null)
        {
            lesson.Accept(Ada, new PostMessage("a"));
        }

        Assert.Equal(10, lesson.State.Books.Sequence);
        while (lesson.Decide(Teacher, new PostMessage("a")).Refusal is null)
        {
            lesson.Accept(Teacher, new PostMessage("a"));
        }

        Assert.Equal(16, lesson.State.Books.Sequence);
        Assert.Equal(new LessonEnded(LessonEndReason.LogFull), DueRules.Due(lesson.State, lesson.Context).Events[^1].Event);
        lesson.Accept(Teacher, new EndLesson());
    }
}
