using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Contracts.Timetables;
using Classroom.Domain.Timetables;
using Classroom.Ports.Timetables;
using Microsoft.Extensions.Logging;

namespace Classroom.Grains.Lessons;

/// <summary>The lesson's plan as last read, and its status written back as the log has it. Lives in its lesson's turns.</summary>
/// <remarks>The log is the truth: a write that fails is retried, and made up for at the next activation or sweep.</remarks>
internal sealed partial class TimetableMirror(LessonId id, ITimetableStore store, TimeProvider time, LessonMetrics metrics, ILogger logger)
{
    private static readonly TimeSpan RetryMin = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RetryMax = TimeSpan.FromSeconds(30);

    private Task _writing = Task.CompletedTask;
    private TimeSpan _retryIn = TimeSpan.Zero;
    private long _failedAt = time.GetTimestamp();

    /// <summary>The plan; none if the timetable has none.</summary>
    public LessonPlan? Plan { get; private set; }

    public async Task ReadAsync(CancellationToken cancellationToken = default) => Plan = await store.ReadAsync(id, cancellationToken);

    /// <summary>Starts writing the status that the lesson calls for, if the plan has another. Nobody waits.</summary>
    public void Follow(LessonView lesson)
    {
        if (_writing.IsCompleted && PlanRules.StatusOf(lesson, Plan) is not null && time.GetElapsedTime(_failedAt) >= _retryIn)
        {
            _writing = WriteAsync(lesson);
        }
    }

    /// <summary>Completes when nothing is being written.</summary>
    public Task Settled() => _writing;

    private async Task WriteAsync(LessonView lesson)
    {
        try
        {
            while (PlanRules.StatusOf(lesson, Plan) is { } status)
            {
                var plan = Plan! with { Status = status, Version = Plan.Version + 1 };
                if (await store.SaveAsync(plan))
                {
                    Plan = plan;
                }
                else
                {
                    await ReadAsync(); // Somebody changed the plan: on top of that.
                }
            }

            _retryIn = TimeSpan.Zero;
        }
        catch (Exception exception)
        {
            _retryIn = _retryIn == TimeSpan.Zero ? RetryMin : _retryIn * 2 < RetryMax ? _retryIn * 2 : RetryMax;
            _failedAt = time.GetTimestamp();
            metrics.PlanUnwritten();
            LogStatusNotWritten(exception, id, _retryIn);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The timetable does not know yet where lesson {LessonId} stands; next try in {RetryIn}")]
    private partial void LogStatusNotWritten(Exception exception, LessonId lessonId, TimeSpan retryIn);
}
