using System.Collections.Immutable;
using Classroom.Contracts.Hub;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Domain.Lessons;
using Classroom.Gateway.Lessons.Connections;
using Classroom.Gateway.Lessons.Frames;

namespace Classroom.Gateway.Lessons.Following;

/// <summary>Relays what is fleeting: to the other connections here, and to the other gateways through the lesson; the latest of each kind and person, once a tick.</summary>
internal sealed class SignalRelay(LessonFollower follower, LessonDependencies with)
{
    private readonly Lock _lock = new();
    private Dictionary<(ParticipantId, Type), SignalBy> _own = [];
    private Dictionary<(ParticipantId, Type), SignalBy> _others = [];
    private ITimer? _timer;
    private bool _isTicking;

    /// <summary>Takes a signal of a connection here; what is not allowed, or too much, is dropped.</summary>
    public void Take(LessonConnection connection, LessonSignal signal)
    {
        if (!connection.IsFollowing)
        {
            follower.CloseNow(connection, CloseCode.ProtocolError);
            return;
        }

        if (!follower.Read((replica, _) => SignalRules.Allow(replica.Content, connection.Viewer, signal) && connection.Signals.TryTake(out TimeSpan _)))
        {
            with.Metrics.SignalDropped();
            return;
        }

        Put(isOwn: true, [new(connection.Viewer.Participant, signal)]);
    }

    /// <summary>Takes signals from other gateways.</summary>
    public void TakeOthers(ImmutableArray<SignalBy> signals) => Put(isOwn: false, signals);

    public void Stop() => _timer?.Dispose();

    private void Put(bool isOwn, ImmutableArray<SignalBy> signals)
    {
        lock (_lock)
        {
            var latest = isOwn ? _own : _others;
            foreach (var signal in signals)
            {
                latest[(signal.By, signal.Signal.GetType())] = signal;
            }

            if (!_isTicking)
            {
                _isTicking = true;
                _timer ??= with.Time.CreateTimer(_ => Tick(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                _timer.Change(with.Options.Tick, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private void Tick()
    {
        ImmutableArray<SignalBy> own, others;
        lock (_lock)
        {
            (own, others) = ([.. _own.Values], [.. _others.Values]);
            (_own, _others, _isTicking) = ([], [], false);
        }

        follower.Change((_, members) => Show([.. own, .. others], members));
        follower.FanOut();
        if (!own.IsEmpty)
        {
            _ = follower.Grain.Relay(new(with.Gateway.Id, own));
        }
    }

    /// <summary>Nobody is shown their own signals; all others share one frame.</summary>
    private static void Show(ImmutableArray<SignalBy> signals, LessonMembers members)
    {
        var senders = signals.Select(signal => signal.By).ToHashSet();
        var all = HubFrame.Signals(new(signals));
        foreach (var connection in members.Connections.Where(connection => connection.IsFollowing))
        {
            var viewer = connection.Viewer.Participant;
            if (!senders.Contains(viewer))
            {
                connection.Outbox.PutSignals(all);
            }
            else if (senders.Count > 1)
            {
                connection.Outbox.PutSignals(HubFrame.Signals(new([.. signals.Where(signal => signal.By != viewer)])));
            }
        }
    }
}
