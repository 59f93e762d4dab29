using System.Collections.Immutable;
using System.Diagnostics;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;

namespace Classroom.Domain.Lessons;

/// <summary>The one fold of a lesson: grains, gateways and clients run it, on the whole or on their viewer's part alike.</summary>
/// <remarks>The web client mirrors it line by line; tests/golden holds both to the same histories.</remarks>
public static class ViewFold
{
    /// <summary>Applies an entry that the view's viewer may see. Total, deterministic and free of side effects.</summary>
    /// <exception cref="UnreachableException">The event has no case below: a bug in this build.</exception>
    public static LessonView Apply(LessonView view, LessonEntry entry) => view.Ejected ? view : entry.Event switch
    {
        LessonStarted(var endsAt) => view with { Phase = LessonPhase.Live, StartedAt = entry.At, EndsAt = endsAt, Presenter = entry.By },
        LessonEndMoved(var endsAt) => view with { EndsAt = endsAt },
        LessonEnded(var reason) => End(view, entry.At, reason),
        PresenceChanged changed => ChangePresence(view, changed, entry.At),
        PlacesReleased(var participants) => participants.Aggregate(view, Release),
        ParticipantEjected(var participant) => Eject(view, participant),
        ParticipantReadmitted(var participant) => view with { SentOut = view.SentOut.Remove(participant) },
        PresenterChanged(var presenter) => view with { Presenter = presenter },
        MessagePosted(var text, var thread) => ChatFold.Post(view, entry, text, text.Length, thread),
        MessageEdited(var message, var text) => ChatFold.Edit(view, message, text, text.Length),
        MessageRedacted(var message, var length, var thread) => message == entry.Sequence
            ? ChatFold.Post(view, entry, null, length, thread)
            : ChatFold.Edit(view, message, null, length),
        MessageDeleted(var message) => ChatFold.Delete(view, message),
        ChatOpened => view with { ChatOpen = true },
        ChatClosed => view with { ChatOpen = false },
        HandRaised => view with { Hands = LowerHand(view.Hands, entry.By!.Value).Add(new RaisedHand(entry.By.Value, entry.At)) },
        HandLowered(var participant) => view with { Hands = LowerHand(view.Hands, participant) },
        AllHandsLowered => view with { Hands = [] },
        HandsOpened => view with { HandsOpen = true },
        HandsClosed => view with { HandsOpen = false },
        PollAsked asked => PollFold.Ask(view, entry.Sequence, asked),
        PollKeyCreated or PollKeyDestroyed => view, // Of earlier builds.
        PollAnswered answered => PollFold.Answer(view, answered),
        PollTallied(var poll, var tally) => PollFold.Update(view, poll, current => current with { Tally = tally }),
        PollClosed(var poll) => PollFold.Close(view, poll),
        PollPublished(var poll, var tally) => PollFold.Update(view, poll, current => current with { Published = tally, Hidden = false }),
        PollHidden(var poll) => PollFold.Update(view, poll, current => current with { Hidden = true }),
        DeckAdded(var deck, var title, var pages) => view with { Decks = view.Decks.Add(new DeckInLesson(deck, title, pages)) },
        DeckRemoved(var deck) => view with { Decks = view.Decks.RemoveAll(known => known.Deck == deck) },
        DeckPlaced(var deck, var place) => view with { Decks = Place(view.Decks, deck, place) },
        DeckShown(var deck, var pages, var page) => view with { Stage = new Stage(deck, pages, page) },
        DeckHidden => view with { Stage = null },
        PageTurned(var page) => view with { Stage = view.Stage is { } stage ? stage with { Page = page, Viewport = null } : null },
        ViewportMoved(var viewport) => view with { Stage = view.Stage is { } stage ? stage with { Viewport = viewport == Viewport.Whole ? null : viewport } : null },
        _ => throw new UnreachableException($"{entry.Event.GetType().Name} has no fold."), // Kinds are emitted only once all readers know them.
    };

    /// <summary>Whether the view holds what only teachers may see: it is a teacher's, or the whole.</summary>
    internal static bool HoldsTeachersPart(LessonView view) => view.Viewer is not { Role: LessonRole.Student };

    private static LessonView End(LessonView view, DateTimeOffset at, LessonEndReason reason) => view with
    {
        Phase = LessonPhase.Ended,
        EndedAt = at,
        EndReason = reason,
        People = view.People.Clear(),
        Hands = [],
        Presenter = null,
    };

    private static LessonView ChangePresence(LessonView view, PresenceChanged changed, DateTimeOffset at)
    {
        var people = view.People.ToBuilder();
        foreach (var arrival in changed.Arrived)
        {
            people[arrival.Participant] = new PersonInLesson(at, arrival.Role);
        }

        foreach (var departure in changed.Left)
        {
            if (people.TryGetValue(departure.Participant, out var person))
            {
                people[departure.Participant] = person with { LeftAt = departure.At };
            }
        }

        return view with { People = people.ToImmutable() };
    }

    private static ImmutableArray<DeckInLesson> Place(ImmutableArray<DeckInLesson> decks, DeckId deck, int place) =>
        decks.FirstOrDefault(known => known.Deck == deck) is { } moved ? decks.Remove(moved).Insert(Math.Clamp(place - 1, 0, decks.Length - 1), moved) : decks;

    private static LessonView Release(LessonView view, ParticipantId participant) => view with
    {
        People = view.People.Remove(participant),
        Hands = LowerHand(view.Hands, participant),
        Presenter = view.Presenter == participant ? null : view.Presenter,
    };

    private static LessonView Eject(LessonView view, ParticipantId participant)
    {
        if (view.Viewer?.Participant == participant)
        {
            return Views.OfEjected(view.Viewer);
        }

        var released = Release(view, participant);
        return HoldsTeachersPart(view) ? released with { SentOut = view.SentOut.Remove(participant).Add(participant) } : released;
    }

    private static ImmutableArray<RaisedHand> LowerHand(ImmutableArray<RaisedHand> hands, ParticipantId participant) =>
        hands.RemoveAll(hand => hand.Participant == participant);
}
