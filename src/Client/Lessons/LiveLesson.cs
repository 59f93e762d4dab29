using System.Diagnostics;
using System.Text.Json;
using System.Threading.Channels;
using Classroom.Client.Reconnecting;
using Classroom.Contracts.Admission;
using Classroom.Contracts.Hub;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Microsoft.Extensions.Logging;

namespace Classroom.Client.Lessons;

/// <summary>A lesson as it goes on: what this client may see of it, always in order, and a way to act in it.</summary>
/// <remarks>
/// Connections come and go underneath; the lesson is the same until <see cref="LiveLessonState.Closed"/>. After a loss it goes
/// on from the last sequence held, and every unanswered command is sent again under its number, which the server does once.
/// Members are thread-safe. Dispose to leave.
/// </remarks>
public sealed partial class LiveLesson : IAsyncDisposable
{
    private static readonly TimeSpan UnknownAnswerPause = TimeSpan.FromSeconds(2);

    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _leaving = new();
    private readonly RetryBudget _budget = new();
    private readonly ClassroomClientOptions _options;
    private readonly ClassroomClient _client;
    private readonly ILessonObserver? _observer;
    private readonly LessonMirror _mirror;
    private readonly ReconnectPolicy _policy;
    private readonly ILogger _logger;
    private Task _running = Task.CompletedTask;
    private volatile LessonConnection? _connection;
    private bool _isTeacher;

    internal LiveLesson(ClassroomClient client, LessonId id, ClassroomClientOptions options, ILessonObserver? observer)
    {
        Id = id;
        _client = client;
        _options = options;
        _observer = observer;
        _logger = options.Logging.CreateLogger<LiveLesson>();
        var random = options.Seed is { } seed ? new Random(seed) : new Random();
        _mirror = new LessonMirror(options, _budget, new Random(random.Next()), observer);
        _policy = new ReconnectPolicy(random, _budget);
    }

    /// <summary>Raised for each change of <see cref="State"/>, in order, one at a time.</summary>
    /// <remarks>
    /// Handlers should return soon, and must not wait for <see cref="DisposeAsync"/>: the connection waits for them. What one
    /// throws is logged (<see cref="ClassroomClientOptions.Logging"/>) and changes nothing, neither for the lesson nor for other handlers.
    /// </remarks>
    public event EventHandler<LiveLessonState>? StateChanged;

    /// <summary>Which lesson.</summary>
    public LessonId Id { get; }

    /// <summary>Who this client is in the lesson.</summary>
    public Viewer You => _mirror.Now.You ?? throw new InvalidOperationException("Not welcomed yet.");

    /// <summary>What this client may see, as of <see cref="Sequence"/>. A snapshot: it never changes, the next one is another.</summary>
    public LessonView View => _mirror.Now.View;

    /// <summary>Last sequence of the lesson that the view covers.</summary>
    public long Sequence => _mirror.Now.Sequence;

    /// <summary>Which activation of the lesson wrote last, as far as this client knows.</summary>
    public long Epoch => _mirror.Now.Epoch;

    /// <summary>How the lesson stands with its server.</summary>
    public LiveLessonState State { get; private set; } = new LiveLessonState.Connecting();

    /// <summary>Fleeting things of others. The latest <see cref="ClassroomClientOptions.SignalsMax"/> are kept for the reader, older ones dropped.</summary>
    public ChannelReader<SignalBy> Signals => _mirror.Signals;

    /// <summary>
    /// What happens from now on: first the view as it is, then every entry that this client may see, in order, once, with the
    /// view after it. Ends when the lesson is closed. Each call is a reader of its own.
    /// </summary>
    /// <remarks>
    /// Reading slowly slows nobody: at most <see cref="ClassroomClientOptions.UpdatesMax"/> updates wait for a reader. One more,
    /// and they are dropped for one <see cref="LessonUpdate.ViewReplaced"/> with cause <see cref="ReplaceCause.SlowReader"/>,
    /// which holds all they would have led to. So no entry is missed without being told; those who need each one read them
    /// from <c>GET /api/v1/lessons/{lesson}/events</c>.
    /// </remarks>
    public IAsyncEnumerable<LessonUpdate> ReadUpdatesAsync(CancellationToken cancellationToken = default) =>
        _mirror.OpenUpdates().ReadAsync(cancellationToken);

    /// <summary>Sends a command and waits for its final answer, over as many connections and retries as that takes.</summary>
    /// <remarks>
    /// Commands are sent in the order of the calls; one that the server put off (<see cref="LessonRefusal.RateLimited"/>,
    /// <see cref="LessonRefusal.Unavailable"/>) can be overtaken by those sent right after it. The answer and the entry it
    /// names come in either order. At most <see cref="ClassroomClientOptions.CommandsMax"/> wait.
    /// </remarks>
    /// <param name="command">What to do.</param>
    /// <param name="cancellationToken">Gives up waiting; the command is not sent again, but may have been done.</param>
    /// <returns>Accepted, unchanged, or refused for good.</returns>
    /// <exception cref="OutboxFullException">Too many commands wait; this one was not taken.</exception>
    /// <exception cref="LessonClosedException">The lesson is closed; if the command was sent, it may have been done.</exception>
    public Task<CommandResult> SendAsync(LessonCommand command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return _mirror.Send(command, cancellationToken);
    }

    /// <summary>Passes on something fleeting. Dropped when there is no connection, or when it is too much.</summary>
    public Task SignalAsync(LessonSignal signal, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(signal);
        return State is LiveLessonState.Live && _connection is { } connection ? connection.SignalAsync(signal, cancellationToken) : Task.CompletedTask;
    }

    /// <summary>Leaves: closes the connection and gives up what was not sent.</summary>
    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        _mirror.Dispose();
    }

    /// <summary>The view and the sequence it covers, as of one moment.</summary>
    internal (LessonView View, long Sequence) Held
    {
        get
        {
            var now = _mirror.Now;
            return (now.View, now.Sequence);
        }
    }

    /// <summary>Starts, and returns when the lesson was welcomed for the first time.</summary>
    internal async Task EnterAsync(CancellationToken cancellationToken)
    {
        _running = RunAsync();
        try
        {
            await _entered.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Sends a command once more, under its counter, that was answered already.</summary>
    internal void Repeat(SendCommand command) => _mirror.Repeat(command);

    /// <summary>Cuts the connection without a word, as a network would.</summary>
    internal void CutConnection() => _connection?.Cut();

    private async Task RunAsync()
    {
        await Task.Yield();
        try
        {
            while (true)
            {
                Become(new LiveLessonState.Connecting());
                var (end, lived) = await AttemptAsync().ConfigureAwait(false);
                _leaving.Token.ThrowIfCancellationRequested();
                if (_policy.After(end, lived, _isTeacher) is not { } wait)
                {
                    CloseAfter(end);
                    return;
                }

                var next = _options.Time.GetUtcNow() + wait;
                Become(end is ConnectionEnd.Waiting(var answer)
                    ? new LiveLessonState.Waiting(answer.Place, TimeSpan.FromMilliseconds(answer.LikelyMs), TimeSpan.FromMilliseconds(answer.SafeMs), next)
                    : new LiveLessonState.Reconnecting(next));
                await Task.Delay(wait, _options.Time, _leaving.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
            Close(new LiveLessonState.Closed(LessonCloseReason.Left), null);
        }
        catch (Exception exception)
        {
            Close(new LiveLessonState.Closed(LessonCloseReason.Failed), exception); // Callers learn it from their tasks: nobody awaits this one.
        }
    }

    private async Task<(ConnectionEnd End, TimeSpan Lived)> AttemptAsync()
    {
        JoinAnswer answer;
        try
        {
            answer = await _client.AskToJoinAsync(Id, _leaving.Token).ConfigureAwait(false);
        }
        catch (ClassroomException exception)
        {
            return (exception.MaySucceedLater ? new ConnectionEnd.Failed(exception.RetryAfter) : new ConnectionEnd.Refused(exception), default);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException || (exception is OperationCanceledException && !_leaving.IsCancellationRequested))
        {
            return (new ConnectionEnd.Failed(), default);
        }
        catch (JsonException)
        {
            return (new ConnectionEnd.Failed(UnknownAnswerPause), default); // An answer of a newer server: neither in nor out.
        }

        return answer switch
        {
            JoinAdmitted admitted => await EnterAnyAsync(admitted).ConfigureAwait(false),
            JoinWaiting waiting => (new ConnectionEnd.Waiting(waiting), default),
            _ => throw new UnreachableException($"{answer.GetType().Name} is not an answer."),
        };
    }

    private async Task<(ConnectionEnd End, TimeSpan Lived)> EnterAnyAsync(JoinAdmitted admitted)
    {
        _isTeacher = admitted.Role == LessonRole.Teacher;
        foreach (var entrance in admitted.Entrances)
        {
            var (end, lived) = await FollowAsync(entrance).ConfigureAwait(false);
            if (end is not ConnectionEnd.Failed)
            {
                return (end, lived);
            }
        }

        return (new ConnectionEnd.Failed(), default);
    }

    private async Task<(ConnectionEnd End, TimeSpan Lived)> FollowAsync(Entrance entrance)
    {
        var connection = new LessonConnection(_client.AddressOf(entrance), _mirror, _options, _client.Handler);
        await using (connection.ConfigureAwait(false))
        {
            var welcoming = GreetAsync(connection);
            var running = connection.RunAsync(_leaving.Token);
            var welcomedAt = await welcoming.ConfigureAwait(false); // Ends with the connection at the latest.
            var end = await running.ConfigureAwait(false);
            _connection = null;
            return (end, welcomedAt is { } at ? _options.Time.GetElapsedTime(at) : TimeSpan.Zero);
        }
    }

    private async Task<long?> GreetAsync(LessonConnection connection)
    {
        try
        {
            await connection.Welcomed.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return null; // It ended before.
        }

        _budget.Earn();
        _connection = connection;
        Become(new LiveLessonState.Live());
        _entered.TrySetResult();
        return _options.Time.GetTimestamp();
    }

    private void CloseAfter(ConnectionEnd end)
    {
        var (state, cause) = end switch
        {
            ConnectionEnd.Closed(var closing) => (new LiveLessonState.Closed(LessonCloseReason.ByServer, closing.Code), (Exception?)null),
            ConnectionEnd.Refused(var why) => (new LiveLessonState.Closed(LessonCloseReason.Refused, Problem: why.Code), why),
            _ => (new LiveLessonState.Closed(LessonCloseReason.Failed), null),
        };
        Close(state, cause);
    }

    private void Close(LiveLessonState.Closed state, Exception? cause)
    {
        var why = new LessonClosedException(state, cause);
        _mirror.Close(why);
        _entered.TrySetException(why);
        _ = _entered.Task.Exception; // Observed: a lesson that was entered has nobody waiting for this.
        Become(state);
    }

    // Never called twice at once, so without a lock: the run loop waits for a greeting before it goes on.
    private void Become(LiveLessonState state)
    {
        State = state;
        _observer?.StateChanged(state);
        foreach (var handler in Delegate.EnumerateInvocationList(StateChanged))
        {
            try
            {
                handler(this, state);
            }
            catch (Exception exception)
            {
                LogHandlerFailed(exception, Id, state);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A handler of StateChanged of lesson {Lesson} failed at {State}")]
    private partial void LogHandlerFailed(Exception exception, LessonId lesson, LiveLessonState state);
}
