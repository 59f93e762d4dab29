using System.Collections.Concurrent;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Domain.Lessons;
using Classroom.Ports.Lessons;

namespace Classroom.Grains.Tests.Clusters;

/// <summary>Lets a test watch what is asked of a log, and wait for what is in it.</summary>
internal sealed class ObservedLessonLog(ILessonLog inner) : ILessonLog
{
    private readonly ConcurrentDictionary<LessonId, int> _inFlight = new();
    private readonly ConcurrentQueue<LessonLogBatch> _asked = new();
    private readonly ConcurrentQueue<IReadOnlyList<LessonLogBatch>> _commits = new();
    private readonly Signal _changed = new();
    private int _opened;
    private int _fenced;

    /// <summary>Batches asked for, in order, whatever became of them.</summary>
    public IReadOnlyList<LessonLogBatch> Asked => [.. _asked];

    /// <summary>The same, by commit.</summary>
    public IReadOnlyList<IReadOnlyList<LessonLogBatch>> Commits => [.. _commits];

    /// <summary>Most batches of one lesson that were in flight at once.</summary>
    public int InFlightMax { get; private set; }

    /// <summary>How often a lesson was taken over.</summary>
    public int Opened => _opened;

    /// <summary>How many batches were fenced.</summary>
    public int Fenced => _fenced;

    public Task WaitForAskedAsync(int count) => _changed.WaitAsync(() => _asked.Count >= count);

    public Task WaitForOpenedAsync(int count) => _changed.WaitAsync(() => _opened >= count);

    public async Task<LessonEntry[]> EntriesAsync(LessonId lesson) =>
        [.. (await inner.ReadAsync(lesson, 0, int.MaxValue)).Select(entry => EntryCodec.Decode(entry.Payload.Span))];

    /// <summary>Waits until the log has an event like this.</summary>
    public async Task<LessonEntry> WaitForAsync<T>(LessonId lesson, Func<T, bool>? like = null)
        where T : LessonEvent
    {
        LessonEntry? found = null;
        await _changed.WaitAsync(async () => (found = (await EntriesAsync(lesson)).LastOrDefault(entry => entry.Event is T e && (like?.Invoke(e) ?? true))) is not null);
        return found!;
    }

    /// <summary>Waits until the log has so many entries.</summary>
    public Task WaitForHeadAsync(LessonId lesson, int head) => _changed.WaitAsync(async () => (await EntriesAsync(lesson)).Length >= head);

    /// <summary>Waits until a proof of presence of this time or later was written.</summary>
    public Task WaitForProofAsync(DateTimeOffset provedAt) => _changed.WaitAsync(() => _asked.Any(batch => batch.ProvedAt >= provedAt) && _inFlight.Values.All(count => count == 0));

    public async Task<LessonLogHead> OpenAsync(LessonId lesson, CancellationToken cancellationToken = default)
    {
        var head = await inner.OpenAsync(lesson, cancellationToken);
        Interlocked.Increment(ref _opened);
        _changed.Raise();
        return head;
    }

    public async Task<IReadOnlyList<AppendOutcome>> AppendAsync(IReadOnlyList<LessonLogBatch> batches, CancellationToken cancellationToken = default)
    {
        _commits.Enqueue([.. batches]);
        foreach (var batch in batches)
        {
            InFlightMax = Math.Max(InFlightMax, _inFlight.AddOrUpdate(batch.Lesson, 1, (_, count) => count + 1));
            _asked.Enqueue(batch);
        }

        _changed.Raise();
        try
        {
            var outcomes = await inner.AppendAsync(batches, cancellationToken);
            Interlocked.Add(ref _fenced, outcomes.Count(outcome => outcome == AppendOutcome.Fenced));
            return outcomes;
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
