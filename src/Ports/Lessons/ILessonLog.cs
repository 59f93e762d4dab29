using Classroom.Contracts.Ids;

namespace Classroom.Ports.Lessons;

/// <summary>Append-only storage of lesson entries, fenced by epoch. Implementations are held to tests/Storage.Tests/LessonLogSpec.</summary>
/// <remarks>
/// For one lesson there is one row with its epoch and head, and entries 1 to head without gaps. Two activations of a lesson
/// cannot both append: opening bumps the epoch, and a batch is written only if epoch and head are still what its writer believes.
/// </remarks>
public interface ILessonLog
{
    /// <summary>Takes over the lesson: bumps its epoch, durable on return, and says where the log stands. Creates the lesson's row at first.</summary>
    /// <remarks>From now on nobody with a lower epoch can append. To be called before the log is read.</remarks>
    /// <exception cref="LessonLogCorruptException">The log does not end where it says. The epoch is as it was.</exception>
    /// <exception cref="LessonLogBusyException">Nothing was done.</exception>
    Task<LessonLogHead> OpenAsync(LessonId lesson, CancellationToken cancellationToken = default);

    /// <summary>Appends the batches of many lessons in one commit; durable on return.</summary>
    /// <returns>For each batch, in order, what became of it: one that was fenced leaves the others unharmed.</returns>
    /// <remarks>Batches of the same lesson are taken in the order given. Cancelling before the call writes nothing; later, the outcome is unknown.</remarks>
    /// <exception cref="ArgumentException">A batch contradicts itself: see <see cref="LessonLogBatch.Validate"/>. Nothing was written of any.</exception>
    /// <exception cref="LessonLogBusyException">Nothing was written of any.</exception>
    /// <exception cref="Exception">The outcome is unknown for every batch: each was written whole or not at all, and only reading tells.</exception>
    Task<IReadOnlyList<AppendOutcome>> AppendAsync(IReadOnlyList<LessonLogBatch> batches, CancellationToken cancellationToken = default);

    /// <summary>Reads entries in order of sequence, after the given one, at most <paramref name="countMax"/>.</summary>
    /// <remarks>Sees everything that was appended before the call; never a part of a batch. Nothing is there to read of a lesson never opened, or after its head.</remarks>
    /// <param name="after">Not negative.</param>
    /// <param name="countMax">From 1.</param>
    /// <exception cref="LessonLogCorruptException">Entries that must be there are not, or cannot be read.</exception>
    Task<IReadOnlyList<StoredEntry>> ReadAsync(LessonId lesson, long after, int countMax, CancellationToken cancellationToken = default);

    /// <summary>The latest snapshot, or null if none was written.</summary>
    /// <exception cref="LessonLogCorruptException">It cannot be read, or is of a later sequence than the head.</exception>
    Task<StoredSnapshot?> ReadSnapshotAsync(LessonId lesson, CancellationToken cancellationToken = default);
}

/// <summary>Where a lesson's log stands.</summary>
/// <param name="Epoch">The epoch that was just given to the caller; from 1.</param>
/// <param name="Head">Last sequence; 0 for an empty log.</param>
/// <param name="ProvedAt">Last time an earlier writer proved that the people it counted as present were, to the millisecond; none if never.</param>
public sealed record LessonLogHead(long Epoch, long Head, DateTimeOffset? ProvedAt)
{
    /// <summary>What was last kept as <see cref="LessonLogBatch.Box"/>; none if nothing is.</summary>
    public byte[]? Box { get; init; }
}

/// <summary>What one lesson wants written: all of it or nothing.</summary>
/// <param name="Lesson">Which lesson.</param>
/// <param name="Epoch">The writer's epoch.</param>
/// <param name="Head">The head the writer builds on.</param>
/// <param name="Entries">Sequences <paramref name="Head"/> + 1 and on, without gaps. May be empty.</param>
public sealed record LessonLogBatch(LessonId Lesson, long Epoch, long Head, IReadOnlyList<StoredEntry> Entries)
{
    /// <summary>Entries whose payload is replaced in the same commit, at the same sequence; their command is forgotten. Each exists, or is among <see cref="Entries"/>.</summary>
    public IReadOnlyList<StoredRedaction> Redactions { get; init; } = [];

    /// <summary>Replaces the lesson's snapshot in the same commit; must accompany redactions.</summary>
    public StoredSnapshot? Snapshot { get; init; }

    /// <summary>Moves the proof of presence forward, never back. Kept to the millisecond.</summary>
    public DateTimeOffset? ProvedAt { get; init; }

    /// <summary>
    /// Replaces what is kept beside the log, outside its order; what was kept is soon to be found in no file, as what a
    /// redaction replaces. Empty: nothing is kept from now on. None: it stays as it is.
    /// </summary>
    public byte[]? Box { get; init; }

    /// <summary>The head once the batch is written.</summary>
    public long HeadAfter => Head + Entries.Count;

    /// <summary>Refuses a batch that no log may write, whoever holds the lesson: for implementations, before they write anything.</summary>
    /// <exception cref="ArgumentException">
    /// Entries leave a gap, are of another epoch or empty; a redaction is of an entry that cannot exist, or comes without a
    /// snapshot; the snapshot is of a sequence after the batch.
    /// </exception>
    public void Validate()
    {
        for (var i = 0; i < Entries.Count; i++)
        {
            var entry = Entries[i];
            Require(entry.Sequence == Head + 1 + i, $"entry {entry.Sequence} stands where {Head + 1 + i} must.");
            Require(entry.Epoch == Epoch, $"entry {entry.Sequence} is of epoch {entry.Epoch}, its writer of {Epoch}.");
            Require(!entry.Payload.IsEmpty, $"entry {entry.Sequence} is empty.");
        }

        Require(Redactions.Count == 0 || Snapshot is not null, $"redactions come without a snapshot.");
        foreach (var redaction in Redactions)
        {
            Require(redaction.Sequence > 0 && redaction.Sequence <= HeadAfter, $"there can be no entry {redaction.Sequence} to redact.");
            Require(!redaction.Payload.IsEmpty, $"the redaction of entry {redaction.Sequence} is empty.");
        }

        Require(Snapshot is null || (Snapshot.Sequence >= 0 && Snapshot.Sequence <= HeadAfter), $"the snapshot is of {Snapshot?.Sequence}, after {HeadAfter}.");
        Require(Snapshot is null || !Snapshot.Payload.IsEmpty, $"the snapshot is empty.");
    }

    private void Require(bool holds, FormattableString otherwise)
    {
        if (!holds)
        {
            throw new ArgumentException($"Batch of lesson {Lesson} on head {Head}: {otherwise}");
        }
    }
}

/// <summary>One entry as it is stored.</summary>
/// <param name="Sequence">From 1.</param>
/// <param name="Epoch">Which activation wrote it.</param>
/// <param name="Command">The command that caused it, in a form only the rules read; none for all but one of the entries of a command.</param>
/// <param name="Payload">The entry as clients see it: UTF-8 JSON.</param>
public sealed record StoredEntry(long Sequence, long Epoch, string? Command, ReadOnlyMemory<byte> Payload);

/// <summary>A payload that takes another's place.</summary>
public sealed record StoredRedaction(long Sequence, ReadOnlyMemory<byte> Payload);

/// <summary>A lesson's state as of a sequence.</summary>
/// <param name="Sequence">The last entry folded into it.</param>
/// <param name="Payload">UTF-8 JSON, in a form only the rules read.</param>
public sealed record StoredSnapshot(long Sequence, ReadOnlyMemory<byte> Payload);

/// <summary>What became of a batch.</summary>
public enum AppendOutcome
{
    /// <summary>Written and durable.</summary>
    Appended = 0,

    /// <summary>Nothing of it was written: another activation took over, or the log stands elsewhere.</summary>
    Fenced = 1,

    /// <summary>Nothing of it was written: what is stored of the lesson contradicts itself, as opening or reading it will say.</summary>
    Corrupt = 2,
}
