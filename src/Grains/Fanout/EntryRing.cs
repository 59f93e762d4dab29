using System.Collections.Immutable;

namespace Classroom.Grains.Fanout;

/// <summary>The latest entries of a lesson, without gaps, bounded in number and bytes.</summary>
internal sealed class EntryRing(int entriesMax, int bytesMax)
{
    private RingEntry[] _slots = new RingEntry[16];
    private long _bytes;
    private long _epochBefore;

    /// <summary>Sequence of the oldest entry held; one after <see cref="Last"/> if none is.</summary>
    public long First { get; private set; } = 1;

    /// <summary>Sequence of the latest entry.</summary>
    public long Last { get; private set; }

    /// <summary>Starts empty after an entry that is not held.</summary>
    public void StartAfter(long sequence, long epoch) => (First, Last, _epochBefore) = (sequence + 1, sequence, epoch);

    /// <exception cref="InvalidOperationException">The entry is not the next.</exception>
    public void Add(RingEntry entry)
    {
        if (entry.Sequence != Last + 1)
        {
            throw new InvalidOperationException($"Entry {entry.Sequence} cannot follow entry {Last}.");
        }

        if (Last - First + 1 == _slots.Length)
        {
            Grow();
        }

        Last = entry.Sequence;
        Slot(Last) = entry;
        _bytes += entry.Payload.Length;
        while (First < Last && (Last - First + 1 > entriesMax || _bytes > bytesMax))
        {
            Forget();
        }
    }

    /// <summary>Puts another payload in the place of an entry, if it is held.</summary>
    public void Replace(long sequence, ReadOnlyMemory<byte> payload)
    {
        if (Find(sequence) is { } entry)
        {
            _bytes += payload.Length - entry.Payload.Length;
            Slot(sequence) = entry with { Payload = payload };
        }
    }

    /// <summary>The entry, if it is held.</summary>
    public RingEntry? Find(long sequence) => sequence >= First && sequence <= Last ? Slot(sequence) : null;

    /// <summary>Whether all that follows is held for somebody whose last entry is this one: same sequence, same epoch.</summary>
    public bool GoesOnAfter(long sequence, long epoch)
    {
        if (sequence < First - 1 || sequence > Last)
        {
            return false;
        }

        return epoch == (sequence == First - 1 ? _epochBefore : Slot(sequence).Epoch);
    }

    /// <summary>Payloads after a sequence up to so many bytes, but at least one.</summary>
    public ImmutableArray<ReadOnlyMemory<byte>> ReadAfter(long sequence, int upToBytes)
    {
        var payloads = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>();
        for (long next = sequence + 1, bytes = 0; next <= Last; next++)
        {
            var payload = Slot(next).Payload;
            bytes += payload.Length;
            if (bytes > upToBytes && payloads.Count > 0)
            {
                break;
            }

            payloads.Add(payload);
        }

        return payloads.DrainToImmutable();
    }

    private ref RingEntry Slot(long sequence) => ref _slots[sequence % _slots.Length];

    private void Forget()
    {
        ref var oldest = ref Slot(First);
        _bytes -= oldest.Payload.Length;
        _epochBefore = oldest.Epoch;
        oldest = default;
        First++;
    }

    private void Grow()
    {
        var slots = new RingEntry[_slots.Length * 2];
        for (var sequence = First; sequence <= Last; sequence++)
        {
            slots[sequence % slots.Length] = Slot(sequence);
        }

        _slots = slots;
    }
}
