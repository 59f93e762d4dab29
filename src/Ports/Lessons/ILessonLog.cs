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
    Task<LessonLogHead> OpenAsync(LessonId lesson, CancellationToken cancellationToken = default);

    /// <summary>Appends the batches of many lessons in one commit; durable on return.</summary>
    /// <returns>For each batch, in order, what became of it: one that was fenced leaves the others unharmed.</returns>
    /// <exception cref="Exception">The outcome is unknown for every batch: each was written whole or not at all, and only reading tells.</exception>
    Task<IReadOnlyList<AppendOutcome>> AppendAsync(IReadOnlyList<LessonLogBatch> batches, CancellationToken cancellationToken = default);

    /// <summary>Reads entries in order of sequence, after the given one, at most <paramref name="countMax"/>.</summary>
    /// <remarks>Sees everything that was appended before the call; never a part of a batch.</remarks>
    Task<IReadOnlyList<StoredEntry>> ReadAsync(LessonId lesson, long after, int countMax, CancellationToken cancellationToken = default);

    /// <summary>The latest snapshot, or null if none was written.</summary>
    Task<StoredSnapshot?> ReadSnapshotAsync(LessonId lesson, CancellationToken cancellationToken = default);
}

/// <summary>Where a lesson's log stands.</summary>
/// <param name="Epoch">The epoch that was just given to the caller; from 1.</param>
/// <param name="Head">Last sequence; 0 for an empty log.</param>
/// <param name="ProvedAt">Last time an earlier writer proved that the people it counted as present were; none if never.</param>
public sealed record LessonLogHead(long Epoch, long Head, DateTimeOffset? ProvedAt);

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

    /// <summary>Moves the proof of presence forward.</summary>
    public DateTimeOffset? ProvedAt { get; init; }
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
}
