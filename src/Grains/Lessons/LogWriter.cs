using System.Threading.Channels;
using Classroom.Contracts.Ids;
using Classroom.Ports.Lessons;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Classroom.Grains.Lessons;

/// <summary>Writes the batches of all lessons of this silo, those that wait together in one commit.</summary>
/// <remarks>
/// Nothing waits for company: an idle writer takes what is there at once, and what comes meanwhile makes the next commit.
/// A lesson has one batch in flight, so its batches cannot overtake each other.
/// </remarks>
internal sealed partial class LogWriter : IAsyncDisposable
{
    private static readonly TimeSpan BusyWaitMin = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan BusyWaitMax = TimeSpan.FromMilliseconds(640);

    private readonly ILessonLog _log;
    private readonly LogWriterOptions _options;
    private readonly TimeProvider _time;
    private readonly LessonMetrics _metrics;
    private readonly ILogger<LogWriter> _logger;
    private readonly Channel<LogWrite>[] _queues;
    private readonly Task[] _writers;

    public LogWriter(ILessonLog log, IOptions<LogWriterOptions> options, TimeProvider time, LessonMetrics metrics, ILogger<LogWriter> logger)
    {
        (_log, _options, _time, _metrics, _logger) = (log, options.Value, time, metrics, logger);
        var bounds = new BoundedChannelOptions(_options.QueueMax) { SingleReader = true };
        _queues = [.. Enumerable.Range(0, _options.Writers).Select(_ => Channel.CreateBounded<LogWrite>(bounds))];

        // Task.Run: the first lesson to ask for the writer must not lend it its own scheduler.
        _writers = [.. _queues.Select(queue => Task.Run(() => WriteAsync(queue.Reader)))];
    }

    /// <summary>Which of so many writers a lesson keeps to.</summary>
    public static uint WriterOf(LessonId lesson, int writers) => (uint)lesson.GetHashCode() % (uint)writers;

    /// <summary>Appends one lesson's batch; durable on return.</summary>
    /// <exception cref="Exception">The outcome is unknown: only reading tells.</exception>
    public async Task<AppendOutcome> AppendAsync(LessonLogBatch batch)
    {
        var write = new LogWrite(batch);
        _metrics.Queued(1);
        await _queues[WriterOf(batch.Lesson, _queues.Length)].Writer.WriteAsync(write);
        return await write.Outcome;
    }

    /// <summary>Writes what is queued, then stops.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var queue in _queues)
        {
            queue.Writer.TryComplete();
        }

        await Task.WhenAll(_writers);
    }


    private async Task WriteAsync(ChannelReader<LogWrite> queue)
    {
        var writes = new List<LogWrite>();
        while (await queue.WaitToReadAsync())
        {
            Collect(queue, writes);
            await CommitAsync(writes);
            writes.Clear();
        }
    }

    private void Collect(ChannelReader<LogWrite> queue, List<LogWrite> writes)
    {
        var (entries, bytes) = (0, 0L);
        while (queue.TryPeek(out var next))
        {
            (entries, bytes) = (entries + next.Batch.Entries.Count, bytes + next.Bytes);
            if (writes.Count > 0 && (entries > _options.EntriesPerCommitMax || bytes > _options.BytesPerCommitMax))
            {
                break;
            }

            queue.TryRead(out _);
            writes.Add(next);
        }

        _metrics.Queued(-writes.Count);
    }

    private async Task CommitAsync(List<LogWrite> writes)
    {
        var startedAt = _time.GetTimestamp();
        try
        {
            var outcomes = await AppendPatientlyAsync([.. writes.Select(write => write.Batch)]);
            _metrics.Committed(_time.GetElapsedTime(startedAt), writes.Count, writes.Sum(write => write.Batch.Entries.Count));
            foreach (var (write, outcome) in writes.Zip(outcomes))
            {
                write.Complete(outcome);
            }
        }
        catch (Exception exception)
        {
            LogCommitFailed(exception, writes.Count);
            foreach (var write in writes)
            {
                write.Fail(exception);
            }
        }
    }

    /// <summary>A log that is busy wrote nothing: lessons must not be opened anew for that, which is more work for it.</summary>
    private async Task<IReadOnlyList<AppendOutcome>> AppendPatientlyAsync(LessonLogBatch[] batches)
    {
        for (var wait = BusyWaitMin; ; wait *= 2)
        {
            try
            {
                return await AppendAsync(batches);
            }
            catch (LessonLogBusyException) when (wait <= BusyWaitMax)
            {
                await Task.Delay(wait, _time);
            }
        }
    }

    private async Task<IReadOnlyList<AppendOutcome>> AppendAsync(LessonLogBatch[] batches)
    {
        using var timeout = new CancellationTokenSource(_options.CommitTimeout, _time);

        // Waiting ends also for a log that ignores its token. Should it still write, epoch and head let it hurt nobody.
        var outcomes = await _log.AppendAsync(batches, timeout.Token).WaitAsync(_options.CommitTimeout, _time);
        return outcomes.Count == batches.Length
            ? outcomes
            : throw new InvalidOperationException($"The log told {outcomes.Count} outcomes of {batches.Length} batches.");
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A commit of {Lessons} lessons failed; whether it was written is unknown")]
    private partial void LogCommitFailed(Exception exception, int lessons);
}
