using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Classroom.Contracts.Ids;
using Orleans;

namespace Classroom.Contracts.Lessons;

/// <summary>What somebody wants to do in a lesson. Says nothing about who: the gateway stamps that.</summary>
/// <remarks>Adding a command: append an alias and a discriminator; never reuse or rename one.</remarks>
[GenerateSerializer, Immutable, Alias("LessonCommand")]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(StartLesson), "startLesson")]
[JsonDerivedType(typeof(EndLesson), "endLesson")]
[JsonDerivedType(typeof(PostMessage), "postMessage")]
[JsonDerivedType(typeof(EditMessage), "editMessage")]
[JsonDerivedType(typeof(DeleteMessage), "deleteMessage")]
[JsonDerivedType(typeof(OpenChat), "openChat")]
[JsonDerivedType(typeof(CloseChat), "closeChat")]
[JsonDerivedType(typeof(RaiseHand), "raiseHand")]
[JsonDerivedType(typeof(LowerHand), "lowerHand")]
[JsonDerivedType(typeof(LowerAllHands), "lowerAllHands")]
[JsonDerivedType(typeof(OpenHands), "openHands")]
[JsonDerivedType(typeof(CloseHands), "closeHands")]
[JsonDerivedType(typeof(AskPoll), "askPoll")]
[JsonDerivedType(typeof(AnswerPoll), "answerPoll")]
[JsonDerivedType(typeof(ClosePoll), "closePoll")]
[JsonDerivedType(typeof(PublishPoll), "publishPoll")]
[JsonDerivedType(typeof(PlaceDeck), "placeDeck")]
[JsonDerivedType(typeof(ShowDeck), "showDeck")]
[JsonDerivedType(typeof(HideDeck), "hideDeck")]
[JsonDerivedType(typeof(TurnPage), "turnPage")]
[JsonDerivedType(typeof(MoveViewport), "moveViewport")]
[JsonDerivedType(typeof(HidePoll), "hidePoll")]
[JsonDerivedType(typeof(GivePresenter), "givePresenter")]
[JsonDerivedType(typeof(TakePresenter), "takePresenter")]
[JsonDerivedType(typeof(EjectParticipant), "ejectParticipant")]
[JsonDerivedType(typeof(ReadmitParticipant), "readmitParticipant")]
public abstract record LessonCommand
{
    private protected LessonCommand()
    {
        // Closed: every command is in this file.
    }
}

/// <summary>Goes live. Teachers.</summary>
[GenerateSerializer, Immutable, Alias("StartLesson")]
public sealed record StartLesson : LessonCommand;

/// <summary>Ends the lesson for everybody. Teachers.</summary>
[GenerateSerializer, Immutable, Alias("EndLesson")]
public sealed record EndLesson : LessonCommand;

/// <summary>Says something: to all, or in one student's private thread with the teachers.</summary>
/// <param name="Text">1 to 5,000 UTF-16 code units by default; not only white space, no control characters but tab and line feed.</param>
/// <param name="Thread">A student writing to the teachers names themself; a teacher names the student.</param>
[GenerateSerializer, Immutable, Alias("PostMessage")]
public sealed record PostMessage(string Text, ParticipantId? Thread = null) : LessonCommand;

/// <summary>Changes a message of one's own, among the last 2,000; at most 10 times by default.</summary>
[GenerateSerializer, Immutable, Alias("EditMessage")]
public sealed record EditMessage(long Message, string Text) : LessonCommand;

/// <summary>Deletes a message of one's own, or any (teachers), among the last 2,000.</summary>
[GenerateSerializer, Immutable, Alias("DeleteMessage")]
public sealed record DeleteMessage(long Message) : LessonCommand;

/// <summary>Lets students post to all. Teachers.</summary>
[GenerateSerializer, Immutable, Alias("OpenChat")]
public sealed record OpenChat : LessonCommand;

/// <summary>Keeps students from posting to all. Teachers.</summary>
[GenerateSerializer, Immutable, Alias("CloseChat")]
public sealed record CloseChat : LessonCommand;

/// <summary>Raises one's own hand.</summary>
[GenerateSerializer, Immutable, Alias("RaiseHand")]
public sealed record RaiseHand : LessonCommand;

/// <summary>Lowers one's own hand, or anyone's (teachers).</summary>
/// <param name="Participant">Whose; none for one's own.</param>
[GenerateSerializer, Immutable, Alias("LowerHand")]
public sealed record LowerHand(ParticipantId? Participant = null) : LessonCommand;

/// <summary>Lowers all hands. Teachers.</summary>
[GenerateSerializer, Immutable, Alias("LowerAllHands")]
public sealed record LowerAllHands : LessonCommand;

/// <summary>Lets students raise hands. Teachers.</summary>
[GenerateSerializer, Immutable, Alias("OpenHands")]
public sealed record OpenHands : LessonCommand;

/// <summary>Keeps students from raising hands; those raised stay. Teachers.</summary>
[GenerateSerializer, Immutable, Alias("CloseHands")]
public sealed record CloseHands : LessonCommand;

/// <summary>Asks a poll; one is open at a time. Teachers.</summary>
/// <param name="Kind">What kind of answer.</param>
/// <param name="Question">1 to 500 UTF-16 code units by default.</param>
/// <param name="Choices">For <see cref="PollKind.Choices"/>: 2 to 6, each 1 to 100 UTF-16 code units, by default; else empty or left out.</param>
/// <param name="SeveralAnswers">More than one choice may be taken; only for <see cref="PollKind.Choices"/>.</param>
/// <param name="Anonymous">Answers are kept apart from those who gave them.</param>
[GenerateSerializer, Immutable, Alias("AskPoll")]
public sealed record AskPoll(PollKind Kind, string Question, ImmutableArray<string> Choices = default, bool SeveralAnswers = false, bool Anonymous = false) : LessonCommand
{
    /// <summary>What can be chosen; never default.</summary>
    public ImmutableArray<string> Choices { get; init; } = Choices.IsDefault ? [] : Choices;
}

/// <summary>Answers the open poll, or changes one's answer. Students.</summary>
/// <param name="Poll">Its id.</param>
/// <param name="Choices">Indexes from 0; exactly one unless several are allowed; empty or left out for a typed answer.</param>
/// <param name="Text">A typed answer: 1 to 200 UTF-16 code units by default.</param>
[GenerateSerializer, Immutable, Alias("AnswerPoll")]
public sealed record AnswerPoll(long Poll, ImmutableArray<int> Choices = default, string? Text = null) : LessonCommand
{
    /// <summary>Chosen, by index from 0; never default.</summary>
    public ImmutableArray<int> Choices { get; init; } = Choices.IsDefault ? [] : Choices;
}

/// <summary>Takes no more answers. Teachers.</summary>
[GenerateSerializer, Immutable, Alias("ClosePoll")]
public sealed record ClosePoll(long Poll) : LessonCommand;

/// <summary>Shows the result of a closed poll to all. Teachers.</summary>
[GenerateSerializer, Immutable, Alias("PublishPoll")]
public sealed record PublishPoll(long Poll) : LessonCommand;

/// <summary>Takes a closed poll, and its result, away from before everybody. Teachers.</summary>
[GenerateSerializer, Immutable, Alias("HidePoll")]
public sealed record HidePoll(long Poll) : LessonCommand;

/// <summary>Makes an uploaded deck available. Not on the wire: sent by the gateway when an upload is stored.</summary>
/// <param name="Deck">Its hash.</param>
/// <param name="Title">1 to 200 UTF-16 code units by default.</param>
/// <param name="Pages">1 to 500 by default.</param>
[GenerateSerializer, Immutable, Alias("AddDeck")]
public sealed record AddDeck(DeckId Deck, string Title, int Pages) : LessonCommand;

/// <summary>Takes a deck out of the lesson; off the stage first, if it is there. Not on the wire: sent by the gateway, which removes the file too.</summary>
[GenerateSerializer, Immutable, Alias("RemoveDeck")]
public sealed record RemoveDeck(DeckId Deck) : LessonCommand;

/// <summary>Moves a deck to another place among those of the lesson. Teachers.</summary>
/// <param name="Deck">One that was added to this lesson.</param>
/// <param name="Place">From 1; beyond the last counts as the last.</param>
[GenerateSerializer, Immutable, Alias("PlaceDeck")]
public sealed record PlaceDeck(DeckId Deck, int Place) : LessonCommand;

/// <summary>Puts a deck on the stage. Teachers.</summary>
/// <param name="Deck">One that was added to this lesson.</param>
/// <param name="Page">From 1.</param>
[GenerateSerializer, Immutable, Alias("ShowDeck")]
public sealed record ShowDeck(DeckId Deck, int Page = 1) : LessonCommand;

/// <summary>Empties the stage. Teachers.</summary>
[GenerateSerializer, Immutable, Alias("HideDeck")]
public sealed record HideDeck : LessonCommand;

/// <summary>Goes to a page of the deck on the stage. Presenter and teachers.</summary>
/// <param name="Page">From 1.</param>
[GenerateSerializer, Immutable, Alias("TurnPage")]
public sealed record TurnPage(int Page) : LessonCommand;

/// <summary>Shows a part of the page on the stage to everybody. Presenter and teachers.</summary>
/// <param name="Viewport">A part that lies on the page, at least a twentieth of it wide and high; kept to a ten-thousandth.</param>
[GenerateSerializer, Immutable, Alias("MoveViewport")]
public sealed record MoveViewport(Viewport Viewport) : LessonCommand;

/// <summary>Gives the presenter flag to somebody present. Teachers.</summary>
[GenerateSerializer, Immutable, Alias("GivePresenter")]
public sealed record GivePresenter(ParticipantId Participant) : LessonCommand;

/// <summary>Takes the presenter flag. Teachers.</summary>
[GenerateSerializer, Immutable, Alias("TakePresenter")]
public sealed record TakePresenter : LessonCommand;

/// <summary>Sends a student out until readmitted. Teachers.</summary>
[GenerateSerializer, Immutable, Alias("EjectParticipant")]
public sealed record EjectParticipant(ParticipantId Participant) : LessonCommand;

/// <summary>Lets an ejected student come back. Teachers.</summary>
[GenerateSerializer, Immutable, Alias("ReadmitParticipant")]
public sealed record ReadmitParticipant(ParticipantId Participant) : LessonCommand;
