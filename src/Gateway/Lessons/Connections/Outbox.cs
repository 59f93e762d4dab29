using Classroom.Contracts.Hub;
using Classroom.Gateway.Lessons.Frames;
using Microsoft.AspNetCore.SignalR;

namespace Classroom.Gateway.Lessons.Connections;

/// <summary>What waits to be written to one connection, entries of the ring aside: bounded, and only the latest of what may be dropped. Not thread-safe.</summary>
internal sealed class Outbox(int answersMax)
{
    private readonly Queue<SerializedHubMessage> _answers = new();
    private SerializedHubMessage? _heartbeat;
    private SerializedHubMessage? _signals;

    /// <summary>A welcome that goes before everything else.</summary>
    public SerializedHubMessage? Welcome { get; set; }

    /// <summary>Entries read from the log, which go before those of the ring.</summary>
    public Queue<SerializedHubMessage> Backlog { get; } = new();

    /// <summary>Why the connection is to be closed, if it is.</summary>
    public ConnectionClosing? Closing { get; private set; }

    /// <summary>Whether closing waits until everything else is written.</summary>
    public bool ClosesLast { get; private set; }

    /// <summary>Adds an answer; false if as many wait as may.</summary>
    public bool TryAdd(CommandAnswer answer)
    {
        if (_answers.Count >= answersMax)
        {
            return false;
        }

        _answers.Enqueue(HubFrame.Answered(answer));
        return true;
    }

    /// <summary>Replaces a heartbeat that was not written yet.</summary>
    public void PutHeartbeat(SerializedHubMessage heartbeat) => _heartbeat = heartbeat;

    /// <summary>Replaces signals that were not written yet: they may be dropped.</summary>
    public void PutSignals(SerializedHubMessage signals) => _signals = signals;

    /// <summary>Closes; the first reason counts, but what must close at once overtakes what may wait. False if it was being closed already.</summary>
    public bool Close(ConnectionClosing closing, bool last)
    {
        var isFirst = Closing is null;
        if (Closing is null || (ClosesLast && !last))
        {
            (Closing, ClosesLast) = (closing, last);
        }

        return isFirst;
    }

    /// <summary>What goes before entries.</summary>
    public SerializedHubMessage? TakeFirst()
    {
        if (Welcome is { } welcome)
        {
            Welcome = null;
            return welcome;
        }

        return _answers.TryDequeue(out var answer) ? answer : null;
    }

    /// <summary>What goes after entries.</summary>
    public SerializedHubMessage? TakeLast()
    {
        var taken = _heartbeat ?? _signals;
        if (_heartbeat is null)
        {
            _signals = null;
        }

        _heartbeat = null;
        return taken;
    }
}
