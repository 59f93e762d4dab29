using System.Collections.Immutable;
using System.Diagnostics;
using System.Reflection;
using System.Text.Json.Serialization;
using Classroom.Contracts.Lessons;

namespace Classroom.Rehearsal.Checking;

/// <summary>All kinds of commands and events, and which causes which.</summary>
internal static class CommandKinds
{
    /// <summary>Every command that a client can send, by its name on the wire.</summary>
    public static ImmutableSortedDictionary<string, Type> Commands { get; } = Kinds(typeof(LessonCommand));

    /// <summary>Every event that is written, by its name on the wire; keys of polls only stand in logs of earlier builds.</summary>
    public static ImmutableSortedDictionary<string, Type> Events { get; } =
        Kinds(typeof(LessonEvent)).RemoveRange(["pollKeyCreated", "pollKeyDestroyed"]);

    /// <summary>Whether an accepted command is answered with the sequence of such an event.</summary>
    public static bool Causes(LessonCommand command, LessonEvent e) => command switch
    {
        StartLesson => e is LessonStarted,
        EndLesson => e is LessonEnded,
        PostMessage(var text, var thread) => e is MessagePosted posted ? posted.Text == text && posted.Thread == thread : e is MessageRedacted,
        EditMessage(var message, var text) => e is MessageEdited edited ? edited.Text == text && edited.Message == message : e is MessageRedacted redacted && redacted.Message == message,
        DeleteMessage(var message) => e is MessageDeleted deleted && deleted.Message == message,
        OpenChat => e is ChatOpened,
        CloseChat => e is ChatClosed,
        RaiseHand => e is HandRaised,
        LowerHand => e is HandLowered,
        LowerAllHands => e is AllHandsLowered,
        OpenHands => e is HandsOpened,
        CloseHands => e is HandsClosed,
        AskPoll(var kind, var question, _, _, _) => e is PollAsked asked && asked.Kind == kind && asked.Question == question,
        AnswerPoll(var poll, _, _) => e is PollAnswered answered && answered.Poll == poll,
        ClosePoll(var poll) => e is PollClosed closed && closed.Poll == poll,
        PublishPoll(var poll) => e is PollPublished published && published.Poll == poll,
        HidePoll(var poll) => e is PollHidden hidden && hidden.Poll == poll,
        ShowDeck(var deck, var page) => e is DeckShown shown && shown.Deck == deck && shown.Page == page,
        PlaceDeck(var deck, var place) => e is DeckPlaced placed && placed.Deck == deck && placed.Place == place,
        HideDeck => e is DeckHidden,
        TurnPage(var page) => e is PageTurned turned && turned.Page == page,
        MoveViewport(var viewport) => e is ViewportMoved moved && moved.Viewport == viewport,
        GivePresenter(var participant) => e is PresenterChanged changed && changed.Presenter == participant,
        TakePresenter => e is PresenterChanged,
        EjectParticipant(var participant) => e is ParticipantEjected ejected && ejected.Participant == participant,
        ReadmitParticipant(var participant) => e is ParticipantReadmitted readmitted && readmitted.Participant == participant,
        _ => throw new UnreachableException($"{command.GetType().Name} causes nothing known."),
    };

    private static ImmutableSortedDictionary<string, Type> Kinds(Type type) =>
        type.GetCustomAttributes<JsonDerivedTypeAttribute>().ToImmutableSortedDictionary(kind => (string)kind.TypeDiscriminator!, kind => kind.DerivedType);
}
