using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Domain.Lessons;

namespace Classroom.Domain.Tests.Lessons;

/// <summary>Plays steps on a lesson as a grain would: decides, appends, folds, redacts.</summary>
internal sealed class PlayedLesson
{
    private static readonly GatewayId Gateway = GatewayId.Parse("gateway-1");
    private static readonly DeviceId Phone = DeviceId.Parse("phone");
    private static readonly DeckId[] Decks = [.. Enumerable.Range(0, 3).Select(n => DeckId.Parse(new string((char)('a' + n), 64)))];
    private static readonly string[] Words = ["Bonjour", "où est la page ?", "Ça va 👍", "naïveté — cœur", "日本語のテキスト", "x"];

    private readonly List<LessonEntry> _entries = [];
    private readonly List<LessonState> _states = [LessonState.Initial];
    private readonly Dictionary<long, long> _redacted = [];
    private long _counter;
    private PresenceBook _presence = new() { OpenedAt = Histories.EightOClock };
    private DateTimeOffset _now = Histories.EightOClock;

    private LessonState Lesson => _states[^1];

    private LessonView Content => Lesson.Content;

    public History History() => new([.. _entries], _redacted.ToImmutableDictionary(), [.. _states]);

    public void Do(Step step)
    {
        _now += TimeSpan.FromMilliseconds((step.A * 7) + 1);
        var by = Histories.Cast[step.Actor];
        switch (step.Kind)
        {
            case StepKind.Arrive or StepKind.Leave:
                var devices = step.Kind == StepKind.Arrive ? 1 : 0;
                _presence = _presence.Prove(Gateway, whole: false, [new ProvedPerson(by.Participant, by.Role, devices)], _now);
                Write(_presence.Reconcile(Lesson, Context()));
                break;
            case StepKind.Wait:
                _now += TimeSpan.FromSeconds(step.B);
                Write(DueRules.Due(Lesson, Context()));
                break;
            case StepKind.MovePlan:
                Write(DueRules.PlanMoved(Lesson, Histories.EightOClock + TimeSpan.FromMinutes(50 + step.B)));
                break;
            default:
                var decision = LessonRules.Decide(Lesson, by, Command(step, by), Context());
                Write(decision with { Box = decision.Box?.Accept(new CommandId(by.Participant, Phone, ++_counter)) });
                break;
        }
    }

    /// <summary>A command that often, not always, makes sense.</summary>
    public LessonCommand Command(Step step, Viewer by) => step.Kind switch
    {
        StepKind.Start => new StartLesson(),
        StepKind.End => new EndLesson(),
        StepKind.PostToAll => new PostMessage(Text(step)),
        StepKind.PostInThread => new PostMessage(Text(step), by.IsTeacher ? Person(step.A) : by.Participant),
        StepKind.Edit => new EditMessage(Message(step.A, by, step.B % 4 != 0), Text(step)),
        StepKind.Delete => new DeleteMessage(Message(step.A, by, step.B % 4 != 0)),
        StepKind.ChatSwitch => step.B < 30 ? new CloseChat() : new OpenChat(),
        StepKind.RaiseHand => new RaiseHand(),
        StepKind.LowerHand => new LowerHand(step.B < 50 ? null : Person(step.A)),
        StepKind.LowerAll => new LowerAllHands(),
        StepKind.HandsSwitch => step.B < 30 ? new CloseHands() : new OpenHands(),
        StepKind.Ask => Ask(step),
        StepKind.Answer => Answer(step),
        StepKind.ClosePoll => new ClosePoll(Poll(step)),
        StepKind.Publish => new PublishPoll(Poll(step)),
        StepKind.AddDeck => new AddDeck(Decks[step.A % 3], $"Deck {step.A}", (step.B % 5) + 1),
        StepKind.ShowDeck => new ShowDeck(Decks[step.A % 3], (step.B % 6) + 1),
        StepKind.RemoveDeck => new RemoveDeck(Decks[step.A % 3]),
        StepKind.PlaceDeck => new PlaceDeck(Decks[step.A % 3], step.B % 4),
        StepKind.HideDeck => new HideDeck(),
        StepKind.TurnPage => new TurnPage((step.B % 6) + 1),
        StepKind.MoveViewport => new MoveViewport(new(step.A / 100.0, step.B / 200.0, (100 - step.A) / 100.0, step.B % 7 == 0 ? 1 : 0.5)),
        StepKind.HidePoll => new HidePoll(Poll(step)),
        StepKind.Give => new GivePresenter(Person(step.A)),
        StepKind.Take => new TakePresenter(),
        StepKind.Eject => new EjectParticipant(Person(step.A)),
        _ => new ReadmitParticipant(Content.SentOut.IsEmpty ? Person(step.A) : Content.SentOut[0]),
    };

    private void Write(Decision decision)
    {
        _states[^1] = decision.Box is { } box ? Lesson with { Box = box } : Lesson;
        foreach (var decided in decision.Events)
        {
            var at = _now > Lesson.Books.LastAt ? _now : Lesson.Books.LastAt;
            var entry = new LessonEntry(Lesson.Books.Sequence + 1, 1, at, decided.By, decided.Audience, decided.Event);
            _entries.Add(entry);
            _states.Add(Lesson.Apply(entry));
        }

        foreach (var sequence in decision.Redactions)
        {
            _redacted[sequence] = Lesson.Books.Sequence;
        }
    }

    private DecisionContext Context() => new(
        _now, Histories.EightOClock + TimeSpan.FromMinutes(55), Histories.Limits);

    private static ParticipantId Person(int a) => Histories.Cast[a % Histories.Cast.Length].Participant;

    private static string Text(Step step) =>
        $"«{step.Actor}.{step.A}.{step.B}» {string.Concat(Enumerable.Repeat(Words[step.A % Words.Length] + " ", step.B > 60 ? 2_500 / Words[step.A % Words.Length].Length / 2 : 1 + (step.B % 9)))}".TrimEnd();

    private long Message(int a, Viewer by, bool own)
    {
        var posted = Lesson.Books.Posted.Where(message => !own || message.Value.By == by.Participant).Select(message => message.Key).ToList();
        return posted.Count == 0 ? a : posted[a % posted.Count];
    }

    private long Poll(Step step) => Content.Polls.IsEmpty ? step.A : Content.Polls[step.B < 70 ? Content.Polls.Length - 1 : step.A % Content.Polls.Length].Sequence;

    private static AskPoll Ask(Step step) => (step.B % 5) switch
    {
        0 => new AskPoll(PollKind.YesNo, $"Oui ou non {step.A} ?", Anonymous: step.A % 2 == 0),
        1 => new AskPoll(PollKind.TrueFalse, $"Vrai ou faux {step.A} ?"),
        2 => new AskPoll(PollKind.Typed, $"Un mot {step.A} ?", Anonymous: step.A % 2 == 0),
        3 => new AskPoll(PollKind.Choices, $"Lequel {step.A} ?", ["rouge", "vert", "bleu"], Anonymous: step.A % 2 == 0),
        _ => new AskPoll(PollKind.Choices, $"Lesquels {step.A} ?", ["un", "deux", "trois", "quatre"], SeveralAnswers: true),
    };

    private AnswerPoll Answer(Step step)
    {
        var asked = Content.Polls.LastOrDefault()?.Asked;
        return asked?.Kind switch
        {
            PollKind.Typed => new AnswerPoll(Poll(step), Text: Words[step.A % Words.Length]),
            _ when asked?.SeveralAnswers == true => new AnswerPoll(Poll(step), [step.A % 4, (step.A + 1 + (step.B % 2)) % 4]),
            _ => new AnswerPoll(Poll(step), [step.A % 2]),
        };
    }
}
