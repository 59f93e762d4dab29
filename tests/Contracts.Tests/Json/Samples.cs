using System.Collections.Immutable;
using Classroom.Contracts.Hub;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;

namespace Classroom.Contracts.Tests.Json;

/// <summary>One value of everything that has a wire form, by the name of its golden file.</summary>
internal static class Samples
{
    private static readonly DateTimeOffset At = new(2026, 11, 24, 8, 0, 0, 123, TimeSpan.Zero);
    private static readonly ParticipantId Ada = ParticipantId.Parse("ada");
    private static readonly ParticipantId Teacher = ParticipantId.Parse("teacher-1");
    private static readonly DeckId Deck = DeckId.Parse("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
    private static readonly Tally Tally = new(3, [2, 1], []);

    public static readonly LessonEvent[] Events =
    [
        new LessonStarted(At), new LessonEndMoved(At), new LessonEnded(LessonEndReason.ByTeacher),
        new PresenceChanged([new Arrival(Teacher, LessonRole.Teacher), new Arrival(Ada)], [new Departure(Ada, At)]),
        new PlacesReleased([Ada]), new ParticipantEjected(Ada), new ParticipantReadmitted(Ada), new PresenterChanged(Ada),
        new MessagePosted("Où est l’élève « Ada » ? <b>&", Ada), new MessageEdited(7, "Là."), new MessageDeleted(7), new MessageRedacted(7, 29, Ada),
        new ChatOpened(), new ChatClosed(), new HandRaised(), new HandLowered(Ada), new AllHandsLowered(), new HandsOpened(), new HandsClosed(),
        new PollAsked(PollKind.Choices, "Lequel ?", ["rouge", "vert"], SeveralAnswers: true, Anonymous: true),
        new PollKeyCreated(9, "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="), new PollKeyDestroyed(9),
        new PollAnswered(9, Ada, [0, 1]), new PollTallied(9, Tally), new PollClosed(9), new PollPublished(9, new Tally(2, [], [new TypedCount("bleu", 2)])),
        new DeckAdded(Deck, "Leçon 3", 12), new DeckShown(Deck, 12, 1), new DeckHidden(), new PageTurned(2),
        new ViewportMoved(new(0.25, 0, 0.5, 0.5)), new PollHidden(9), new DeckRemoved(Deck), new DeckPlaced(Deck, 2),
    ];

    public static readonly LessonCommand[] Commands =
    [
        new StartLesson(), new EndLesson(), new PostMessage("Bonjour 👋", Ada), new EditMessage(7, "Là."), new DeleteMessage(7), new OpenChat(),
        new CloseChat(), new RaiseHand(), new LowerHand(Ada), new LowerAllHands(), new OpenHands(), new CloseHands(),
        new AskPoll(PollKind.Choices, "Lequel ?", ["rouge", "vert"], SeveralAnswers: true, Anonymous: true), new AnswerPoll(9, [0, 1], "bleu"),
        new ClosePoll(9), new PublishPoll(9), new HidePoll(9), new PlaceDeck(Deck, 2), new ShowDeck(Deck, 2), new HideDeck(), new TurnPage(2), new MoveViewport(new(0.25, 0, 0.5, 0.5)), new GivePresenter(Ada), new TakePresenter(),
        new EjectParticipant(Ada), new ReadmitParticipant(Ada),
    ];

    public static readonly LessonSignal[] Signals = [new Typing(), new Reaction("👍"), new Pointing(0.25, 1)];

    private static readonly LessonEntry Entry = new(12, 3, At, Ada, Audience.All, new HandRaised());

    /// <summary>Messages of the hub, entries with each kind of audience, and a view with everything in it.</summary>
    public static readonly ImmutableArray<(string Name, object Value)> Others =
    [
        ("hub.followLesson.first", new FollowLesson(1)), ("hub.followLesson.resume", new FollowLesson(1, 3, 12)),
        ("hub.sendCommand", new SendCommand(5, new RaiseHand())), ("hub.sendSignal", new SendSignal(new Typing())), ("hub.clientHeartbeat", new ClientHeartbeat(12)),
        ("hub.lessonWelcome.view", new LessonWelcome(LessonId.Parse("demo~l1"), 3, 12, new Viewer(Ada), 4, View(), At, 10_000)),
        ("hub.lessonWelcome.resume", new LessonWelcome(LessonId.Parse("demo~l1"), 3, 12, new Viewer(Teacher, LessonRole.Teacher), 4, null, At, 10_000)),
        ("hub.lessonEntries", new LessonEntries(3, 11, 12, [Entry])),
        ("hub.commandAnswer.accepted", new CommandAnswer(5, 12)), ("hub.commandAnswer.unchanged", new CommandAnswer(5)),
        ("hub.commandAnswer.refused", new CommandAnswer(5, 0, LessonRefusal.RateLimited, 200)),
        ("hub.lessonSignals", new LessonSignals([new SignalBy(Ada, new Reaction("👍"))])),
        ("hub.serverHeartbeat", new ServerHeartbeat(At, 3, 12, 5_000)), ("hub.connectionClosing", new ConnectionClosing(CloseCode.Draining, true, 5_000)),
        ("entry.all", Entry), ("entry.teachers", Entry with { Audience = Audience.TeachersOnly }),
        ("entry.teachersAndOne", Entry with { Audience = Audience.TeachersAnd(Ada) }),
        ("entry.nobody", Entry with { By = null, Audience = Audience.Nobody }),
        ("view.initial", LessonView.Initial), ("view.full", View()),
    ];

    private static LessonView View() => LessonView.Initial with
    {
        Viewer = new Viewer(Ada),
        Phase = LessonPhase.Live,
        StartedAt = At,
        EndsAt = At,
        People = LessonView.Initial.People.Add(Teacher, new PersonInLesson(At, LessonRole.Teacher)).Add(Ada, new PersonInLesson(At, LessonRole.Student, At)),
        SentOut = [ParticipantId.Parse("blaise")],
        Presenter = Teacher,
        Hands = [new RaisedHand(Ada, At)],
        HandsOpen = false,
        ChatOpen = false,
        Chat = [new ChatMessage(4, Ada, At, "Bonjour", 7, Edited: true), new ChatMessage(5, Ada, At, Deleted: true)],
        TeacherChat = [new ChatMessage(6, Ada, At, "Psst", 4, Ada)],
        Threads = LessonView.Initial.Threads.Add(Ada, [new ChatMessage(6, Ada, At, "Psst", 4, Ada)]),
        Polls =
        [
            new PollInLesson(9, new PollAsked(PollKind.YesNo, "Oui ?", []), ImmutableSortedDictionary<ParticipantId, PollAnswer>.Empty.Add(Ada, new PollAnswer([1])), Open: true),
            new PollInLesson(10, new PollAsked(PollKind.Typed, "Un mot ?", []), ImmutableSortedDictionary<ParticipantId, PollAnswer>.Empty, Tally: Tally, Published: Tally, Hidden: true),
        ],
        Decks = [new DeckInLesson(Deck, "Leçon 3", 12)],
        Stage = new Stage(Deck, 12, 2, new Viewport(0.25, 0, 0.5, 0.5)),
    };
}
