using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;

namespace Classroom.Gateway.Lessons.Following;

/// <summary>One entry as a gateway holds it: the lesson's bytes, and what deciding about it needs.</summary>
/// <param name="Sequence">Its sequence.</param>
/// <param name="Epoch">Its epoch.</param>
/// <param name="Audience">Who may see it.</param>
/// <param name="Json">Its UTF-8 JSON.</param>
/// <param name="ReceivedAt">When it came, as a timestamp of the gateway's clock.</param>
/// <param name="Moved">Who was sent out or readmitted by it: they cannot resume over it.</param>
/// <param name="Message">The message it posts or edits: what a deletion replaces.</param>
internal sealed record HeldEntry(
    long Sequence, long Epoch, Audience Audience, ReadOnlyMemory<byte> Json, long ReceivedAt, ParticipantId? Moved, long? Message)
{
    public static HeldEntry Of(LessonEntry entry, ReadOnlyMemory<byte> json, long receivedAt) => new(
        entry.Sequence,
        entry.Epoch,
        entry.Audience,
        json,
        receivedAt,
        entry.Event switch { ParticipantEjected ejected => ejected.Participant, ParticipantReadmitted readmitted => readmitted.Participant, _ => null },
        entry.Event switch { MessagePosted => entry.Sequence, MessageEdited edited => edited.Message, _ => null });
}

/// <summary>The latest entries of a lesson, without gaps, bounded in number and bytes. Not thread-safe.</summary>
internal sealed class LessonRing(int entriesMax, int bytesMax)
{
    private HeldEntry?[] _slots = new HeldEntry?[16];
    private int _bytes;

    /// <summary>Sequence of the oldest entry held; one after <see cref="Last"/> if none is.</summary>
    public long First { get; private set; } = 1;

    /// <summary>Sequence of the newest entry, held or not.</summary>
    public long Last { get; private set; }

    public int Count => (int)(Last - First + 1);

    /// <summary>The entry, which must be between <see cref="First"/> and <see cref="Last"/>.</summary>
    public HeldEntry this[long sequence] =>
        sequence >= First && sequence <= Last ? _slots[sequence & (_slots.Length - 1)]! : throw new ArgumentOutOfRangeException(nameof(sequence), sequence, "Not held.");

    /// <summary>Forgets everything; goes on after <paramref name="last"/>.</summary>
    public void Restart(long last)
    {
        Array.Clear(_slots);
        (First, Last, _bytes) = (last + 1, last, 0);
    }

    /// <summary>Adds the next entry, and drops the oldest beyond the bounds.</summary>
    public void Append(HeldEntry entry)
    {
        if (entry.Sequence != Last + 1)
        {
            throw new InvalidOperationException($"Entry {entry.Sequence} follows entry {Last}.");
        }

        while (Count > 0 && (Count >= entriesMax || _bytes + entry.Json.Length > bytesMax))
        {
            _bytes -= this[First].Json.Length;
            _slots[First & (_slots.Length - 1)] = null;
            First++;
        }

        if (Count == _slots.Length)
        {
            Grow();
        }

        Last++;
        _slots[Last & (_slots.Length - 1)] = entry;
        _bytes += entry.Json.Length;
    }

    /// <summary>Puts other bytes in the place of an entry that is held.</summary>
    public void Replace(HeldEntry entry)
    {
        _bytes += entry.Json.Length - this[entry.Sequence].Json.Length;
        _slots[entry.Sequence & (_slots.Length - 1)] = entry;
    }

    private void Grow()
    {
        var slots = new HeldEntry?[_slots.Length * 2];
        for (var sequence = First; sequence <= Last; sequence++)
        {
            slots[sequence & (slots.Length - 1)] = this[sequence];
        }

        _slots = slots;
    }
}
