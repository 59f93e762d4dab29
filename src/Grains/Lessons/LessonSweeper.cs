using Classroom.Contracts.Ids;
using Classroom.Grains.Abstractions.Lessons;
using Classroom.Ports.Timetables;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace Classroom.Grains.Lessons;

/// <summary>Wakes lessons that are live or overdue, so that each ends even if the process that held it, and its timers, died.</summary>
/// <remarks>
/// Every silo sweeps: what is done already is found done. Each time it looks at the next page of the live lessons, and the
/// most overdue; as long as there are more pages, the next second.
/// </remarks>
internal sealed partial class LessonSweeper(
    ITimetableStore timetable, IGrainFactory grains, IOptions<LessonOptions> options, TimeProvider time, ILogger<LessonSweeper> logger)
    : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private const int AtOnceMax = 16;

    private readonly CancellationTokenSource _stopping = new();
    private Task _sweeping = Task.CompletedTask;
    private LessonId? _after;

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(nameof(LessonSweeper), ServiceLifecycleStage.Active, StartAsync, StopAsync);

    public void Dispose() => _stopping.Dispose();

    /// <summary>Looks once: at a page of what is live and a page of what is overdue.</summary>
    /// <returns>Whether there are more live lessons to look at.</returns>
    public async Task<bool> SweepAsync(CancellationToken cancellationToken)
    {
        var countMax = options.Value.SweepPageMax;
        var overdue = await timetable.ReadOverdueAsync(time.GetUtcNow() - options.Value.OvertimeMax, countMax, cancellationToken);
        var live = await timetable.ReadLiveAsync(_after, countMax, cancellationToken);
        _after = live.Count == countMax ? live[^1] : null;

        var lessons = overdue.Select(plan => plan.Lesson).Union(live);
        await Parallel.ForEachAsync(lessons, new ParallelOptions { MaxDegreeOfParallelism = AtOnceMax, CancellationToken = cancellationToken }, SweepAsync);
        return _after is not null;
    }

    private async ValueTask SweepAsync(LessonId lesson, CancellationToken cancellationToken)
    {
        try
        {
            await grains.GetGrain<ILessonGrain>(lesson.ToString()).Sweep();
        }
        catch (Exception exception)
        {
            LogLessonNotSwept(exception, lesson); // The others must not wait for it; it is looked at again.
        }
    }

    private Task StartAsync(CancellationToken cancellationToken)
    {
        _sweeping = Task.Run(() => RunAsync(_stopping.Token), CancellationToken.None);
        return Task.CompletedTask;
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _sweeping.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // A silo in a hurry does not wait, and nothing is lost.
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var hasMore = await TrySweepAsync(cancellationToken);

                // Spread, so that silos started together do not all ask at once.
                await Task.Delay(hasMore ? TimeSpan.FromSeconds(1) : options.Value.SweepEvery * (0.8 + (Random.Shared.NextDouble() * 0.4)), time, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The silo stops.
        }
    }

    private async Task<bool> TrySweepAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await SweepAsync(cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogSweepFailed(exception);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Lesson {LessonId} could not be swept; next time again")]
    private partial void LogLessonNotSwept(Exception exception, LessonId lessonId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The timetable could not be read for a sweep; next time again")]
    private partial void LogSweepFailed(Exception exception);
}
