using System.Runtime.InteropServices;
using Classroom.Contracts.Ids;
using Classroom.Ports.Lessons;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Classroom.Storage.Sqlite.Lessons;

/// <summary>The statements of the lesson log, for one session inside a transaction.</summary>
internal static class LessonRows
{
    public static LessonLogHead Open(SqliteSession session, LessonId lesson)
    {
        var (id, head) = session.QueryFirst(
            """
            INSERT INTO lesson (lesson, epoch, head) VALUES ($lesson, 1, 0)
            ON CONFLICT (lesson) DO UPDATE SET epoch = epoch + 1
            RETURNING id, epoch, head, proved_at
            """,
            row => (row.GetInt64(0), new LessonLogHead(row.GetInt64(1), row.GetInt64(2), row.IsDBNull(3) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)))),
            ("$lesson", lesson.ToString()));
        var last = session.QueryFirst("SELECT coalesce(max(sequence), 0) FROM entry WHERE lesson = $id", row => row.GetInt64(0), ("$id", id));
        var box = session.QueryFirst("SELECT payload FROM box WHERE lesson = $id", row => row.GetFieldValue<byte[]>(0), ("$id", id));
        return last == head.Head ? head with { Box = box } : throw new LessonLogCorruptException(lesson, $"its head is {head.Head}, its last entry {last}.", Math.Min(head.Head, last) + 1);
    }

    /// <summary>Writes the batch; the caller undoes what an outcome other than appended left behind.</summary>
    public static AppendOutcome Append(SqliteSession session, LessonLogBatch batch)
    {
        var id = session.QueryFirst(
            """
            UPDATE lesson SET head = $after, proved_at = coalesce(max(proved_at, $proved), proved_at, $proved)
            WHERE lesson = $lesson AND epoch = $epoch AND head = $head
            RETURNING id
            """,
            row => (long?)row.GetInt64(0),
            ("$after", batch.HeadAfter),
            ("$proved", batch.ProvedAt?.ToUnixTimeMilliseconds()),
            ("$lesson", batch.Lesson.ToString()),
            ("$epoch", batch.Epoch),
            ("$head", batch.Head));
        if (id is null)
        {
            return AppendOutcome.Fenced;
        }

        try
        {
            var whole = batch.Entries.All(entry => Insert(session, id, entry)) && batch.Redactions.All(redaction => Redact(session, id, redaction));
            if (whole && batch.Snapshot is { } snapshot)
            {
                session.Execute(
                    "INSERT INTO snapshot (lesson, sequence, payload) VALUES ($id, $sequence, $payload) ON CONFLICT DO UPDATE SET sequence = excluded.sequence, payload = excluded.payload",
                    ("$id", id),
                    ("$sequence", snapshot.Sequence),
                    ("$payload", Bytes(snapshot.Payload)));
            }

            if (whole && batch.Box is { } box)
            {
                Keep(session, id, box);
            }

            return whole ? AppendOutcome.Appended : AppendOutcome.Corrupt;
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == raw.SQLITE_CONSTRAINT)
        {
            return AppendOutcome.Corrupt; // An entry after the head.
        }
    }

    public static IReadOnlyList<StoredEntry> Read(SqliteSession session, LessonId lesson, long after, int countMax)
    {
        if (Find(session, lesson) is not var (id, epoch, head))
        {
            return [];
        }

        var next = after;
        var entries = session.Query(
            "SELECT sequence, epoch, command, payload FROM entry WHERE lesson = $id AND sequence > $after ORDER BY sequence LIMIT $count",
            row => row.GetInt64(0) == ++next && row.GetInt64(1) <= epoch
                ? new StoredEntry(next, row.GetInt64(1), row.IsDBNull(2) ? null : row.GetString(2), row.GetFieldValue<byte[]>(3))
                : throw new LessonLogCorruptException(lesson, $"entry {row.GetInt64(0)} of epoch {row.GetInt64(1)} stands where {next} must; the lesson is in epoch {epoch}.", next),
            ("$id", id),
            ("$after", after),
            ("$count", countMax));
        return next == Math.Max(after, Math.Min(after + countMax, head))
            ? entries
            : throw new LessonLogCorruptException(lesson, $"its entries end at {next}, its head is {head}.", next + 1);
    }

    public static StoredSnapshot? ReadSnapshot(SqliteSession session, LessonId lesson)
    {
        if (Find(session, lesson) is not var (id, _, head))
        {
            return null;
        }

        var snapshot = session.QueryFirst(
            "SELECT sequence, payload FROM snapshot WHERE lesson = $id",
            row => new StoredSnapshot(row.GetInt64(0), row.GetFieldValue<byte[]>(1)),
            ("$id", id));
        return snapshot is null || snapshot.Sequence <= head
            ? snapshot
            : throw new LessonLogCorruptException(lesson, $"its snapshot is of {snapshot.Sequence}, its head is {head}.", head + 1);
    }

    private static (long Id, long Epoch, long Head)? Find(SqliteSession session, LessonId lesson) =>
        session.QueryFirst(
            "SELECT id, epoch, head FROM lesson WHERE lesson = $lesson",
            row => ((long, long, long)?)(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)),
            ("$lesson", lesson.ToString()));

    private static bool Insert(SqliteSession session, long? id, StoredEntry entry) =>
        session.Execute(
            "INSERT INTO entry (lesson, sequence, epoch, command, payload) VALUES ($id, $sequence, $epoch, $command, $payload)",
            ("$id", id),
            ("$sequence", entry.Sequence),
            ("$epoch", entry.Epoch),
            ("$command", entry.Command),
            ("$payload", Bytes(entry.Payload))) == 1;

    private static bool Redact(SqliteSession session, long? id, StoredRedaction redaction) =>
        session.Execute(
            "UPDATE entry SET command = NULL, payload = $payload WHERE lesson = $id AND sequence = $sequence",
            ("$payload", Bytes(redaction.Payload)),
            ("$id", id),
            ("$sequence", redaction.Sequence)) == 1;

    private static int Keep(SqliteSession session, long? id, byte[] box) => box.Length == 0
        ? session.Execute("DELETE FROM box WHERE lesson = $id", ("$id", id))
        : session.Execute(
            "INSERT INTO box (lesson, payload) VALUES ($id, $payload) ON CONFLICT DO UPDATE SET payload = excluded.payload",
            ("$id", id),
            ("$payload", box));

    /// <summary>SQLite binds whole arrays: copy only what is a part of one.</summary>
    private static byte[] Bytes(ReadOnlyMemory<byte> payload) =>
        MemoryMarshal.TryGetArray(payload, out var segment) && segment.Offset == 0 && segment.Count == segment.Array!.Length ? segment.Array : payload.ToArray();
}
