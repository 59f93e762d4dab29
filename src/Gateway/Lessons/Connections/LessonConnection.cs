using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Gateway.Access;
using Classroom.Gateway.Lessons.Following;
using Classroom.Gateway.Tickets;
using Microsoft.AspNetCore.SignalR;

namespace Classroom.Gateway.Lessons.Connections;

/// <summary>One client's connection to one lesson: who it is, how far it was written, and at most one write under way.</summary>
/// <remarks>
/// Its state is guarded by the lock of its follower. Nobody waits for its writes: whoever has something for it puts it where
/// <see cref="LessonFollower.TryTake"/> finds it and calls <see cref="Pump"/>.
/// </remarks>
internal sealed class LessonConnection
{
    private const int Idle = 0;
    private const int Running = 1;
    private const int Again = 2;
    private const long NotWriting = long.MinValue;

    private readonly HubConnectionContext _context;
    private readonly TimeProvider _time;
    private long _cursor;
    private long _writingSince = NotWriting;
    private long _signAt;
    private volatile bool _isSilent;
    private int _pump;
    private volatile bool _isAborted;

    public LessonConnection(HubConnectionContext context, LessonTicket ticket, LessonFollower follower, LessonGatewayOptions options, TimeProvider time)
    {
        _context = context;
        _time = time;
        Follower = follower;
        Viewer = new(ticket.Participant, ticket.Role);
        Device = ticket.Device;
        Session = ticket.Session;
        Outbox = new(options.AnswersWaitingMax);
        Signals = new(options.SignalsPerSecond, options.SignalsPerSecond * 2, time);
        Messages = new(options.MessagesPerSecond, options.MessagesPerSecond * 10, time);
        Commands = new(options.CommandsWaitingMax, command => follower.ExecuteAsync(this, command));
        ConnectedAt = HeartbeatAt = SessionCheckedAt = _signAt = time.GetTimestamp();
    }

    public LessonFollower Follower { get; }

    public Viewer Viewer { get; }

    public DeviceId Device { get; }

    public SessionRef Session { get; }

    public CommandQueue Commands { get; }

    public Outbox Outbox { get; }

    /// <summary>Limits its signals.</summary>
    public TokenBucket Signals { get; }

    /// <summary>Limits its messages of any kind.</summary>
    public TokenBucket Messages { get; }

    public long ConnectedAt { get; }

    /// <summary>Whether it asked to follow.</summary>
    public bool HasAsked { get; set; }

    /// <summary>Whether it was welcomed: from then on it proves presence and gets entries.</summary>
    public bool IsFollowing { get; set; }

    /// <summary>Highest counter of its device that the lesson remembered when it came.</summary>
    public long Counter { get; set; }

    /// <summary>Last sequence written to it.</summary>
    public long Cursor
    {
        get => _cursor;
        set => (_cursor, CursorMax) = (value, Math.Max(CursorMax, value));
    }

    /// <summary>Highest sequence ever written to it: it cannot have folded more, also if the lesson was begun anew from less.</summary>
    public long CursorMax { get; private set; }

    /// <summary>The entry that sent its person out: the last it gets.</summary>
    public long? EjectedAt { get; set; }

    /// <summary>When it last sent a heartbeat.</summary>
    public long HeartbeatAt { get; set; }

    /// <summary>When it last sent anything, of whatever kind.</summary>
    public long SignAt => Volatile.Read(ref _signAt);

    /// <summary>Whether that is so long ago that it proves nobody's presence any more.</summary>
    public bool IsSilent
    {
        get => _isSilent;
        set => _isSilent = value;
    }

    /// <summary>When its session was last checked.</summary>
    public long SessionCheckedAt { get; set; }

    /// <summary>When it was told to close; aborted a little later if that cannot be written.</summary>
    public long? ClosingAt { get; set; }

    /// <summary>Since when its one write has waited for the client to take it; null if none does.</summary>
    public long? WritingSince => Volatile.Read(ref _writingSince) is var since && since != NotWriting ? since : null;

    /// <summary>Cancelled when the connection is gone.</summary>
    public CancellationToken Gone => _context.ConnectionAborted;

    /// <summary>Writes whatever there is for it, unless a write is under way: then the end of that one does.</summary>
    public void Pump()
    {
        if (Interlocked.Exchange(ref _pump, Again) == Idle)
        {
            Write();
        }
    }

    /// <summary>Notes that it sent something.</summary>
    public void Hear() => Volatile.Write(ref _signAt, _time.GetTimestamp());

    /// <summary>Drops the connection. What was written before still arrives, if the client reads.</summary>
    public void Abort()
    {
        _isAborted = true;
        _context.Abort();
    }

    private void Write()
    {
        do
        {
            Volatile.Write(ref _pump, Running);
            while (!_isAborted && Follower.TryTake(this, out var frame, out var isLast))
            {
                var write = _context.WriteAsync(frame, CancellationToken.None);
                if (!write.IsCompletedSuccessfully)
                {
                    Volatile.Write(ref _writingSince, _time.GetTimestamp());
                    _ = FinishAsync(write.AsTask(), isLast);
                    return;
                }

                AbortAfter(isLast);
            }
        }
        while (Interlocked.CompareExchange(ref _pump, Idle, Running) != Running);
    }

    private async Task FinishAsync(Task write, bool isLast)
    {
        await write.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // A client that is gone says so by its disconnect.
        Volatile.Write(ref _writingSince, NotWriting);
        AbortAfter(isLast);
        Write();
    }

    private void AbortAfter(bool isLast)
    {
        if (isLast)
        {
            Abort();
        }
    }
}
