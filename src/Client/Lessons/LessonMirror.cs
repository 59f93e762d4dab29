using System.Threading.Channels;
using Classroom.Client.Devices;
using Classroom.Client.Reconnecting;
using Classroom.Contracts.Hub;
using Classroom.Contracts.Lessons;

namespace Classroom.Client.Lessons;

/// <summary>What a client holds of a lesson, over all its connections: the view, what waits to be sent, who reads. Thread-safe.</summary>
internal sealed class LessonMirror : IDisposable
{
    // Counters are set aside in blocks, so that a device kept in a file writes it once in so many commands.
    private const int CountersPerBlock = 64;

    private readonly EntryGate _gate = new();
    private readonly SemaphoreSlim _work = new(0, 1);
    private readonly Channel<SignalBy> _signals;
    private readonly Outbox _outbox;
    private readonly UpdateFeed _updates;
    private readonly IDeviceMemory _device;
    private readonly ILessonObserver? _observer;
    private readonly TimeProvider _time;
    private readonly ITimer _pauseOver;
    private readonly Queue<SendCommand> _repeats = [];
    private readonly Lock _lock = new();
    private object? _connection;
    private LessonClosedException? _closed;
    private long _serverCounter;
    private long _nextCounter = 1;
    private long _countersEnd = 1;

    public LessonMirror(ClassroomClientOptions options, RetryBudget budget, Random random, ILessonObserver? observer)
    {
        _time = options.Time;
        _device = options.Device;
        _observer = observer;
        _outbox = new Outbox(options.CommandsMax, options.CommandsInFlightMax, random, budget);
        _updates = new UpdateFeed(options.UpdatesMax);
        _signals = Channel.CreateBounded<SignalBy>(new BoundedChannelOptions(options.SignalsMax) { FullMode = BoundedChannelFullMode.DropOldest });
        _pauseOver = _time.CreateTimer(_ => WakeSender(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public ChannelReader<SignalBy> Signals => _signals.Reader;

    /// <summary>The view and what it covers, as one.</summary>
    public Held Now
    {
        get
        {
            lock (_lock)
            {
                return new(_gate.View ?? LessonView.Initial, _gate.You, _gate.Epoch, _gate.Sequence);
            }
        }
    }

    /// <summary>From now on only this connection counts; says where to follow from.</summary>
    public FollowLesson Attach(object connection)
    {
        lock (_lock)
        {
            _connection = connection;
            _outbox.Lost();
            var follow = _gate.Follow;
            _observer?.Sent(follow);
            return follow;
        }
    }

    /// <summary>The connection is gone; what it still says is not heard.</summary>
    public void Detach(object connection)
    {
        lock (_lock)
        {
            if (_connection == connection)
            {
                _connection = null;
                _outbox.Lost();
            }
        }
    }

    /// <summary>False: it does not fit; leave the connection.</summary>
    public bool TryTake(object connection, LessonWelcome welcome)
    {
        lock (_lock)
        {
            if (_connection != connection)
            {
                return true;
            }

            _observer?.Received(welcome);
            if (!_gate.TryTake(welcome))
            {
                return Deafen();
            }

            _serverCounter = Math.Max(_serverCounter, welcome.Counter);
            if (welcome.View is not null)
            {
                _updates.Publish(new LessonUpdate.ViewReplaced(ReplaceCause.Server, _gate.View!, _gate.Sequence));
            }

            WakeSender();
            return true;
        }
    }

    /// <summary>False: they do not fit; leave the connection.</summary>
    public bool TryTake(object connection, LessonEntries entries)
    {
        lock (_lock)
        {
            if (_connection != connection)
            {
                return true;
            }

            _observer?.Received(entries);
            if (!_gate.TryTake(entries, out var updates))
            {
                return Deafen();
            }

            foreach (var update in updates)
            {
                _updates.Publish(update);
            }

            return true;
        }
    }

    public void Take(object connection, CommandAnswer answer)
    {
        lock (_lock)
        {
            if (_connection != connection)
            {
                return;
            }

            _observer?.Received(answer);
            _outbox.Take(answer, _time.GetUtcNow());
            WakeSender();
        }
    }

    public void Take(LessonSignals signals)
    {
        foreach (var signal in signals.Signals)
        {
            _signals.Writer.TryWrite(signal);
        }
    }

    /// <summary>Takes a command to send; its task ends with its final answer.</summary>
    public Task<CommandResult> Send(LessonCommand command, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        long counter;
        Task<CommandResult> answer;
        lock (_lock)
        {
            if (_closed is not null)
            {
                return Task.FromException<CommandResult>(_closed);
            }

            counter = NextCounter();
            answer = _outbox.Add(counter, command);
            WakeSender();
        }

        return cancellationToken.CanBeCanceled ? AwaitAsync(answer, counter, cancellationToken) : answer;
    }

    /// <summary>Sends a command once more that was answered already; its answer is only observed. For rehearsals.</summary>
    public void Repeat(SendCommand command)
    {
        lock (_lock)
        {
            _repeats.Enqueue(command);
            WakeSender();
        }
    }

    /// <summary>The next command to send over this connection, if there is one.</summary>
    public SendCommand? Next(object connection)
    {
        lock (_lock)
        {
            var now = _time.GetUtcNow();
            var next = _connection != connection ? null : _repeats.TryDequeue(out var repeat) ? repeat : _outbox.Next(now);
            if (_outbox.PausedUntil > now)
            {
                // Looked at again when it is over; by then, not before: timers count whole milliseconds and can be early.
                _pauseOver.Change(_outbox.PausedUntil - now + TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
            }

            if (next is not null)
            {
                _observer?.Sent(next);
            }

            return next;
        }
    }

    /// <summary>Ends when there may be something to send.</summary>
    public Task WorkAsync(CancellationToken cancellationToken) => _work.WaitAsync(cancellationToken);

    public UpdateFeed.Reader OpenUpdates()
    {
        lock (_lock)
        {
            return _updates.Open(new LessonUpdate.ViewReplaced(ReplaceCause.Start, _gate.View ?? LessonView.Initial, _gate.Sequence));
        }
    }

    public void Close(LessonClosedException why)
    {
        lock (_lock)
        {
            _connection = null;
            _closed = why;
            _outbox.Close(why);
            _updates.Close();
            _signals.Writer.TryComplete();
        }
    }

    public void Dispose()
    {
        _pauseOver.Dispose();
        _work.Dispose();
    }

    // What follows something that does not fit might fit by chance: nothing more is heard of that connection.
    private bool Deafen()
    {
        _connection = null;
        _outbox.Lost();
        return false;
    }

    private async Task<CommandResult> AwaitAsync(Task<CommandResult> answer, long counter, CancellationToken cancellationToken)
    {
        await using var registration = cancellationToken.UnsafeRegister(
            _ =>
            {
                lock (_lock)
                {
                    _outbox.Cancel(counter, cancellationToken);
                    WakeSender();
                }
            },
            null).ConfigureAwait(false);
        return await answer.ConfigureAwait(false);
    }

    private long NextCounter()
    {
        if (!_outbox.HasRoom)
        {
            return _nextCounter; // The outbox refuses; a counter is not spent on it.
        }

        if (_nextCounter >= _countersEnd || _nextCounter <= _serverCounter)
        {
            _nextCounter = _device.Reserve(_serverCounter, CountersPerBlock);
            _countersEnd = _nextCounter + CountersPerBlock;
        }

        return _nextCounter++;
    }

    private void WakeSender()
    {
        lock (_lock)
        {
            if (_closed is null && _work.CurrentCount == 0)
            {
                _work.Release();
            }
        }
    }

    /// <summary>What is held at one moment.</summary>
    internal readonly record struct Held(LessonView View, Viewer? You, long Epoch, long Sequence);
}
