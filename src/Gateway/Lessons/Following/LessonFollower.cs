using System.Diagnostics.CodeAnalysis;
using Classroom.Contracts.Hub;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Gateway.Lessons.Connections;
using Classroom.Gateway.Lessons.Frames;
using Classroom.Grains.Abstractions.Lessons;
using Microsoft.AspNetCore.SignalR;

namespace Classroom.Gateway.Lessons.Following;

/// <summary>One lesson on this gateway: its replica, its connections, and what goes from the one to the others.</summary>
/// <remarks>
/// One lock guards the replica and the state of all connections; it is held for moments, and never over an await or a write.
/// The lesson's grain sees one gateway, however many connections there are.
/// </remarks>
internal sealed class LessonFollower : IThreadPoolWorkItem
{
    private readonly Lock _lock = new();
    private readonly LessonDependencies _with;
    private readonly LessonReplica _replica;
    private readonly FrameCache _frames;
    private readonly LessonMembers _members;
    private int _isFanningOut;

    public LessonFollower(LessonId lesson, LessonDependencies with)
    {
        _with = with;
        Lesson = lesson;
        _replica = new(with.Options.RingEntriesMax, with.Options.RingBytesMax, with.Time);
        _frames = new(_replica.Ring, with.Options.FrameBytesMax);
        _members = new(with);
        Grain = with.Grains.GetGrain<ILessonGrain>(lesson.ToString());
        Lease = new(this, with);
        Welcomes = new(this, with);
        Commands = new(this, with);
        Signals = new(this, with);
        Watch = new(this, with);
    }

    public LessonId Lesson { get; }

    public ILessonGrain Grain { get; }

    /// <summary>Keeps this gateway attached to the lesson.</summary>
    public LessonLease Lease { get; }

    /// <summary>Lets clients in.</summary>
    public LessonWelcomes Welcomes { get; }

    /// <summary>Takes commands to the lesson and answers back.</summary>
    public LessonCommands Commands { get; }

    /// <summary>Relays what is fleeting.</summary>
    public SignalRelay Signals { get; }

    /// <summary>Closes who is silent or too far behind, and sends heartbeats.</summary>
    public LessonWatch Watch { get; }

    /// <summary>Runs with everything held still. Must not block, await or write.</summary>
    public T Read<T>(Func<LessonReplica, LessonMembers, T> read)
    {
        lock (_lock)
        {
            return read(_replica, _members);
        }
    }

    /// <summary>Changes something with everything else held still. Must not block, await or write.</summary>
    public void Change(Action<LessonReplica, LessonMembers> change)
    {
        lock (_lock)
        {
            change(_replica, _members);
        }
    }

    /// <summary>Takes a sign of life of a connection; who was taken for away is here again at once.</summary>
    /// <param name="connection">Which.</param>
    /// <param name="command">
    /// The command that it sent, if it is one. An answer to a poll is no sign of life: whoever sees somebody come back with it,
    /// or go later for it, would know when they answered, also anonymously. The next heartbeat follows soon.
    /// </param>
    public void Hear(LessonConnection connection, LessonCommand? command = null)
    {
        if (command is AnswerPoll)
        {
            return;
        }

        connection.Hear();
        if (connection.IsSilent && Read((_, members) => members.Listen()))
        {
            Lease.Poke();
        }
    }

    /// <summary>Takes a push of the lesson.</summary>
    public long Push(LessonBatch batch)
    {
        long before, held, after;
        lock (_lock)
        {
            before = _replica.Sequence;
            held = _replica.Accept(batch, Lease.IsAttaching, OnApplied);
            after = _replica.Sequence;
        }

        if (after != before)
        {
            FanOut();
        }

        return held;
    }

    /// <summary>Takes what an attach answered: where the lesson stands.</summary>
    public void Take(AttachAnswer answer)
    {
        lock (_lock)
        {
            var wasReady = _replica.IsReady;
            _replica.Take(answer, OnApplied);
            if (wasReady && answer.State is not null)
            {
                _frames.Clear();
                Welcomes.Renew(_replica, _members);
            }
        }

        FanOut();
    }

    /// <summary>An activation stopped pushing: attach again, unless it is one we left already.</summary>
    public void Dropped(long epoch)
    {
        if (Read((replica, _) => epoch >= replica.Epoch))
        {
            Lease.Lose();
        }
    }

    /// <summary>Forgets what an attach that failed may have let in.</summary>
    public void DropEarly() => Change((replica, _) => replica.DropEarly());

    /// <summary>Writes to every connection that has something to get, on another thread.</summary>
    public void FanOut()
    {
        if (Interlocked.Exchange(ref _isFanningOut, 1) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        Volatile.Write(ref _isFanningOut, 0); // What changes from now on queues another round.
        foreach (var connection in Read((_, members) => members.Connections))
        {
            connection.Pump();
        }
    }

    /// <summary>The next thing to write to a connection.</summary>
    public bool TryTake(LessonConnection connection, [NotNullWhen(true)] out SerializedHubMessage? frame, out bool isLast)
    {
        lock (_lock)
        {
            var outbox = connection.Outbox;
            if (connection.IsFollowing && outbox.Backlog.Count == 0 && connection.Cursor + 1 < _replica.Ring.First)
            {
                Close(connection, CloseCode.TooFarBehind);
            }

            isLast = outbox.Closing is not null && !outbox.ClosesLast;
            if (!isLast)
            {
                frame = outbox.TakeFirst() ?? TakeEntries(connection) ?? (connection.EjectedAt is null ? outbox.TakeLast() : null);
                if (frame is not null)
                {
                    return true;
                }

                isLast = outbox.Closing is not null;
            }

            frame = isLast ? HubFrame.Closing(outbox.Closing!) : null;
            return isLast;
        }
    }

    /// <summary>Closes a connection, at once or after what it still has to get. Call <see cref="LessonConnection.Pump"/> after.</summary>
    public void Close(LessonConnection connection, CloseCode code, bool last = false)
    {
        lock (_lock)
        {
            var comesBack = code is CloseCode.Draining or CloseCode.TooFarBehind or CloseCode.LessonLost or CloseCode.TimedOut;
            if (connection.Outbox.Close(new(code, comesBack, comesBack ? _with.SpreadMs : 0), last))
            {
                connection.ClosingAt = _with.Time.GetTimestamp();
                _with.Metrics.Closed(code);
            }
        }
    }

    /// <summary>Closes a connection and tells it.</summary>
    public void CloseNow(LessonConnection connection, CloseCode code)
    {
        Close(connection, code);
        connection.Pump();
    }

    /// <summary>Sends a command to the lesson.</summary>
    public Task ExecuteAsync(LessonConnection connection, SendCommand command) => Commands.ExecuteAsync(connection, command);

    private SerializedHubMessage? TakeEntries(LessonConnection connection)
    {
        if (!connection.IsFollowing)
        {
            return null;
        }

        if (connection.Outbox.Backlog.TryDequeue(out var earlier))
        {
            return earlier;
        }

        var until = connection.EjectedAt ?? _replica.Sequence;
        if (connection.Cursor >= until)
        {
            return null;
        }

        var frame = _frames.Next(connection.Cursor + 1, until, connection.Viewer, out var to, out var isBlank);
        if (isBlank && _with.Time.GetElapsedTime(_replica.Ring[connection.Cursor + 1].ReceivedAt) < _with.Options.HiddenHoldMax)
        {
            return null; // Nothing to see: it can wait for company, or for the next watch.
        }

        connection.Cursor = to;
        _with.Metrics.Frame();
        return frame;
    }

    private void OnApplied(LessonEntry entry)
    {
        if (entry.Event is ParticipantEjected(var participant) && _members.Find(participant) is { } member)
        {
            _members.Touch(participant);
            foreach (var connection in member.Connections.Where(connection => connection.EjectedAt is null))
            {
                connection.EjectedAt = entry.Sequence;
                Close(connection, CloseCode.Ejected, last: true);
            }
        }
    }
}
