using Classroom.Contracts.Hub;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;

namespace Classroom.Rehearsal.Checking;

/// <summary>Rules about commands: what was accepted is in the log, once, where it was said to be, and in an order that fits the clock.</summary>
internal sealed class CommandRules
{
    private readonly List<Fault> _faults = [];
    private readonly List<Accepted> _accepted = [];
    private readonly Dictionary<CommandId, long> _logged = [];
    private readonly LogIndex _log;

    public CommandRules(LogIndex log) => _log = log;

    /// <summary>Commands accepted with an entry of their own, over all clients.</summary>
    public IReadOnlyList<Accepted> All => _accepted;

    /// <summary>Commands accepted, whether or not their entry may be named.</summary>
    public int Acked { get; private set; }

    /// <summary>Commands that had nothing to do.</summary>
    public int Unchanged { get; private set; }

    /// <summary>Commands refused for good.</summary>
    public int Refused { get; private set; }

    /// <summary>Commands that nobody was told the end of.</summary>
    public int Unknown { get; private set; }

    public IReadOnlyList<Fault> Find(IEnumerable<ClientHistory> clients)
    {
        foreach (var (sequence, participant, device, counter) in _log.Log.Commands)
        {
            var id = new CommandId(participant, device, counter);
            if (!_logged.TryAdd(id, sequence))
            {
                _faults.Add(new(FaultKind.DoneTwice, "log", $"{id} stands at {_logged[id]} and at {sequence}"));
            }
        }

        foreach (var client in clients)
        {
            Check(client);
        }

        CheckTexts();
        CheckRealTime();
        return _faults;
    }

    private void Check(ClientHistory client)
    {
        var answers = client.Steps.OfType<Answered>().ToLookup(step => step.Answer.Counter);
        foreach (var sends in client.Steps.OfType<Sent>().GroupBy(step => step.Command.Counter))
        {
            var id = new CommandId(client.Viewer.Participant, client.Device, sends.Key);
            var final = answers[sends.Key].Where(step => !IsTransient(step.Answer)).ToList();
            if (final.Count == 0)
            {
                Unknown++;
            }
            else if (final.FirstOrDefault(step => step.Answer is { Refusal: null, Sequence: > 0 }) is { } first)
            {
                Accept(client, id, sends.First(), first, final);
            }
            else
            {
                var isRefused = final[^1].Answer.Refusal is not null;
                (Unchanged, Refused) = isRefused ? (Unchanged, Refused + 1) : (Unchanged + 1, Refused);
                if (_logged.TryGetValue(id, out var sequence) && final[^1].Answer.Refusal is not LessonRefusal.CommandExpired)
                {
                    Add(FaultKind.RefusedButLogged, client, $"{sends.First().Command} was answered {final[^1].Answer} and stands at {sequence}");
                }
            }
        }
    }

    private void Accept(ClientHistory client, CommandId id, Sent sent, Answered first, List<Answered> final)
    {
        Acked++;
        var (command, answer) = (sent.Command.Command, first.Answer);
        var logged = _log[answer.Sequence];
        var isAnonymous = logged is { Event: PollAsked { Anonymous: true } } && command is AnswerPoll anonymous && anonymous.Poll == answer.Sequence;
        foreach (var other in final.Where(step => step.AtUs > first.AtUs && (step.Answer.Sequence != answer.Sequence || step.Answer.Refusal is not null)))
        {
            if (!isAnonymous || other.Answer.Refusal != LessonRefusal.PollClosed) // Once the poll is closed, who answered it is forgotten.
            {
                Add(FaultKind.FirstAnswerChanged, client, $"{sent.Command} was answered {answer}, then {other.Answer}");
            }
        }

        if (isAnonymous)
        {
            return; // It has no entry: see BallotRules.
        }

        if (logged is null || !CommandKinds.Causes(command, logged.Event) || logged.By != client.Viewer.Participant
            || (_log.Log.IsWhole && !IsLoggedAt(id, logged)))
        {
            Add(FaultKind.AcceptedNotLogged, client, $"{sent.Command} was answered {answer}; the log has {logged?.ToString() ?? "nothing"} there and the command at {_logged.GetValueOrDefault(id)}");
            return;
        }

        _accepted.Add(new(client, answer.Sequence, sent.AtUs, first.AtUs));
    }

    /// <summary>A redaction takes the command's id out of the log too; from then on the snapshot answers for it.</summary>
    private bool IsLoggedAt(CommandId id, LessonEntry entry) =>
        _logged.TryGetValue(id, out var sequence) ? sequence == entry.Sequence : entry.Event is MessageRedacted;

    /// <summary>Texts of a rehearsal are unique: the same twice is one command done twice, whatever the log says of ids.</summary>
    private void CheckTexts()
    {
        var posted = _log.Log.Entries.Where(entry => entry.Event is MessagePosted).GroupBy(entry => ((MessagePosted)entry.Event).Text);
        _faults.AddRange(posted.Where(group => group.Count() > 1).Select(group =>
            new Fault(FaultKind.DoneTwice, "log", $"'{group.Key}' stands at {string.Join(" and ", group.Select(entry => entry.Sequence))}")));
    }

    private void CheckRealTime()
    {
        var answered = _accepted.OrderBy(accepted => accepted.AnsweredUs).ToList();
        var (next, latest) = (0, (Accepted?)null);
        foreach (var sent in _accepted.OrderBy(accepted => accepted.SentUs))
        {
            for (; next < answered.Count && answered[next].AnsweredUs < sent.SentUs; next++)
            {
                latest = latest is null || answered[next].Sequence > latest.Sequence ? answered[next] : latest;
            }

            if (latest is not null && latest.Sequence > sent.Sequence)
            {
                Add(FaultKind.OutOfRealTime, sent.Client, $"sequence {sent.Sequence} was sent after {latest.Sequence} of {latest.Client.Name} had been accepted");
            }
        }
    }

    // The client retries these by itself: they say nothing of what became of the command.
    private static bool IsTransient(CommandAnswer answer) =>
        answer.Refusal is LessonRefusal.Unavailable or LessonRefusal.RateLimited or LessonRefusal.TooManyWaiting;

    private void Add(FaultKind kind, ClientHistory client, string evidence) => _faults.Add(new Fault(kind, client.Name, evidence));

    /// <summary>A command that was accepted, and when.</summary>
    internal sealed record Accepted(ClientHistory Client, long Sequence, long SentUs, long AnsweredUs);
}
