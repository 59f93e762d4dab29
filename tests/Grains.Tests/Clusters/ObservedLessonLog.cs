using System.Collections.Concurrent;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Domain.Lessons;
using Classroom.Ports.Lessons;

namespace Classroom.Grains.Tests.Clusters;

/// <summary>Lets a test stop a log at a phase, look at what came, make it fail or lie, and go on.</summary>
internal sealed class ObservedLessonLog(ILessonLog inner) : ILessonLog
{
    private readonly ConcurrentDictionary<LessonId, int> _inFlight = new();
    private readonly ConcurrentQueue<LessonLogBatch> _asked = new();
    private readonly ConcurrentQueue<Fault> _faults = new();
    private readonly Signal _changed = new();
    private volatile TaskCompletionSource? _held;
    private int _opened;

    public enum Fault
    {
        FailUnwritten,
        FailWritten,
        FenceUnwritten,
    }

    /// <summary>Batches asked for, in order, whatever became of them.</summary>
    public IReadOnlyList<LessonLogBatch> Asked => [.. _asked];

    /// <summary>Most batches of one lesson that were in flight at once.</summary>
    public int InFlightMax { get; private set; }

    /// <summary>How often a lesson was taken over.</summary>
    public int Opened => _opened;

    /// <summary>From now on appends wait, before anything is written.</summary>
    public void Hold() => _held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release()
    {
        var held = _held;
        _held = null;
        held?.TrySetResult();
    }

    /// <summary>The next append goes wrong like this.</summary>
    public void Break(Fault fault) => _faults.Enqueue(fault);

    public Task WaitForAskedAsync(int count) => _changed.WaitAsync(() => _asked.Count >= count);

    public async Task<LessonEntry[]> EntriesAsync(LessonId lesson) =>
        [.. (await inner.ReadAsync(lesson, 0, int.MaxValue)).Select(entry => EntryCodec.Decode(entry.Payload.Span))];

    /// <summary>Waits until the log has an entry like this.</summary>
    public async Task<LessonEntry> WaitForEntryAsync(LessonId lesson, Func<LessonEntry, bool> like)
    {
        LessonEntry? found = null;
        await _changed.WaitAsync(async () => (found = (await EntriesAsync(lesson)).FirstOrDefault(like)) is not null);
        return found!;
    }

    public async Task<LessonLogHead> OpenAsync(LessonId lesson, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _opened);
        _changed.Raise();
        return await inner.OpenAsync(lesson, cancellationToken);
    }

    public async Task<IReadOnlyList<AppendOutcome>> AppendAsync(IReadOnlyList<LessonLogBatch> batches, CancellationToken cancellationToken = default)
    {
        foreach (var batch in batches)
        {
            InFlightMax = Math.Max(InFlightMax, _inFlight.AddOrUpdate(batch.Lesson, 1, (_, count) => count + 1));
            _asked.Enqueue(batch);
        }

        _changed.Raise();
        try
        {
            await (_held?.Task ?? Task.CompletedTask);
            if (!_faults.TryDequeue(out var fault))
            {
                return await inner.AppendAsync(batches, cancellationToken);
            }

            if (fault == Fault.FailWritten)
            {
                await inner.AppendAsync(batches, cancellationToken);
            }

            return fault == Fault.FenceUnwritten ? [.. batches.Select(_ => AppendOutcome.Fenced)] : throw new IOException("The disk is gone.");
        }
        finally
        {
            foreach (var batch in batches)
            {
                _inFlight.AddOrUpdate(batch.Lesson, 0, (_, count) => count - 1);
            }

            _changed.Raise();
        }
    }

    public Task<IReadOnlyList<StoredEntry>> ReadAsync(LessonId lesson, long after, int countMax, CancellationToken cancellationToken = default) =>
        inner.ReadAsync(lesson, after, countMax, cancellationToken);

    public Task<StoredSnapshot?> ReadSnapshotAsync(LessonId lesson, CancellationToken cancellationToken = default) =>
        inner.ReadSnapshotAsync(lesson, cancellationToken);
}
