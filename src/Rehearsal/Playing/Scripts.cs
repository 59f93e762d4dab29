using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;

namespace Classroom.Rehearsal.Playing;

/// <summary>What a teacher or a student might do next, seeing what they see.</summary>
internal static class Scripts
{
    private const int PageThatNoDeckHas = 500;

    public static LessonCommand Next(string name, Viewer you, LessonView view, Stage stage, Random random) =>
        you.IsTeacher ? Teach(name, you, view, stage, random) : Study(name, you, view, stage, random);

    private static LessonCommand Study(string name, Viewer you, LessonView view, Stage stage, Random random)
    {
        var own = Messages(view).Where(message => message.By == you.Participant && !message.Deleted).Select(message => message.Sequence).ToImmutableArray();
        var poll = view.Polls.LastOrDefault();
        return new Dice(random, stage)
            .Face(10, true, () => new PostMessage(stage.Text(name, random)))
            .Face(4, true, () => new PostMessage(stage.Text(name, random), you.Participant))
            .Face(3, !own.IsEmpty, () => new EditMessage(Dice.Any(own, random), stage.Text(name, random)))
            .Face(2, !own.IsEmpty, () => new DeleteMessage(Dice.Any(own, random)))
            .Face(5, view.HandsOpen, () => new RaiseHand())
            .Face(5, view.Hands.Any(hand => hand.Participant == you.Participant), () => new LowerHand())
            .Face(14, poll is { Open: true }, () => Answer(poll!, random))
            .Face(10, view.Presenter == you.Participant && view.Stage is { Pages: > 1 }, () => Turn(view.Stage!, random))
            .Face(4, view.Presenter == you.Participant && view.Stage is not null, () => Move(random))
            .Face(1, true, () => Forbidden(you, view, random))
            .Throw();
    }

    private static LessonCommand Teach(string name, Viewer you, LessonView view, Stage stage, Random random)
    {
        var messages = Messages(view).Where(message => !message.Deleted).ToImmutableArray();
        var own = messages.Where(message => message.By == you.Participant).ToImmutableArray();
        var students = view.People.Where(person => person.Value is { Role: LessonRole.Student, LeftAt: null }).Select(person => person.Key).ToImmutableArray();
        var expendable = students.Intersect(stage.Expendable).ToImmutableArray();
        var otherDecks = stage.Decks.Where(deck => deck != view.Stage?.Deck).ToImmutableArray();
        var poll = view.Polls.LastOrDefault();
        return new Dice(random, stage)
            .Face(6, true, () => new PostMessage(stage.Text(name, random)))
            .Face(4, !students.IsEmpty, () => new PostMessage(stage.Text(name, random), Dice.Any(students, random)))
            .Face(2, !own.IsEmpty, () => new EditMessage(Dice.Any(own, random).Sequence, stage.Text(name, random)))
            .Face(3, !messages.IsEmpty, () => new DeleteMessage(Dice.Any(messages, random).Sequence))
            .Face(3, !view.Hands.IsEmpty, () => new LowerHand(Dice.Any(view.Hands, random).Participant))
            .Face(1, !view.Hands.IsEmpty, () => new LowerAllHands())
            .Face(1, view.HandsOpen, () => new CloseHands())
            .Face(4, !view.HandsOpen, () => new OpenHands())
            .Face(1, view.ChatOpen, () => new CloseChat())
            .Face(4, !view.ChatOpen, () => new OpenChat())
            .Face(6, poll is not { Open: true }, () => Ask(stage.Text(name, random), view.Polls.All(asked => !asked.Asked.Anonymous), random))
            .Face(2, poll is { Open: true }, () => new ClosePoll(poll!.Sequence))
            .Face(4, poll is { Open: false, Published: null }, () => new PublishPoll(poll!.Sequence))
            .Face(2, poll is { Open: false, Hidden: false }, () => new HidePoll(poll!.Sequence))
            .Face(3, !otherDecks.IsEmpty, () => new ShowDeck(Dice.Any(otherDecks, random)))
            .Face(12, !stage.WasAccepted<TurnPage>() && view.Stage is not { Pages: > 1 }, () => new ShowDeck(stage.Decks[0]))
            .Face(2, view.Decks.Length > 1, () => new PlaceDeck(view.Decks[^1].Deck, 1))
            .Face(1, view.Stage is not null, () => new HideDeck())
            .Face(4, view.Stage is { Pages: > 1 }, () => Turn(view.Stage!, random))
            .Face(4, view.Stage is not null, () => Move(random))
            .Face(3, !students.IsEmpty, () => new GivePresenter(Dice.Any(students, random)))
            .Face(2, view.Presenter != you.Participant, () => new TakePresenter())
            .Face(1, !expendable.IsEmpty && view.SentOut.Length < 2, () => new EjectParticipant(Dice.Any(expendable, random)))
            .Face(3, !view.SentOut.IsEmpty, () => new ReadmitParticipant(Dice.Any(view.SentOut, random)))
            .Face(1, true, () => new StartLesson())
            .Throw();
    }

    private static IEnumerable<ChatMessage> Messages(LessonView view) =>
        view.Chat.Concat(view.TeacherChat).Concat(view.Threads.Values.SelectMany(thread => thread));

    /// <summary>Another page; once in a while one that the deck does not have.</summary>
    private static TurnPage Turn(Contracts.Lessons.Stage shown, Random random) =>
        new(random.Next(10) == 0 ? shown.Pages + 1 : 1 + ((shown.Page + random.Next(shown.Pages - 1)) % shown.Pages));

    /// <summary>Some part of the page, in steps that the lesson keeps exactly; once in a while one over its edge.</summary>
    private static MoveViewport Move(Random random)
    {
        var zoom = random.Next(10) == 0 ? 1 : 0.25 * (1 + random.Next(4));
        return new(new Viewport(random.Next(10) == 0 ? 0.75 : 0.25 * random.Next((int)(4 * (1 - zoom)) + 1), 0, zoom, zoom));
    }

    private static AskPoll Ask(string question, bool wantsAnonymous, Random random)
    {
        question = question.Length > 500 ? question[..500] : question;
        return (wantsAnonymous ? 1 + (2 * random.Next(2)) : random.Next(5)) switch
        {
            0 => new AskPoll(PollKind.YesNo, question),
            1 => new AskPoll(PollKind.TrueFalse, question, Anonymous: true),
            2 => new AskPoll(PollKind.Choices, question, ["a", "b", "c"], SeveralAnswers: true),
            3 => new AskPoll(PollKind.Choices, question, ["un", "deux", "trois", "quatre", "cinq", "six"], Anonymous: true),
            _ => new AskPoll(PollKind.Typed, question),
        };
    }

    private static AnswerPoll Answer(PollInLesson poll, Random random) => poll.Asked.Kind switch
    {
        PollKind.Typed => new AnswerPoll(poll.Sequence, Text: $"réponse {random.Next(8)}"),
        PollKind.Choices when poll.Asked.SeveralAnswers => new AnswerPoll(poll.Sequence, [0, 1 + random.Next(2)]),
        PollKind.Choices => new AnswerPoll(poll.Sequence, [random.Next(poll.Asked.Choices.Length)]),
        _ => new AnswerPoll(poll.Sequence, [random.Next(2)]),
    };

    /// <summary>What a student may not do, or what does not exist: it must be refused, and change nothing.</summary>
    private static LessonCommand Forbidden(Viewer you, LessonView view, Random random) => random.Next(6) switch
    {
        0 => new OpenChat(),
        1 => new EditMessage(view.Chat.FirstOrDefault(message => message.By != you.Participant)?.Sequence ?? 1, "not mine"),
        2 => new PostMessage("   "),
        3 => new AnswerPoll(1, [99]),
        4 => new TurnPage(PageThatNoDeckHas),
        _ => new EjectParticipant(you.Participant),
    };
}
