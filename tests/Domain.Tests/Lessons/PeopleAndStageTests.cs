using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Domain.Lessons;
using static Classroom.Domain.Tests.Lessons.TestLesson;

namespace Classroom.Domain.Tests.Lessons;

public class PeopleAndStageTests
{
    private static readonly DeckId Deck = DeckId.Parse("deck");

    [Fact]
    public void Raising_a_hand_twice_changes_nothing()
    {
        var lesson = Live();
        lesson.Accept(Ada, new RaiseHand());

        Assert.True(lesson.Decide(Ada, new RaiseHand()).IsNothing);
    }

    [Fact]
    public void Hands_stand_in_the_order_they_were_raised_and_stay_up_when_hands_close()
    {
        var lesson = Live();
        lesson.Accept(Blaise, new RaiseHand());
        lesson.Accept(Ada, new RaiseHand());
        lesson.Accept(Teacher, new CloseHands());

        Assert.Equal([Blaise.Participant, Ada.Participant], lesson.Content.Hands.Select(hand => hand.Participant));
        lesson.Accept(Teacher, new LowerHand(Blaise.Participant));
        Assert.Equal(LessonRefusal.HandsClosed, lesson.Decide(Blaise, new RaiseHand()).Refusal);
        lesson.Accept(Ada, new LowerHand());
        Assert.True(lesson.Decide(Teacher, new LowerAllHands()).IsNothing);
    }

    [Fact]
    public void Who_is_sent_out_is_gone_until_readmitted()
    {
        var lesson = Live();
        lesson.Accept(Ada, new RaiseHand());
        lesson.Accept(Teacher, new EjectParticipant(Ada.Participant));

        Assert.Equal(LessonRefusal.Ejected, lesson.Decide(Ada, new PostMessage("Mais…")).Refusal);
        Assert.Empty(lesson.Content.Hands);
        Assert.True(Views.Of(lesson.Content, Ada).Ejected);
        Assert.Equal([Ada.Participant], Views.Of(lesson.Content, Teacher).SentOut);
        Assert.Empty(Views.Of(lesson.Content, Blaise).SentOut);
        Assert.True(lesson.Decide(Teacher, new EjectParticipant(Ada.Participant)).IsNothing);
        lesson.Accept(Teacher, new ReadmitParticipant(Ada.Participant));
        lesson.Accept(Ada, new PostMessage("Pardon"));
    }

    [Fact]
    public void Neither_teachers_nor_strangers_can_be_sent_out()
    {
        var lesson = Live();

        Assert.Equal(LessonRefusal.ParticipantNotFound, lesson.Decide(Teacher, new EjectParticipant(Teacher.Participant)).Refusal);
        Assert.Equal(LessonRefusal.ParticipantNotFound, lesson.Decide(Teacher, new EjectParticipant(ParticipantId.Parse("chloe"))).Refusal);
    }

    [Fact]
    public void The_presenter_turns_pages_and_others_do_not()
    {
        var lesson = Live();
        lesson.Accept(Teacher, new AddDeck(Deck, "Leçon", 3));
        Assert.Equal(LessonRefusal.NothingShown, lesson.Decide(Teacher, new TurnPage(2)).Refusal);
        lesson.Accept(Teacher, new ShowDeck(Deck));
        Assert.Equal(LessonRefusal.NotAllowed, lesson.Decide(Ada, new TurnPage(2)).Refusal);
        lesson.Accept(Teacher, new GivePresenter(Ada.Participant));
        lesson.Accept(Ada, new TurnPage(3));
        Assert.Equal(LessonRefusal.PageOutOfRange, lesson.Decide(Ada, new TurnPage(4)).Refusal);
        Assert.Equal(LessonRefusal.PageOutOfRange, lesson.Decide(Ada, new TurnPage(0)).Refusal);
        lesson.Accept(Teacher, new TurnPage(1)); // Teachers can always help.
        lesson.Accept(Teacher, new TakePresenter());
        Assert.Equal(LessonRefusal.NotAllowed, lesson.Decide(Ada, new TurnPage(2)).Refusal);
        lesson.Accept(Teacher, new HideDeck());
        Assert.Null(lesson.Content.Stage);
    }

    [Fact]
    public void Everybody_sees_the_part_of_the_page_that_the_presenter_does_until_it_turns()
    {
        var lesson = Live();
        var part = new Viewport(0.25, 0.5, 0.5, 0.5);
        lesson.Accept(Teacher, new AddDeck(Deck, "Leçon", 3));
        Assert.Equal(LessonRefusal.NothingShown, lesson.Decide(Teacher, new MoveViewport(part)).Refusal);
        lesson.Accept(Teacher, new ShowDeck(Deck));
        Assert.Equal(LessonRefusal.NotAllowed, lesson.Decide(Ada, new MoveViewport(part)).Refusal);
        Assert.True(lesson.Decide(Teacher, new MoveViewport(Viewport.Whole)).IsNothing);
        lesson.Accept(Teacher, new GivePresenter(Ada.Participant));
        lesson.Accept(Ada, new MoveViewport(new(0.250_01, 0.5, 0.5, 0.5)));
        Assert.Equal(part, Views.Of(lesson.Content, Blaise).Stage!.Viewport);
        Assert.True(lesson.Decide(Ada, new MoveViewport(part)).IsNothing);
        lesson.Accept(Ada, new TurnPage(2));
        Assert.Null(lesson.Content.Stage!.Viewport);
        lesson.Accept(Teacher, new MoveViewport(part));
        lesson.Accept(Teacher, new MoveViewport(Viewport.Whole));
        Assert.Null(lesson.Content.Stage!.Viewport);
        lesson.Accept(Teacher, new MoveViewport(part));
        lesson.Accept(Teacher, new ShowDeck(Deck, 2));
        Assert.Null(lesson.Content.Stage!.Viewport);
    }

    [Theory]
    [InlineData(-0.01, 0, 1, 1)]
    [InlineData(0.5, 0, 0.6, 1)]
    [InlineData(0, 0, 0.04, 1)]
    [InlineData(0, 0, 1, 0)]
    [InlineData(double.NaN, 0, 1, 1)]
    [InlineData(0, double.PositiveInfinity, 1, 1)]
    public void A_part_lies_on_the_page(double x, double y, double width, double height)
    {
        var lesson = Live();
        lesson.Accept(Teacher, new AddDeck(Deck, "Leçon", 3));
        lesson.Accept(Teacher, new ShowDeck(Deck));

        Assert.Equal(LessonRefusal.ViewportInvalid, lesson.Decide(Teacher, new MoveViewport(new(x, y, width, height))).Refusal);
    }

    [Fact]
    public void The_flag_goes_only_to_somebody_present()
    {
        var lesson = Live();
        lesson.Leave(Ada);

        Assert.Equal(LessonRefusal.ParticipantNotFound, lesson.Decide(Teacher, new GivePresenter(Ada.Participant)).Refusal);
        lesson.Accept(Teacher, new GivePresenter(Blaise.Participant));
    }

    [Fact]
    public void Decks_and_pages_have_limits()
    {
        var lesson = Live(new LessonLimits { DecksMax = 2 });

        Assert.Equal(LessonRefusal.PageOutOfRange, lesson.Decide(Teacher, new AddDeck(Deck, "Leçon", 501)).Refusal);
        Assert.Equal(LessonRefusal.PageOutOfRange, lesson.Decide(Teacher, new AddDeck(Deck, "Leçon", 0)).Refusal);
        lesson.Accept(Teacher, new AddDeck(Deck, "Leçon", 500));
        Assert.True(lesson.Decide(Teacher, new AddDeck(Deck, "La même", 1)).IsNothing);
        lesson.Accept(Teacher, new AddDeck(DeckId.Parse("deux"), "Leçon 2", 1));
        Assert.Equal(LessonRefusal.TooManyDecks, lesson.Decide(Teacher, new AddDeck(DeckId.Parse("trois"), "Leçon 3", 1)).Refusal);
        Assert.Equal(LessonRefusal.DeckNotFound, lesson.Decide(Teacher, new ShowDeck(DeckId.Parse("trois"))).Refusal);
        Assert.Empty(Views.Of(lesson.Content, Ada).Decks);
    }

    [Fact]
    public void Decks_are_brought_ordered_and_removed_before_the_lesson_starts()
    {
        var lesson = new TestLesson();
        DeckId[] decks = [Deck, DeckId.Parse("deux"), DeckId.Parse("trois")];
        foreach (var deck in decks)
        {
            lesson.Accept(Teacher, new AddDeck(deck, "Leçon", 3));
        }

        lesson.Accept(Teacher, new PlaceDeck(decks[0], 9));
        Assert.Equal([decks[1], decks[2], decks[0]], lesson.Content.Decks.Select(deck => deck.Deck));
        lesson.Accept(Teacher, new PlaceDeck(decks[2], 1));
        Assert.Equal([decks[2], decks[1], decks[0]], lesson.Content.Decks.Select(deck => deck.Deck));
        Assert.True(lesson.Decide(Teacher, new PlaceDeck(decks[2], -1)).IsNothing);
        lesson.Accept(Teacher, new RemoveDeck(decks[1]));
        Assert.Equal([decks[2], decks[0]], lesson.Content.Decks.Select(deck => deck.Deck));
        Assert.Equal(LessonRefusal.DeckNotFound, lesson.Decide(Teacher, new RemoveDeck(decks[1])).Refusal);
        Assert.Equal(LessonRefusal.DeckNotFound, lesson.Decide(Teacher, new PlaceDeck(decks[1], 1)).Refusal);
        Assert.Equal(LessonRefusal.LessonNotLive, lesson.Decide(Teacher, new ShowDeck(decks[0])).Refusal);
        Assert.Equal(LessonPhase.Planned, lesson.Content.Phase);
    }

    [Fact]
    public void A_deck_that_is_removed_leaves_the_stage_for_everybody()
    {
        var lesson = Live();
        lesson.Accept(Teacher, new AddDeck(Deck, "Leçon", 3));
        lesson.Accept(Teacher, new ShowDeck(Deck));

        var decision = lesson.Decide(Teacher, new RemoveDeck(Deck));

        Assert.Equal([new DeckHidden(), new DeckRemoved(Deck)], decision.Events.Select(decided => decided.Event));
        Assert.Equal([Audience.All, Audience.TeachersOnly], decision.Events.Select(decided => decided.Audience));
        Assert.Equal(1, decision.Main);
    }

    [Fact]
    public void A_lesson_ends_thirty_minutes_over_time_or_ten_after_its_last_teacher()
    {
        var lesson = Live();
        lesson.Leave(Teacher);
        lesson.Now += TimeSpan.FromMinutes(10) - TimeSpan.FromMilliseconds(1);
        Assert.DoesNotContain(DueRules.Due(lesson.State, lesson.Context).Events, decided => decided.Event is LessonEnded);
        lesson.Now += TimeSpan.FromMilliseconds(1);
        Assert.Equal(new LessonEnded(LessonEndReason.NoTeacher), DueRules.Due(lesson.State, lesson.Context).Events[^1].Event);

        var attended = Live();
        attended.Now += TimeSpan.FromMinutes(85);
        Assert.Equal(new LessonEnded(LessonEndReason.Overtime), DueRules.Due(attended.State, attended.Context).Events[^1].Event);
    }

    [Fact]
    public void A_hand_and_a_place_are_kept_for_forty_five_seconds()
    {
        var lesson = Live();
        lesson.Accept(Ada, new RaiseHand());
        lesson.Leave(Ada);
        lesson.Now += TimeSpan.FromSeconds(45) - TimeSpan.FromMilliseconds(1);
        Assert.True(DueRules.Due(lesson.State, lesson.Context).IsNothing);
        lesson.Now += TimeSpan.FromMilliseconds(1);
        lesson.Apply(DueRules.Due(lesson.State, lesson.Context));

        Assert.Empty(lesson.Content.Hands);
        Assert.False(lesson.Content.People.ContainsKey(Ada.Participant));
    }

    [Fact]
    public void A_moved_plan_moves_the_end_and_a_cancelled_one_ends()
    {
        var lesson = Live();
        var moved = Histories.EightOClock + TimeSpan.FromHours(2);
        lesson.Apply(DueRules.PlanMoved(lesson.State, moved));

        Assert.Equal(moved, lesson.Content.EndsAt);
        Assert.True(DueRules.PlanMoved(lesson.State, moved).IsNothing);
        Assert.Equal(new LessonEnded(LessonEndReason.Cancelled), DueRules.PlanMoved(lesson.State, null).Events[^1].Event);
    }
}
