using Classroom.Contracts.Hub;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Gateway.Lessons.Connections;

namespace Classroom.Gateway.Lessons.Following;

/// <summary>Takes commands of one lesson's connections within their limits, stamps who sends them, and answers.</summary>
internal sealed partial class LessonCommands(LessonFollower follower, LessonDependencies with)
{
    /// <summary>When to retry what may or may not have been done.</summary>
    private const int UnavailableRetryMs = 500;

    private readonly ILogger _logger = with.Loggers.CreateLogger<LessonCommands>();

    /// <summary>Takes a command; returns at once. The answer is a message.</summary>
    public void Take(LessonConnection connection, SendCommand command)
    {
        if (!connection.IsFollowing || !CommandId.IsCounter(command.Counter))
        {
            follower.CloseNow(connection, CloseCode.ProtocolError);
            return;
        }

        if (with.Gateway.IsDraining)
        {
            Answer(connection, new(command.Counter, 0, LessonRefusal.Unavailable, UnavailableRetryMs));
            return;
        }

        var (hasToken, wait) = follower.Read((_, members) =>
            members.Find(connection.Viewer.Participant) is { } member && !member.Commands.TryTake(out var left) ? (false, left) : (true, default));
        if (!hasToken)
        {
            Refuse(connection, command.Counter, LessonRefusal.RateLimited, (int)Math.Ceiling(wait.TotalMilliseconds));
        }
        else if (!connection.Commands.TryAdd(command))
        {
            Refuse(connection, command.Counter, LessonRefusal.TooManyWaiting);
        }
    }

    /// <summary>Answers a command that does not reach the lesson.</summary>
    public void Refuse(LessonConnection connection, long counter, LessonRefusal refusal, int? retryAfterMs = null)
    {
        with.Metrics.Refused(refusal);
        Answer(connection, new(counter, 0, refusal, retryAfterMs));
    }

    /// <summary>Sends one command to the lesson and answers it. Never throws.</summary>
    /// <remarks>Not tied to the connection: a sender who leaves must not leave a command half-decided.</remarks>
    public async Task ExecuteAsync(LessonConnection connection, SendCommand command)
    {
        var startedAt = with.Time.GetTimestamp();
        CommandAnswer answer;
        try
        {
            var result = await follower.Grain.Execute(new(new(connection.Viewer.Participant, connection.Device, command.Counter), connection.Viewer, command.Command));
            answer = new(command.Counter, result.Sequence, result.Refusal, (int?)result.RetryAfter?.TotalMilliseconds ?? RetryMs(result.Refusal));
        }
        catch (Exception exception)
        {
            LogExecuteFailed(exception, follower.Lesson);
            answer = new(command.Counter, 0, LessonRefusal.Unavailable, UnavailableRetryMs);
        }

        with.Metrics.Answered(answer.Refusal, with.Time.GetElapsedTime(startedAt).TotalSeconds);
        Answer(connection, answer);
    }

    private static int? RetryMs(LessonRefusal? refusal) => refusal == LessonRefusal.Unavailable ? UnavailableRetryMs : null;

    private void Answer(LessonConnection connection, CommandAnswer answer)
    {
        if (!follower.Read((_, _) => connection.Outbox.TryAdd(answer)))
        {
            follower.Close(connection, CloseCode.ProtocolError); // It sends without ever reading.
        }

        connection.Pump();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A command to lesson {LessonId} was not answered; its sender is told to retry")]
    private partial void LogExecuteFailed(Exception exception, LessonId lessonId);
}
