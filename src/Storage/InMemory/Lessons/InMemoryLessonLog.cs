using Classroom.Contracts.Ids;
using Classroom.Ports.Lessons;

namespace Classroom.Storage.InMemory.Lessons;

/// <summary>A lesson log that lives as long as the object: for tests, where it outlives every silo as a database would.</summary>
internal sealed class InMemoryLessonLog : ILessonLog
{
    private readonly Lock _lock = new();
    private readonly Dictionary<LessonId, Lesson> _lessons = [];

    public Task<LessonLogHead> OpenAsync(LessonId lesson, CancellationToken cancellationToken = default) => InOrder(
        () =>
        {
            if (!_lessons.TryGetValue(lesson, out var stored))
            {
                _lessons.Add(lesson, stored = new());
            }

            return new LessonLogHead(++stored.Epoch, stored.Entries.Count, stored.ProvedAt) { Box = stored.Box };
        },
        cancellationToken);

    public async Task<IReadOnlyList<AppendOutcome>> AppendAsync(IReadOnlyList<LessonLogBatch> batches, CancellationToken cancellationToken = default)
    {
        foreach (var batch in batches)
        {
            batch.Validate();
        }

        return await InOrder(() => batches.Select(Append).ToArray(), cancellationToken);
    }

    public Task<IReadOnlyList<StoredEntry>> ReadAsync(LessonId lesson, long after, int countMax, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        ArgumentOutOfRangeException.ThrowIfLessThan(countMax, 1);
        return InOrder<IReadOnlyList<StoredEntry>>(
            () => _lessons.TryGetValue(lesson, out var stored) && after < stored.Entries.Count
                ? stored.Entries.GetRange((int)after, Math.Min(countMax, stored.Entries.Count - (int)after))
                : [],
            cancellationToken);
    }

    public Task<StoredSnapshot?> ReadSnapshotAsync(LessonId lesson, CancellationToken cancellationToken = default) =>
        InOrder(() => _lessons.GetValueOrDefault(lesson)?.Snapshot, cancellationToken);

    private AppendOutcome Append(LessonLogBatch batch)
    {
        if (!_lessons.TryGetValue(batch.Lesson, out var stored) || stored.Epoch != batch.Epoch || stored.Entries.Count != batch.Head)
        {
            return AppendOutcome.Fenced;
        }

        // Copies, as a database makes them: the caller may reuse its buffers.
        stored.Entries.AddRange(batch.Entries.Select(entry => entry with { Payload = entry.Payload.ToArray() }));
        foreach (var redaction in batch.Redactions)
        {
            var index = (int)redaction.Sequence - 1;
            stored.Entries[index] = stored.Entries[index] with { Command = null, Payload = redaction.Payload.ToArray() };
        }

        stored.Snapshot = batch.Snapshot is { } snapshot ? snapshot with { Payload = snapshot.Payload.ToArray() } : stored.Snapshot;
        if (batch.Box is { } box)
        {
            stored.Box = box.Length == 0 ? null : [.. box];
        }

        if (batch.ProvedAt is { } provedAt)
        {
            var kept = DateTimeOffset.FromUnixTimeMilliseconds(provedAt.ToUnixTimeMilliseconds());
            stored.ProvedAt = stored.ProvedAt > kept ? stored.ProvedAt : kept;
        }

        return AppendOutcome.Appended;
    }

    private Task<T> InOrder<T>(Func<T> work, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellationToken);
        }

        lock (_lock)
        {
            return Task.FromResult(work());
        }
    }

    private sealed class Lesson
    {
        public long Epoch { get; set; }

        public DateTimeOffset? ProvedAt { get; set; }

        public StoredSnapshot? Snapshot { get; set; }

        public byte[]? Box { get; set; }

        public List<StoredEntry> Entries { get; } = [];
    }
}
