using Classroom.Client.Reconnecting;
using Classroom.Contracts.Hub;
using Classroom.Contracts.Lessons;

namespace Classroom.Client.Lessons;

/// <summary>Commands that have not been answered for good, in the order of their counters. Not thread-safe.</summary>
/// <remarks>
/// What is sent and not answered when a connection is lost is sent again, under its counter, on the next; the server does it
/// once. Refusals that ask for a retry are retried here, so that a caller sees only answers that are final.
/// </remarks>
internal sealed class Outbox(int commandsMax, int windowMax, Random random, RetryBudget budget)
{
    private readonly SortedDictionary<long, Waiting> _waiting = [];
    private DateTimeOffset _pausedUntil;
    private int _inFlight;
    private int _putOff;

    /// <summary>Commands held.</summary>
    public int Count => _waiting.Count;

    /// <summary>Until when nothing is sent, because the server asked for it.</summary>
    public DateTimeOffset PausedUntil => _pausedUntil;

    /// <summary>Whether another command is taken.</summary>
    public bool HasRoom => _waiting.Count < commandsMax;

    /// <summary>Takes a command; its task ends with its answer.</summary>
    /// <param name="counter">Larger than every one before.</param>
    /// <param name="command">What to do.</param>
    /// <exception cref="OutboxFullException">No room.</exception>
    public Task<CommandResult> Add(long counter, LessonCommand command)
    {
        if (!HasRoom)
        {
            throw new OutboxFullException(commandsMax);
        }

        var waiting = new Waiting(new SendCommand(counter, command));
        _waiting.Add(counter, waiting);
        return waiting.Answer.Task;
    }

    /// <summary>The next command to send, if there is one, the window has room and the server did not ask for a pause.</summary>
    public SendCommand? Next(DateTimeOffset now)
    {
        if (_inFlight >= windowMax || now < _pausedUntil)
        {
            return null;
        }

        foreach (var waiting in _waiting.Values)
        {
            if (!waiting.IsSent)
            {
                waiting.IsSent = true;
                _inFlight++;
                return waiting.Command;
            }
        }

        return null;
    }

    /// <summary>An answer came. Unknown counters are of commands that nobody waits for any more.</summary>
    public void Take(CommandAnswer answer, DateTimeOffset now)
    {
        if (!_waiting.TryGetValue(answer.Counter, out var waiting) || !waiting.IsSent)
        {
            return;
        }

        _inFlight--;
        if (Delay(answer) is { } delay)
        {
            waiting.IsSent = false;
            _pausedUntil = now + delay > _pausedUntil ? now + delay : _pausedUntil;
            return;
        }

        _putOff = 0;
        budget.Earn();
        _waiting.Remove(answer.Counter);
        waiting.Answer.TrySetResult(new CommandResult(
            answer.Sequence,
            answer.Refusal,
            answer.RetryAfterMs is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null));
    }

    /// <summary>The connection is gone: everything is sent again on the next.</summary>
    public void Lost()
    {
        _inFlight = 0;
        foreach (var waiting in _waiting.Values)
        {
            waiting.IsSent = false;
        }
    }

    /// <summary>Nobody waits for this command any more. It is not sent again; whether it was done is not known if it was sent.</summary>
    public void Cancel(long counter, CancellationToken cancellationToken)
    {
        if (_waiting.Remove(counter, out var waiting))
        {
            _inFlight -= waiting.IsSent ? 1 : 0;
            waiting.Answer.TrySetCanceled(cancellationToken);
        }
    }

    /// <summary>Nothing is sent any more.</summary>
    public void Close(Exception why)
    {
        foreach (var waiting in _waiting.Values)
        {
            waiting.Answer.TrySetException(why);
        }

        _waiting.Clear();
        _inFlight = 0;
    }

    // Null: the answer is final.
    private TimeSpan? Delay(CommandAnswer answer) => answer.Refusal switch
    {
        LessonRefusal.RateLimited => Asked(answer) * (1 + (random.NextDouble() / 3)),
        LessonRefusal.TooManyWaiting or LessonRefusal.Unavailable => Longer(Asked(answer), budget.TrySpend() ? Backoff.Wait(_putOff++, random) : Backoff.Cap),
        _ => null,
    };

    private static TimeSpan Asked(CommandAnswer answer) => TimeSpan.FromMilliseconds(Math.Clamp(answer.RetryAfterMs ?? 100, 0, 60_000));

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private sealed class Waiting(SendCommand command)
    {
        public SendCommand Command { get; } = command;

        public TaskCompletionSource<CommandResult> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool IsSent { get; set; }
    }
}
