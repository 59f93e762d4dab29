using Classroom.Contracts.Ids;
using Classroom.Grains.Fanout;
using Classroom.Grains.Settings;
using Classroom.Ports.Lessons;
using Classroom.Ports.Settings;
using Classroom.Ports.Timetables;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Classroom.Grains.Lessons;

/// <summary>What all lessons of a silo work with.</summary>
internal sealed class LessonRuntime(
    ILessonLog log, LogWriter writer, LessonReader reader, ITimetableStore timetable, ISchoolSettingsStore settings,
    IOptions<LessonOptions> lessons, IOptions<FanoutOptions> fanout, TimeProvider time, LessonMetrics metrics, ILogger<LiveLesson> logger)
{
    public LessonOptions Options => lessons.Value;

    public FanoutOptions Fanout => fanout.Value;

    public TimeProvider Time => time;

    public LessonMetrics Metrics => metrics;

    public ILogger Logger => logger;

    /// <summary>Reads the plan, takes the log over and reads it.</summary>
    /// <returns>None if there is no such lesson: then its log stays untouched.</returns>
    public async Task<LiveLesson?> OpenAsync(LessonId id, LessonTurns turns, CancellationToken cancellationToken)
    {
        var mirror = new TimetableMirror(id, timetable, time, metrics, logger);
        await mirror.ReadAsync(cancellationToken);
        if (mirror.Plan is null)
        {
            return null;
        }

        var decided = new SettingsMirror(id.School, settings, Options.Limits(), time, metrics, logger);
        await decided.ReadAsync(cancellationToken);
        return new LiveLesson(id, await reader.OpenAsync(id, cancellationToken), mirror, decided, this, turns);
    }

    /// <summary>Notes that a log was found damaged.</summary>
    /// <param name="reason">What is wrong with it.</param>
    /// <param name="before">How it was found before, if it was.</param>
    public DamagedLog Damaged(LessonLogCorruptException reason, DamagedLog? before)
    {
        metrics.FoundDamaged();
        return new(reason, before?.RetryIn, Options, time);
    }

    public LessonJournal Journal(LessonId id, RestoredLesson restored, Action<LessonFlight> onCommitted, Action<Exception?> onLost) =>
        new(id, restored, log, writer, Options.SnapshotEvery, metrics) { OnCommitted = onCommitted, OnLost = onLost };
}

/// <summary>What a lesson asks of its grain.</summary>
/// <param name="Lost">To go, because its log is lost; with the reason, if there is one beyond having been fenced.</param>
/// <param name="ReconcileIn">To fire <see cref="LiveLesson.Reconciling"/> after a time.</param>
/// <param name="RelayIn">To fire <see cref="LiveLesson.Relaying"/> after a time.</param>
internal sealed record LessonTurns(Action<Exception?> Lost, Action<TimeSpan> ReconcileIn, Action<TimeSpan> RelayIn);
