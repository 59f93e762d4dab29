using Classroom.Contracts.Hub;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Gateway.Lessons.Connections;
using Microsoft.AspNetCore.SignalR;

namespace Classroom.Gateway.Lessons.Hub;

/// <summary>What clients call. Translates; who they are, their ticket said; everything else, their lesson's follower knows.</summary>
internal sealed class ClassroomHub : Hub<IClassroomClient>, IClassroomHub
{
    private LessonConnection? Connection => Context.Features.Get<LessonConnection>();

    public Task Follow(FollowLesson request) =>
        Connection is { } connection && MayTalk(connection) ? connection.Follower.Welcomes.FollowAsync(connection, request) : Task.CompletedTask;

    public Task Send(SendCommand request) => Take(connection => connection.Follower.Commands.Take(connection, request), request.Command);

    public Task Signal(SendSignal request) => Take(connection => connection.Follower.Signals.Take(connection, request.Signal));

    public Task Heartbeat(ClientHeartbeat request) => Take(connection => connection.Follower.Watch.Take(connection, request));

    /// <summary>Called by <see cref="ClassroomProtocol"/> for a command that cannot be read, but whose counter can. Not callable by clients.</summary>
    public Task Refuse(long counter, LessonRefusal refusal) => Take(connection =>
    {
        if (!CommandId.IsCounter(counter) || !connection.IsFollowing)
        {
            connection.Follower.CloseNow(connection, CloseCode.ProtocolError);
            return;
        }

        connection.Follower.Commands.Refuse(connection, counter, refusal);
    });

    /// <summary>Called by <see cref="ClassroomProtocol"/> for what is no message of this protocol. Not callable by clients.</summary>
    public Task Break() => Take(connection => connection.Follower.CloseNow(connection, CloseCode.ProtocolError));

    /// <summary>Called by <see cref="ClassroomProtocol"/> for a ping, which is nothing to do, but to count. Not callable by clients.</summary>
    public Task Ping() => Take(_ => { });

    private Task Take(Action<LessonConnection> take, LessonCommand? command = null)
    {
        if (Connection is { } connection && MayTalk(connection, command))
        {
            take(connection);
        }

        return Task.CompletedTask;
    }

    /// <summary>Who is being closed is not listened to; who talks far too much is closed.</summary>
    private static bool MayTalk(LessonConnection connection, LessonCommand? command = null)
    {
        if (connection.ClosingAt is not null)
        {
            return false;
        }

        if (!connection.Messages.TryTake(out _))
        {
            connection.Follower.CloseNow(connection, CloseCode.ProtocolError);
            return false;
        }

        connection.Follower.Hear(connection, command);
        return true;
    }
}
