using Classroom.Contracts.Ids;
using Classroom.Grains.Abstractions.Lessons;
using Classroom.Grains.Lessons;
using Microsoft.Extensions.Logging;

namespace Classroom.Grains.Fanout;

/// <summary>Pushes a lesson to one gateway: one call in flight, which carries all that came since the last.</summary>
/// <remarks>
/// Lives in its lesson's turns and never keeps one waiting. A gateway that fails, hangs past the call's timeout, or says that
/// it does not follow is dropped; it comes back by attaching.
/// </remarks>
internal sealed partial class GatewayPump(LessonFanout lesson, AttachGateway request, long cursor, TimeProvider time, LessonMetrics metrics, ILogger logger)
{
    private Task _running = Task.CompletedTask;
    private long _renewedAt = time.GetTimestamp();

    public GatewayId Gateway => request.Gateway;

    public ILessonSink Sink => request.Sink;

    public int FoldLevel => request.FoldLevel;

    /// <summary>Last sequence the gateway is known to hold.</summary>
    public long Cursor { get; private set; } = cursor;

    /// <summary>How long ago the gateway attached, or last renewed its lease.</summary>
    public TimeSpan SinceRenewal => time.GetElapsedTime(_renewedAt);

    /// <summary>Whether nothing more is pushed.</summary>
    public bool IsStopped { get; private set; }

    public void Stop() => IsStopped = true;

    public void Renew() => _renewedAt = time.GetTimestamp();

    /// <summary>Starts pushing if there is something to push and no call in flight.</summary>
    public void Wake()
    {
        if (_running.IsCompleted)
        {
            _running = RunAsync();
        }
    }

    /// <summary>Takes the place of a pump to the same gateway, whose call may still be in flight.</summary>
    public void TakeOver(GatewayPump former)
    {
        former.Stop();
        _running = RunAfterAsync(former._running);
    }

    private async Task RunAfterAsync(Task former)
    {
        await former; // Never fails: see PushAsync.
        await RunAsync();
    }

    private async Task RunAsync()
    {
        while (!IsStopped && Cursor < lesson.Head)
        {
            if (lesson.Ring.First > Cursor + 1)
            {
                lesson.Drop(this, "behind");
                return;
            }

            if (await PushAsync() is not { } held || IsStopped)
            {
                return;
            }

            if (held <= Cursor || held > lesson.Head)
            {
                lesson.Drop(this, held < 0 ? "unfollowed" : "astray");
                return;
            }

            Cursor = held;
        }
    }

    private async Task<long?> PushAsync()
    {
        metrics.Pushing(lesson.Head - Cursor);
        var startedAt = time.GetTimestamp();
        try
        {
            var held = await request.Sink.Push(lesson.BatchAfter(Cursor));
            metrics.Pushed(time.GetElapsedTime(startedAt));
            return held;
        }
        catch (Exception exception) when (!IsStopped)
        {
            LogPushFailed(exception, Gateway, lesson.Id);
            lesson.Drop(this, "failed");
            return null;
        }
        catch (Exception)
        {
            return null; // Of no interest any more: somebody else pushes now, or nobody.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Gateway {Gateway} did not take a push of lesson {LessonId}; dropped until it attaches again")]
    private partial void LogPushFailed(Exception exception, GatewayId gateway, LessonId lessonId);
}
