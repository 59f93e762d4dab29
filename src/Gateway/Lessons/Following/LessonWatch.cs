using Classroom.Contracts.Hub;
using Classroom.Gateway.Identity.Sessions;
using Classroom.Gateway.Lessons.Connections;
using Classroom.Gateway.Lessons.Frames;

namespace Classroom.Gateway.Lessons.Following;

/// <summary>Once a second: closes who is silent, behind or signed out, sends heartbeats, and moves what was held back.</summary>
internal sealed class LessonWatch(LessonFollower follower, LessonDependencies with)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private ITimer? _timer;
    private long _heartbeatAt = with.Time.GetTimestamp();
    private int _isChecking;

    public void Start() => _timer = with.Time.CreateTimer(_ => Look(), null, Period, Period);

    public void Stop() => _timer?.Dispose();

    /// <summary>Takes a client's heartbeat: how far it says it has folded.</summary>
    public void Take(LessonConnection connection, ClientHeartbeat heartbeat)
    {
        if (!connection.IsFollowing)
        {
            follower.CloseNow(connection, CloseCode.ProtocolError);
            return;
        }

        var isBehind = follower.Read((replica, _) =>
        {
            connection.HeartbeatAt = with.Time.GetTimestamp();
            var next = heartbeat.Sequence + 1;
            return next <= replica.Sequence
                && connection.Outbox.Backlog.Count == 0
                && (next < replica.Ring.First || with.Time.GetElapsedTime(replica.Ring[next].ReceivedAt) > with.Options.BehindMax)
                && with.Time.GetElapsedTime(connection.ConnectedAt) > with.Options.BehindMax;
        });
        if (isBehind)
        {
            follower.CloseNow(connection, CloseCode.TooFarBehind);
        }
    }

    private void Look()
    {
        follower.Change((replica, members) =>
        {
            var isBeat = with.Time.GetElapsedTime(_heartbeatAt) >= with.Options.HeartbeatInterval;
            var heartbeat = isBeat ? HubFrame.Heartbeat(new(with.Time.GetUtcNow(), replica.Epoch, replica.Sequence, with.SpreadMs)) : null;
            _heartbeatAt = isBeat ? with.Time.GetTimestamp() : _heartbeatAt;
            foreach (var connection in members.Connections)
            {
                Look(connection);
                if (heartbeat is not null && connection.IsFollowing)
                {
                    connection.Outbox.PutHeartbeat(heartbeat);
                }
            }

            members.Forget();
        });
        follower.FanOut();
        if (Interlocked.Exchange(ref _isChecking, 1) == 0)
        {
            _ = CheckSessionsAsync();
        }
    }

    private void Look(LessonConnection connection)
    {
        if (connection.ClosingAt is { } closingAt)
        {
            if (with.Time.GetElapsedTime(closingAt) > Period * 2)
            {
                connection.Abort(); // It does not read: the reason cannot be told.
            }
        }
        else if (with.Time.GetElapsedTime(connection.HeartbeatAt) > with.Options.HeartbeatTimeout
            || (!connection.HasAsked && with.Time.GetElapsedTime(connection.ConnectedAt) > with.Options.FollowWithin))
        {
            follower.Close(connection, CloseCode.TimedOut);
        }
    }

    /// <summary>Ends connections whose session has ended. One check at a time; answers are cached a while.</summary>
    private async Task CheckSessionsAsync()
    {
        try
        {
            foreach (var connection in follower.Read((_, members) => members.Connections))
            {
                if (connection.ClosingAt is null && with.Time.GetElapsedTime(connection.SessionCheckedAt) > with.Options.SessionCheckInterval)
                {
                    connection.SessionCheckedAt = with.Time.GetTimestamp();
                    if (!await with.Sessions.IsLiveAsync(connection.Session))
                    {
                        follower.CloseNow(connection, CloseCode.SessionEnded);
                    }
                }
            }
        }
        catch (SessionUncheckedException)
        {
            // The store does not answer: nobody is thrown out of a lesson for that.
        }
        finally
        {
            Volatile.Write(ref _isChecking, 0);
        }
    }
}
