using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Domain.Lessons;
using Classroom.Grains.Abstractions.Lessons;

namespace Classroom.Grains.Tests.Clusters;

/// <summary>A gateway's end: keeps what is pushed, in order, and can be made slow, deaf or broken.</summary>
internal sealed class RecordingSink : ILessonSink
{
    private readonly Lock _lock = new();
    private readonly List<LessonEntry> _entries = [];
    private readonly List<SignalBy> _signals = [];
    private readonly Signal _changed = new();
    private volatile TaskCompletionSource? _held;
    private int _inFlight;

    /// <summary>Sequence from which this sink goes on.</summary>
    public long Held { get; set; }

    /// <summary>Says that it does not follow.</summary>
    public bool IsDeaf { get; set; }

    public int InFlightMax { get; private set; }

    public int Pushes { get; private set; }

    /// <summary>Bytes of the largest push.</summary>
    public int BytesMax { get; private set; }

    public int Drops { get; private set; }

    public IReadOnlyList<LessonEntry> Entries
    {
        get
        {
            lock (_lock)
            {
                return [.. _entries];
            }
        }
    }

    public IReadOnlyList<SignalBy> Signals
    {
        get
        {
            lock (_lock)
            {
                return [.. _signals];
            }
        }
    }

    /// <summary>From now on pushes hang.</summary>
    public void Hold() => _held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release()
    {
        var held = _held;
        _held = null;
        held?.TrySetResult();
    }

    public Task WaitForAsync(long sequence) => _changed.WaitAsync(() => Held >= sequence);

    public Task WaitForPushesAsync(int count) => _changed.WaitAsync(() => Pushes >= count);

    public Task WaitForDropAsync() => _changed.WaitAsync(() => Drops > 0);

    public Task WaitForSignalsAsync(int count) => _changed.WaitAsync(() => Signals.Count >= count);

    public async Task<long> Push(LessonBatch batch)
    {
        lock (_lock)
        {
            Pushes++;
            BytesMax = Math.Max(BytesMax, batch.Entries.Sum(payload => payload.Length));
            InFlightMax = Math.Max(InFlightMax, ++_inFlight);
        }

        _changed.Raise();
        await (_held?.Task ?? Task.CompletedTask);
        lock (_lock)
        {
            _inFlight--;
            if (IsDeaf)
            {
                return -1;
            }

            foreach (var payload in batch.Entries)
            {
                var entry = EntryCodec.Decode(payload.Span);
                if (entry.Sequence == Held + 1)
                {
                    _entries.Add(entry);
                    Held = entry.Sequence;
                }
            }
        }

        _changed.Raise();
        return Held;
    }

    public Task Relay(LessonId lesson, ImmutableArray<SignalBy> signals)
    {
        lock (_lock)
        {
            _signals.AddRange(signals);
        }

        _changed.Raise();
        return Task.CompletedTask;
    }

    public Task Dropped(LessonId lesson, long epoch)
    {
        lock (_lock)
        {
            Drops++;
        }

        _changed.Raise();
        return Task.CompletedTask;
    }
}
