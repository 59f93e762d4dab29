using Classroom.Contracts.Hub;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Domain.Lessons;
using Classroom.Gateway.Lessons.Connections;
using Classroom.Gateway.Lessons.Frames;
using Microsoft.AspNetCore.SignalR;

namespace Classroom.Gateway.Lessons.Following;

/// <summary>Lets clients into one lesson: with what they missed, from the ring or the log, or with a fresh view. Never with a part.</summary>
internal sealed partial class LessonWelcomes(LessonFollower follower, LessonDependencies with)
{
    private readonly CounterQuestions _counters = new(follower.Grain);
    private readonly LogResume _log = new(follower.Lesson, with);
    private readonly ILogger _logger = with.Loggers.CreateLogger<LessonWelcomes>();

    /// <summary>Welcomes a client that asks to follow, or closes it with the reason why not.</summary>
    public async Task FollowAsync(LessonConnection connection, FollowLesson request)
    {
        if (connection.HasAsked)
        {
            follower.CloseNow(connection, CloseCode.ProtocolError);
            return;
        }

        connection.HasAsked = true;
        try
        {
            await follower.Lease.ReadyAsync(connection.Gone);
            connection.Counter = await _counters.AskAsync(new(connection.Viewer.Participant, connection.Device)).WaitAsync(connection.Gone);
            if (request is not { Epoch: { } epoch, After: { } after } || !await TryResumeAsync(connection, request.FoldLevel, epoch, after))
            {
                WelcomeFresh(connection, request.FoldLevel);
            }
        }
        catch (OperationCanceledException) when (connection.Gone.IsCancellationRequested)
        {
            return;
        }
        catch (LessonDamagedException)
        {
            follower.Close(connection, CloseCode.LessonDamaged);
        }
        catch (Exception exception)
        {
            LogWelcomeFailed(exception, follower.Lesson);
            follower.Close(connection, CloseCode.LessonLost);
        }

        connection.Pump();
        follower.Lease.Poke();
    }

    /// <summary>Gives everybody a fresh view, since the replica was replaced by one that does not go on from what they hold.</summary>
    public void Renew(LessonReplica replica, LessonMembers members)
    {
        foreach (var connection in members.Connections.Where(connection => connection.IsFollowing && connection.ClosingAt is null))
        {
            if (replica.Content.SentOut.Contains(connection.Viewer.Participant))
            {
                follower.Close(connection, CloseCode.Ejected);
            }
            else if (connection.Cursor != replica.Sequence)
            {
                connection.Outbox.Backlog.Clear();
                connection.Cursor = replica.Sequence;
                connection.Outbox.Welcome = Encode(connection, replica.Epoch, replica.Sequence, replica.Content);
            }
        }
    }

    private void WelcomeFresh(LessonConnection connection, int foldLevel)
    {
        var (epoch, sequence, content) = follower.Read((replica, _) => (replica.Epoch, replica.Sequence, replica.Content));
        var welcome = Encode(connection, epoch, sequence, content); // Long: not while everything is held still.
        follower.Change((replica, members) =>
        {
            if (MayFollow(connection, foldLevel, replica, members))
            {
                Start(connection, welcome, sequence, members, "view");
            }
        });
    }

    private async Task<bool> TryResumeAsync(LessonConnection connection, int foldLevel, long epoch, long after)
    {
        long? until = null;
        var isDone = follower.Read((replica, members) =>
        {
            if (!MayFollow(connection, foldLevel, replica, members))
            {
                return true;
            }

            if (!replica.Agrees(epoch, after) || replica.Sequence - after > with.Options.ResumeEntriesMax)
            {
                return false;
            }

            if (after + 1 < replica.Ring.First)
            {
                until = replica.Sequence;
                return false;
            }

            return !WasMoved(replica, connection.Viewer.Participant, after) && Resume(connection, epoch, after, after, members, replica, "ring");
        });
        if (isDone || until is null || await _log.ReadAsync(connection.Viewer, epoch, after, until.Value, connection.Gone) is not { } frames)
        {
            return isDone;
        }

        return follower.Read((replica, members) =>
        {
            if (!MayFollow(connection, foldLevel, replica, members))
            {
                return true;
            }

            // While the log was read, so much may have happened that even the ring has moved on.
            if (until.Value + 1 < replica.Ring.First || WasMoved(replica, connection.Viewer.Participant, until.Value))
            {
                return false;
            }

            frames.ForEach(connection.Outbox.Backlog.Enqueue);
            return Resume(connection, epoch, after, until.Value, members, replica, "log");
        });
    }

    private bool Resume(LessonConnection connection, long epoch, long after, long cursor, LessonMembers members, LessonReplica replica, string source)
    {
        Start(connection, Encode(connection, Math.Max(epoch, replica.Epoch), after, content: null), cursor, members, source);
        return true;
    }

    private void Start(LessonConnection connection, SerializedHubMessage welcome, long cursor, LessonMembers members, string source)
    {
        connection.Outbox.Welcome = welcome;
        connection.Cursor = cursor;
        members.Follow(connection);
        with.Metrics.Welcomed(source);
    }

    /// <summary>Whether the person may follow now; if not, the connection is told why.</summary>
    private bool MayFollow(LessonConnection connection, int foldLevel, LessonReplica replica, LessonMembers members)
    {
        var viewer = connection.Viewer;
        CloseCode? refusal =
            foldLevel < follower.Lease.FoldLevelNeeded ? CloseCode.ClientTooOld
            : replica.Content.SentOut.Contains(viewer.Participant) ? CloseCode.Ejected
            : !viewer.IsTeacher && IsFull(replica.Content, members, viewer.Participant) ? CloseCode.LessonFull
            : null;
        if (refusal is { } code)
        {
            follower.Close(connection, code);
        }

        return refusal is null;
    }

    private bool IsFull(LessonView content, LessonMembers members, ParticipantId newcomer) =>
        !content.People.ContainsKey(newcomer)
        && content.Phase != LessonPhase.Ended
        && content.People.Count + members.CountBeyond(content, newcomer) >= follower.Lease.ParticipantsMax;

    /// <summary>Whether the person was sent out or readmitted since: what they hold then is not a part of the whole any more.</summary>
    private static bool WasMoved(LessonReplica replica, ParticipantId participant, long after)
    {
        for (var sequence = after + 1; sequence <= replica.Sequence; sequence++)
        {
            if (replica.Ring[sequence].Moved == participant)
            {
                return true;
            }
        }

        return false;
    }

    private SerializedHubMessage Encode(LessonConnection connection, long epoch, long sequence, LessonView? content) => HubFrame.Welcome(new(
        follower.Lesson,
        epoch,
        sequence,
        connection.Viewer,
        connection.Counter,
        content is null ? null : Views.Of(content, connection.Viewer),
        with.Time.GetUtcNow(),
        (int)with.Options.HeartbeatInterval.TotalMilliseconds));

    [LoggerMessage(Level = LogLevel.Warning, Message = "Somebody could not be let into lesson {LessonId}")]
    private partial void LogWelcomeFailed(Exception exception, LessonId lessonId);
}
