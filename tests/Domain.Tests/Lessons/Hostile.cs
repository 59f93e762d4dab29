using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using CsCheck;

namespace Classroom.Domain.Tests.Lessons;

/// <summary>Commands that no honest client sends.</summary>
internal static class Hostile
{
    private static readonly Gen<string> GenText = Gen.OneOf(
        Gen.Const(""), Gen.Const("   "), Gen.Const("\u200b\u200d"), Gen.Const("\0"), Gen.Const("\ud800"), Gen.Const(new string('a', 5_001)), Gen.String, Gen.Const("ok"));

    private static readonly Gen<long> GenSequence = Gen.OneOf(Gen.Const(0L), Gen.Const(-1L), Gen.Const(long.MaxValue), Gen.Const(long.MinValue), Gen.Long[0, 50]);

    private static readonly Gen<int> GenNumber = Gen.OneOf(Gen.Const(0), Gen.Const(-1), Gen.Const(int.MaxValue), Gen.Const(int.MinValue), Gen.Int[0, 9]);

    private static readonly Gen<double> GenFraction = Gen.OneOf(Gen.Double[0, 1], Gen.OneOf(new[] { 0.0, 1.0, 0.05, -0.0, -1.0, double.NaN, double.PositiveInfinity, double.MaxValue }.Select(Gen.Const).ToArray()));

    private static readonly Gen<ParticipantId> GenPerson = Gen.OneOf(
        Gen.Int[0, Histories.Cast.Length - 1].Select(index => Histories.Cast[index].Participant), Gen.Const(ParticipantId.Parse("nobody")));

    private static readonly Gen<DeckId> GenDeck = Gen.Char['a', 'e'].Select(c => DeckId.Parse(new string(c, 64)));

    public static readonly Gen<LessonCommand> GenCommand = Gen.OneOf(
        GenText.Select(text => (LessonCommand)new PostMessage(text)),
        Gen.Select(GenText, GenPerson, (text, person) => (LessonCommand)new PostMessage(text, person)),
        Gen.Select(GenSequence, GenText, (message, text) => (LessonCommand)new EditMessage(message, text)),
        GenSequence.Select(message => (LessonCommand)new DeleteMessage(message)),
        GenPerson.Select(person => (LessonCommand)new LowerHand(person)),
        Gen.Select(Gen.Int[-1, 6], GenText, GenText.Array[0, 8], Gen.Bool, Gen.Bool, (kind, question, choices, several, anonymous) =>
            (LessonCommand)new AskPoll((PollKind)kind, question, [.. choices], several, anonymous)),
        Gen.Select(GenSequence, GenNumber.Array[0, 8], GenText, Gen.Bool, (poll, choices, text, typed) =>
            (LessonCommand)new AnswerPoll(poll, [.. choices], typed ? text : null)),
        GenSequence.Select(poll => (LessonCommand)new ClosePoll(poll)),
        GenSequence.Select(poll => (LessonCommand)new PublishPoll(poll)),
        Gen.Select(GenDeck, GenText, GenNumber, (deck, title, pages) => (LessonCommand)new AddDeck(deck, title, pages)),
        Gen.Select(GenDeck, GenNumber, (deck, page) => (LessonCommand)new ShowDeck(deck, page)),
        GenDeck.Select(deck => (LessonCommand)new RemoveDeck(deck)),
        Gen.Select(GenDeck, GenNumber, (deck, place) => (LessonCommand)new PlaceDeck(deck, place)),
        GenNumber.Select(page => (LessonCommand)new TurnPage(page)),
        GenSequence.Select(poll => (LessonCommand)new HidePoll(poll)),
        GenFraction.Array[4].Select(edges => (LessonCommand)new MoveViewport(new(edges[0], edges[1], edges[2], edges[3]))),
        GenPerson.Select(person => (LessonCommand)new GivePresenter(person)),
        GenPerson.Select(person => (LessonCommand)new EjectParticipant(person)),
        GenPerson.Select(person => (LessonCommand)new ReadmitParticipant(person)),
        Gen.OneOf<LessonCommand>(
            Gen.Const<LessonCommand>(new StartLesson()), Gen.Const<LessonCommand>(new EndLesson()), Gen.Const<LessonCommand>(new RaiseHand()),
            Gen.Const<LessonCommand>(new LowerAllHands()), Gen.Const<LessonCommand>(new OpenChat()), Gen.Const<LessonCommand>(new CloseChat()),
            Gen.Const<LessonCommand>(new OpenHands()), Gen.Const<LessonCommand>(new CloseHands()), Gen.Const<LessonCommand>(new HideDeck()),
            Gen.Const<LessonCommand>(new TakePresenter())));
}
