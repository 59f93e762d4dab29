using System.Collections.Concurrent;
using Classroom.Contracts.Ids;
using Classroom.Ports.Lessons;

namespace Classroom.Testing.Lessons;

/// <summary>A lesson log that does what its test says, and else what the log behind it does.</summary>
/// <remarks>
/// <code>
/// var log = new FaultyLessonLog(new InMemoryLessonLog());
/// log.Next(LogOperation.Append, LogFault.Lie);              // Written, but its caller is told that nobody knows.
/// var held = log.HoldNext(LogOperation.Append);             // The append after that hangs …
/// await held.Reached.WaitAsync(cancellationToken);          // … and once it does …
/// held.Release();                                           // … goes on.
/// </code>
/// </remarks>
public sealed class FaultyLessonLog(ILessonLog inner) : ILessonLog
{
    private readonly Lock _lock = new();
    private readonly Dictionary<LogOperation, Queue<LogFault>> _next = Enum.GetValues<LogOperation>().ToDictionary(operation => operation, _ => new Queue<LogFault>());
    private readonly Dictionary<LogOperation, LogFault> _always = [];
    private readonly Dictionary<LogOperation, int> _calls = [];
    private readonly ConcurrentDictionary<LessonId, long> _torn = new();
    private readonly List<(LogOperation Operation, int Count, TaskCompletionSource Reached)> _waiters = [];

    /// <summary>What the next calls of this kind meet, one each, after those already set.</summary>
    public void Next(LogOperation operation, params ReadOnlySpan<LogFault> faults)
    {
        lock (_lock)
        {
            foreach (var fault in faults)
            {
                _next[operation].Enqueue(fault);
            }
        }
    }

    /// <summary>What every call of this kind meets from now on, once those set by <see cref="Next"/> are used up.</summary>
    public void Always(LogOperation operation, LogFault fault)
    {
        lock (_lock)
        {
            _always[operation] = fault;
        }
    }

    /// <summary>Holds the next call of this kind, before it reaches the log behind or when it comes back from there.</summary>
    public LogBarrier HoldNext(LogOperation operation, LogPhase phase = LogPhase.Before)
    {
        var barrier = new LogBarrier();
        Next(operation, phase == LogPhase.Before ? LogFault.HoldBefore(barrier) : LogFault.HoldAfter(barrier));
        return barrier;
    }

    /// <summary>From now on the log lies about a lesson: it leaves out one of its entries, as if it had never been there.</summary>
    public void Tear(LessonId lesson, long sequence) => _torn[lesson] = sequence;

    /// <summary>The log tells the truth about the lesson again.</summary>
    public void Mend(LessonId lesson) => _torn.TryRemove(lesson, out _);

    /// <summary>How many calls of this kind have begun.</summary>
    public int Count(LogOperation operation)
    {
        lock (_lock)
        {
            return _calls.GetValueOrDefault(operation);
        }
    }

    /// <summary>Completes once this many calls of this kind have begun since the log was made.</summary>
    public Task WaitForAsync(LogOperation operation, int count, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            if (_calls.GetValueOrDefault(operation) >= count)
            {
                return Task.CompletedTask;
            }

            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((operation, count, reached));
            return reached.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Completes once this many <b>further</b> appends have begun.</summary>
    public Task WaitForAppendsAsync(int count, CancellationToken cancellationToken = default) =>
        WaitForAsync(LogOperation.Append, Count(LogOperation.Append) + count, cancellationToken);

    public Task<LessonLogHead> OpenAsync(LessonId lesson, CancellationToken cancellationToken = default) =>
        MeetAsync(LogOperation.Open, () => inner.OpenAsync(lesson, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<AppendOutcome>> AppendAsync(IReadOnlyList<LessonLogBatch> batches, CancellationToken cancellationToken = default) =>
        MeetAsync(LogOperation.Append, () => inner.AppendAsync(batches, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<StoredEntry>> ReadAsync(LessonId lesson, long after, int countMax, CancellationToken cancellationToken = default) =>
        MeetAsync(LogOperation.Read, () => ReadTornAsync(lesson, after, countMax, cancellationToken), cancellationToken);

    public Task<StoredSnapshot?> ReadSnapshotAsync(LessonId lesson, CancellationToken cancellationToken = default) =>
        MeetAsync(LogOperation.ReadSnapshot, () => inner.ReadSnapshotAsync(lesson, cancellationToken), cancellationToken);

    private async Task<IReadOnlyList<StoredEntry>> ReadTornAsync(LessonId lesson, long after, int countMax, CancellationToken cancellationToken)
    {
        var entries = await inner.ReadAsync(lesson, after, countMax, cancellationToken);
        return _torn.TryGetValue(lesson, out var missing) ? [.. entries.Where(entry => entry.Sequence != missing)] : entries;
    }

    private async Task<T> MeetAsync<T>(LogOperation operation, Func<Task<T>> call, CancellationToken cancellationToken)
    {
        var fault = Begin(operation);
        await fault.BeforeAsync(cancellationToken);
        var result = await call();
        await fault.AfterAsync(cancellationToken);
        return result;
    }

    private LogFault Begin(LogOperation operation)
    {
        lock (_lock)
        {
            var calls = _calls[operation] = _calls.GetValueOrDefault(operation) + 1;
            foreach (var waiter in _waiters.Where(waiter => waiter.Operation == operation && waiter.Count <= calls).ToList())
            {
                _waiters.Remove(waiter);
                waiter.Reached.SetResult();
            }

            return _next[operation].TryDequeue(out var fault) ? fault : _always.GetValueOrDefault(operation, LogFault.None);
        }
    }
}
