using Classroom.Contracts.Hub;
using Classroom.Contracts.Ids;
using Classroom.Gateway.Identity.Sessions;
using Classroom.Gateway.Lessons.Connections;
using Classroom.Gateway.Lessons.Frames;

namespace Classroom.Gateway.Lessons.Following;

/// <summary>Once a second: closes who is silent, behind, does not read, is signed out or out of the class, sends heartbeats, and moves what was held back.</summary>
internal sealed partial class LessonWatch(LessonFollower follower, LessonDependencies with)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly ILogger _logger = with.Loggers.CreateLogger<LessonWatch>();
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

        var refusal = follower.Read<CloseCode?>((replica, _) =>
        {
            if (heartbeat.Sequence < 0 || heartbeat.Sequence > connection.CursorMax)
            {
                return CloseCode.ProtocolError; // Else who reads nothing could claim everything, and be kept for ever.
            }

            connection.HeartbeatAt = with.Time.GetTimestamp();
            var next = heartbeat.Sequence + 1;
            return next <= replica.Sequence
                && connection.Outbox.Backlog.Count == 0
                && (next < replica.Ring.First || with.Time.GetElapsedTime(replica.Ring[next].ReceivedAt) > with.Options.BehindMax)
                && with.Time.GetElapsedTime(connection.ConnectedAt) > with.Options.BehindMax
                    ? CloseCode.TooFarBehind
                    : null;
        });
        if (refusal is { } code)
        {
            follower.CloseNow(connection, code);
        }
    }

    private void Look()
    {
        var isHeard = follower.Read((_, members) => members.Listen());
        follower.Change((replica, members) =>
        {
            // Half a look early rather than half a look late: browsers answer it, and are taken for silent soon after they do not.
            var isBeat = with.Time.GetElapsedTime(_heartbeatAt) >= with.Options.HeartbeatInterval - (Period / 2);
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
        if (isHeard)
        {
            follower.Lease.Poke();
        }

        if (Interlocked.Exchange(ref _isChecking, 1) == 0)
        {
            _ = CheckStandingAsync();
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
        else if (connection.WritingSince is { } since && with.Time.GetElapsedTime(since) > with.Options.WriteWithin)
        {
            with.Metrics.Stalled();
            follower.Close(connection, CloseCode.TooFarBehind);
        }
    }

    /// <summary>Ends connections whose session has ended, or whose person is not in the class any more. One check at a time; answers are cached a while.</summary>
    private async Task CheckStandingAsync()
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
                    else if (!await with.Door.KeepsAsync(connection.Viewer, follower.Lesson))
                    {
                        follower.CloseNow(connection, CloseCode.LessonLost); // They come back to the door, and there is no such lesson for them.
                    }
                }
            }
        }
        catch (SessionUncheckedException)
        {
            // The store does not answer: nobody is thrown out of a lesson for that.
        }
        catch (Exception exception)
        {
            LogUnchecked(exception, follower.Lesson); // Nor for a roster that cannot be read.
        }
        finally
        {
            Volatile.Write(ref _isChecking, 0);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Whether everybody may still be in lesson {LessonId} could not be read; asked again later")]
    private partial void LogUnchecked(Exception exception, LessonId lessonId);
}
