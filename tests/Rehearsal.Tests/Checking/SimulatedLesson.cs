using System.Collections.Immutable;
using Classroom.Contracts.Hub;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Domain.Lessons;
using Classroom.Rehearsal.Checking;

namespace Classroom.Rehearsal.Tests.Checking;

/// <summary>A lesson as a faultless server would serve it, without a server: the real rules, folds and views, and a seeded dice.</summary>
internal sealed class SimulatedLesson
{
    public static readonly LessonId Id = LessonId.Parse("demo~simulated");

    private readonly List<LessonEntry> _log = [];
    private readonly List<LoggedCommand> _commands = [];
    private readonly List<SimulatedClient> _clients = [];
    private readonly Random _random;
    private LessonState _state = LessonState.Initial;
    private DateTimeOffset _now = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);
    private long _us;
    private long _epoch = 1;

    private SimulatedLesson(int seed) => _random = new Random(seed);

    /// <summary>A clean history: a teacher and three students, some hundred commands, breaks and resumes.</summary>
    public static History Play(int seed, int commands = 150)
    {
        var lesson = new SimulatedLesson(seed);
        foreach (var (name, role) in new[] { ("teacher", LessonRole.Teacher), ("ada", LessonRole.Student), ("bob", LessonRole.Student), ("eve", LessonRole.Student) })
        {
            lesson._clients.Add(new SimulatedClient(name, role));
            lesson.Welcome(lesson._clients[^1], resume: false);
        }

        lesson.Send(lesson._clients[0], new StartLesson());
        foreach (var client in lesson._clients)
        {
            lesson.Send(client, new PostMessage($"hello from {client.Name}")); // Everybody arrives, and there is always something of everyone.
            lesson.Send(client, new PostMessage($"quietly from {client.Name}", client.Viewer.IsTeacher ? lesson._clients[1].Viewer.Participant : client.Viewer.Participant));
        }

        for (var n = 0; n < commands; n++)
        {
            lesson.Step();
        }

        foreach (var client in lesson._clients)
        {
            lesson.Deliver(client);
            lesson.Look(client);
        }

        return lesson.ToHistory();
    }

    private void Step()
    {
        var client = _clients[_random.Next(_clients.Count)];
        switch (_random.Next(12))
        {
            case 0:
                Welcome(client, resume: true);
                break;
            case 1:
                Welcome(client, resume: false);
                break;
            case 2:
                _epoch++;
                break;
            case <= 5:
                Deliver(_clients[_random.Next(_clients.Count)]);
                break;
            case 6:
                Look(client);
                break;
            default:
                Send(client, NextCommand(client));
                break;
        }
    }

    private LessonCommand NextCommand(SimulatedClient client)
    {
        var poll = _state.Content.Polls.LastOrDefault();
        var message = _state.Books.Posted.Keys.ElementAtOrDefault(_random.Next(Math.Max(1, _state.Books.Posted.Count)));
        return (client.Viewer.IsTeacher, _random.Next(9)) switch
        {
            (true, 0) => new AskPoll(PollKind.YesNo, $"Question {_us}?", Anonymous: _random.Next(4) > 0),
            (true, 1) when poll is not null => new ClosePoll(poll.Sequence),
            (true, 2) when poll is not null => new PublishPoll(poll.Sequence),
            (true, 3) => new DeleteMessage(message),
            (false, 0 or 1) when poll is not null => new AnswerPoll(poll.Sequence, [_random.Next(2)]),
            (false, 2) => new EditMessage(message, $"edited {_us}"),
            (false, 3) => new RaiseHand(),
            (_, 4) => new LowerHand(),
            (_, 5) => new PostMessage($"private {_us}", _clients[1 + _random.Next(3)].Viewer.Participant),
            (true, 6) => _state.Content.ChatOpen ? new CloseChat() : new OpenChat(),
            _ => new PostMessage($"to all {_us}"),
        };
    }

    private void Send(SimulatedClient client, LessonCommand command)
    {
        var id = new CommandId(client.Viewer.Participant, client.Device, ++client.Counter);
        client.Steps.Add(new Sent(_us += 10, new SendCommand(id.Counter, command)));
        _now = _now.AddMilliseconds(7);
        var decision = LessonRules.Decide(_state, client.Viewer, command, new DecisionContext(_now, _now.AddHours(1), new LessonLimits()));
        var first = _state.Books.Sequence + 1;
        foreach (var decided in decision.Events)
        {
            var entry = new LessonEntry(_state.Books.Sequence + 1, _epoch, _now, decided.By, decided.Audience, decided.Event);
            _state = _state.Apply(entry);
            _log.Add(entry);
        }

        _state = decision.Box is { } box ? _state with { Box = box.Accept(id) } : _state;
        if (decision is { Events.IsEmpty: false, Box: null })
        {
            _commands.Add(new LoggedCommand(first + decision.Main, id.Participant, id.Device, id.Counter));
        }

        foreach (var sequence in decision.Redactions)
        {
            _log[(int)sequence - 1] = Redaction.Of(_log[(int)sequence - 1]);
            _commands.RemoveAll(command => command.Sequence == sequence);
        }

        var answer = decision.Box?.Poll ?? (decision.Events.IsEmpty ? 0 : first + decision.Main);
        client.Steps.Add(new Answered(_us += 10, new CommandAnswer(id.Counter, answer, decision.Refusal)));
    }

    private void Welcome(SimulatedClient client, bool resume)
    {
        (client.Covered, client.View) = resume ? (client.Covered, client.View) : (_state.Books.Sequence, Views.Of(_state.Content, client.Viewer));
        client.Steps.Add(new Followed(_us += 10));
        client.Steps.Add(new Welcomed(_us += 10, new LessonWelcome(Id, _epoch, client.Covered, client.Viewer, client.Counter, resume ? null : client.View, _now, 10_000)));
    }

    private void Deliver(SimulatedClient client)
    {
        if (client.Covered == _state.Books.Sequence)
        {
            return;
        }

        var (from, to) = (client.Covered + 1, _state.Books.Sequence);
        ImmutableArray<LessonEntry> entries = [.. _log.Skip((int)client.Covered).Where(entry => entry.Audience.Includes(client.Viewer))];
        client.Steps.Add(new Received(_us += 10, new LessonEntries(_log[^1].Epoch, from, to, entries)));
        client.View = entries.Aggregate(client.View, ViewFold.Apply);
        client.Covered = to;
    }

    private void Look(SimulatedClient client) => client.Steps.Add(new Viewed(_us += 10, client.Covered, client.View));

    private History ToHistory() => new(
        Id,
        [.. _clients.Select(client => new ClientHistory(client.Name, client.Viewer, client.Device, IsHereAtEnd: true, [.. client.Steps]))],
        new LogHistory(_state.Books.Sequence, IsWhole: true, [.. _log], [.. _commands]));

    private sealed class SimulatedClient(string name, LessonRole role)
    {
        public string Name { get; } = name;

        public Viewer Viewer { get; } = new(ParticipantId.Parse(name), role);

        public DeviceId Device { get; } = DeviceId.Parse($"device-{name}");

        public List<Step> Steps { get; } = [];

        public long Counter { get; set; }

        public long Covered { get; set; }

        public LessonView View { get; set; } = LessonView.Initial;
    }
}
