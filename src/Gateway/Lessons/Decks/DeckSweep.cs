using Classroom.Contracts.Ids;
using Classroom.Gateway.Lessons.Following;
using Classroom.Ports.Files;
using Microsoft.Extensions.Options;

namespace Classroom.Gateway.Lessons.Decks;

/// <summary>Settles uploads of which nobody knows whether their lesson took them, because something broke: the lesson is asked.</summary>
internal sealed partial class DeckSweep(
    IUploadStore uploads, DeckFiles files, LessonFollowers followers, IOptions<UploadOptions> options, TimeProvider time, ILogger<DeckSweep> logger) : BackgroundService
{
    private const int CountMax = 1_000;
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);

    /// <summary>Goes through all that are old enough, once; answers how many files or beginnings it removed.</summary>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var removed = 0;
        foreach (var upload in await uploads.ReadUnusedAsync(time.GetUtcNow() - options.Value.UnusedKeep, CountMax, cancellationToken))
        {
            try
            {
                if (upload.Hash is { } hash && await IsUsedAsync(upload.Lesson, DeckId.Parse(hash), cancellationToken))
                {
                    await files.UseAsync(upload.Id);
                }
                else
                {
                    await files.DropAsync(upload.Id, upload.Lesson.School);
                    removed++;
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                LogUnsettled(exception, upload.Id, upload.Lesson); // The next sweep asks again; until then the file stays.
            }
        }

        return removed;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.SweepInterval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogFailed(exception);
            }
        }
    }

    private async Task<bool> IsUsedAsync(LessonId lesson, DeckId deck, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(AnswerWithin, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        return (await followers.ReadAsync(lesson, either.Token)).Decks.Any(known => known.Deck == deck);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Upload {Upload} for lesson {LessonId} could not be settled")]
    private partial void LogUnsettled(Exception exception, string upload, LessonId lessonId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Unused uploads could not be looked for")]
    private partial void LogFailed(Exception exception);
}
