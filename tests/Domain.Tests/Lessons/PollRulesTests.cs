using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Domain.Lessons;
using static Classroom.Domain.Tests.Lessons.TestLesson;

namespace Classroom.Domain.Tests.Lessons;

public class PollRulesTests
{
    public static TheoryData<AskPoll, LessonRefusal> RefusedPolls => new()
    {
        { new AskPoll(PollKind.Choices, "Lequel ?", ["un"]), LessonRefusal.PollInvalid },
        { new AskPoll(PollKind.Choices, "Lequel ?", ["1", "2", "3", "4", "5", "6", "7"]), LessonRefusal.PollInvalid },
        { new AskPoll(PollKind.Choices, "Lequel ?", ["un", "un"]), LessonRefusal.PollInvalid },
        { new AskPoll(PollKind.Choices, "Lequel ?", ["un", " "]), LessonRefusal.TextInvalid },
        { new AskPoll(PollKind.Choices, "Lequel ?", ["un", new string('a', 101)]), LessonRefusal.TextTooLong },
        { new AskPoll(PollKind.YesNo, new string('a', 501)), LessonRefusal.TextTooLong },
        { new AskPoll(PollKind.YesNo, "Oui ?", ["oui", "non"]), LessonRefusal.PollInvalid },
        { new AskPoll(PollKind.Typed, "Un mot ?", SeveralAnswers: true), LessonRefusal.PollInvalid },
        { new AskPoll((PollKind)99, "?"), LessonRefusal.PollInvalid },
    };

    public static TheoryData<AskPoll, AnswerPoll> MisfitAnswers => new()
    {
        { new AskPoll(PollKind.YesNo, "Oui ?"), new AnswerPoll(0, [2]) },
        { new AskPoll(PollKind.YesNo, "Oui ?"), new AnswerPoll(0, [-1]) },
        { new AskPoll(PollKind.YesNo, "Oui ?"), new AnswerPoll(0) },
        { new AskPoll(PollKind.YesNo, "Oui ?"), new AnswerPoll(0, [0, 1]) },
        { new AskPoll(PollKind.YesNo, "Oui ?"), new AnswerPoll(0, [0], "oui") },
        { new AskPoll(PollKind.Choices, "Lesquels ?", ["a", "b", "c"], SeveralAnswers: true), new AnswerPoll(0, [1, 1]) },
        { new AskPoll(PollKind.Typed, "Un mot ?"), new AnswerPoll(0, Text: new string('a', 201)) },
        { new AskPoll(PollKind.Typed, "Un mot ?"), new AnswerPoll(0, [0], "bleu") },
        { new AskPoll(PollKind.Typed, "Un mot ?"), new AnswerPoll(0, Text: " ") },
    };

    [Theory, MemberData(nameof(RefusedPolls))]
    public void Polls_that_do_not_fit_together_are_refused(AskPoll ask, LessonRefusal expected) =>
        Assert.Equal(expected, Live().Decide(Teacher, ask).Refusal);

    [Theory, MemberData(nameof(MisfitAnswers))]
    public void Answers_that_do_not_fit_are_refused(AskPoll ask, AnswerPoll answer)
    {
        var lesson = Live();
        var poll = lesson.Accept(Teacher, ask);

        Assert.Equal(LessonRefusal.AnswerInvalid, lesson.Decide(Ada, answer with { Poll = poll }).Refusal);
    }

    [Fact]
    public void Six_choices_fit_and_several_can_be_taken()
    {
        var lesson = Live();
        var poll = lesson.Accept(Teacher, new AskPoll(PollKind.Choices, "Lesquels ?", ["1", "2", "3", "4", "5", "6"], SeveralAnswers: true));
        lesson.Accept(Ada, new AnswerPoll(poll, [5, 0]));
        lesson.Accept(Blaise, new AnswerPoll(poll, [5]));
        lesson.Accept(Teacher, new ClosePoll(poll));

        Assert.Equal([1, 0, 0, 0, 0, 2], lesson.Content.Polls[0].Tally!.Counts);
        Assert.Equal(2, lesson.Content.Polls[0].Tally!.Answered);
    }

    [Fact]
    public void A_poll_goes_from_open_to_closed_to_published()
    {
        var lesson = Live();
        var poll = lesson.Accept(Teacher, new AskPoll(PollKind.TrueFalse, "2 + 2 = 4 ?"));

        Assert.Equal(LessonRefusal.PollStillOpen, lesson.Decide(Teacher, new AskPoll(PollKind.YesNo, "Et 5 ?")).Refusal);
        Assert.Equal(LessonRefusal.PollStillOpen, lesson.Decide(Teacher, new PublishPoll(poll)).Refusal);
        Assert.Equal(LessonRefusal.PollStillOpen, lesson.Decide(Teacher, new HidePoll(poll)).Refusal);
        Assert.Equal(LessonRefusal.NotAllowed, lesson.Decide(Teacher, new AnswerPoll(poll, [0])).Refusal);
        lesson.Accept(Ada, new AnswerPoll(poll, [1]));
        Assert.True(lesson.Decide(Ada, new AnswerPoll(poll, [1])).IsNothing);
        lesson.Accept(Ada, new AnswerPoll(poll, [0])); // She may think again.
        lesson.Accept(Teacher, new ClosePoll(poll));
        Assert.Equal(LessonRefusal.PollClosed, lesson.Decide(Blaise, new AnswerPoll(poll, [0])).Refusal);
        Assert.Null(Views.Of(lesson.Content, Blaise).Polls[0].Published);
        lesson.Accept(Teacher, new PublishPoll(poll));
        Assert.Equal([1, 0], Views.Of(lesson.Content, Blaise).Polls[0].Published!.Counts);
        lesson.Accept(Teacher, new HidePoll(poll));
        Assert.True(Views.Of(lesson.Content, Blaise).Polls[0].Hidden);
        Assert.True(lesson.Decide(Teacher, new HidePoll(poll)).IsNothing);
        lesson.Accept(Teacher, new PublishPoll(poll));
        Assert.False(Views.Of(lesson.Content, Blaise).Polls[0].Hidden);
        Assert.Equal(LessonRefusal.PollNotFound, lesson.Decide(Teacher, new ClosePoll(999)).Refusal);
    }

    [Fact]
    public void An_anonymous_answer_is_no_entry_and_is_counted_once()
    {
        var lesson = Live();
        var poll = lesson.Accept(Teacher, new AskPoll(PollKind.YesNo, "Compris ?", Anonymous: true));
        var before = lesson.State.Books;

        Assert.Empty(lesson.Decide(Ada, new AnswerPoll(poll, [1])).Events);
        Assert.Equal(poll, lesson.Accept(Ada, new AnswerPoll(poll, [1])));
        Assert.True(lesson.Decide(Ada, new AnswerPoll(poll, [1])).IsNothing);
        lesson.Accept(Ada, new AnswerPoll(poll, [0]));
        Assert.Equal(before, lesson.State.Books);
        lesson.Accept(Teacher, new ClosePoll(poll));

        Assert.Equal([1, 0], lesson.Content.Polls[0].Tally!.Counts);
        Assert.Null(lesson.State.Box);
        Assert.Equal(LessonRefusal.PollClosed, lesson.Decide(Ada, new AnswerPoll(poll, [1])).Refusal);
    }

    /// <summary>Else the last of six is known by what the tally at closing has more. Seen to fail with whole tallies while it was open.</summary>
    [Fact]
    public void Teachers_see_how_many_answered_anonymously_at_every_fifth_and_what_at_closing()
    {
        var lesson = Live();
        var poll = lesson.Accept(Teacher, new AskPoll(PollKind.YesNo, "Compris ?", Anonymous: true));
        var shown = Enumerable.Range(1, 11).Select(n =>
        {
            lesson.Accept(new Viewer(ParticipantId.Parse($"student-{n}")), new AnswerPoll(poll, [n % 2]));
            var tally = Views.Of(lesson.Content, Teacher).Polls[0].Tally;
            Assert.True(tally is null or { Counts: [], Texts: [] }, $"{tally}");
            return tally?.Answered ?? 0;
        });

        Assert.Equal([0, 0, 0, 0, 5, 5, 5, 5, 5, 10, 10], shown);
        lesson.Accept(Teacher, new ClosePoll(poll));
        Assert.Equal([5, 6], Views.Of(lesson.Content, Teacher).Polls[0].Tally!.Counts);
    }

    /// <summary>Seen to fail with the tally at closing counted from the view, which holds no anonymous answers.</summary>
    [Fact]
    public void Closing_and_ending_count_the_anonymous_answers_first_and_leave_none()
    {
        foreach (var command in new LessonCommand[] { new ClosePoll(0), new EndLesson() })
        {
            var lesson = Live();
            var poll = lesson.Accept(Teacher, new AskPoll(PollKind.YesNo, "Compris ?", Anonymous: true));
            lesson.Accept(Ada, new AnswerPoll(poll, [0]));
            var decision = lesson.Decide(Teacher, command is ClosePoll ? new ClosePoll(poll) : command);

            Assert.Equal(1, Assert.IsType<PollTallied>(decision.Events[0].Event).Tally.Answered);
            Assert.IsType<PollClosed>(decision.Events[1].Event);
            lesson.Apply(decision);
            Assert.Null(lesson.State.Box);
        }
    }
}
