using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Registers;
using Classroom.Ports.Identity;
using Classroom.Ports.Registers;
using Classroom.Storage.Sqlite.Identity;
using Microsoft.Data.Sqlite;

namespace Classroom.Storage.Sqlite.Registers;

/// <summary>Corrections in <c>school.db</c>.</summary>
internal sealed class SqliteRegisterStore(SqliteDatabase database) : IRegisterStore
{
    public Task<bool> AppendAsync(StoredCorrection correction, AuditAct act, CancellationToken cancellationToken = default) =>
        database.WriteAsync(session => Append(session, correction, act), cancellationToken);

    public Task<ImmutableArray<StoredCorrection>> ReadAsync(LessonId lesson, CancellationToken cancellationToken = default) =>
        database.ReadAsync(
            session => session.Query(
                "SELECT person, status, reason, by, at FROM register_correction WHERE lesson = $lesson ORDER BY person, number",
                row => Correction(lesson, row),
                ("$lesson", lesson.ToString())).ToImmutableArray(),
            cancellationToken);

    private static bool Append(SqliteSession session, StoredCorrection correction, AuditAct act)
    {
        // One writer: nobody else numbers meanwhile.
        var count = session.QueryFirst(
            "SELECT count(*) FROM register_correction WHERE lesson = $lesson AND person = $person",
            row => row.GetInt64(0),
            ("$lesson", correction.Lesson.ToString()),
            ("$person", correction.Person.ToString()));
        if (count >= IRegisterStore.CorrectionsMax)
        {
            return false;
        }

        session.Execute(
            "INSERT INTO register_correction (lesson, person, number, status, reason, by, at) VALUES ($lesson, $person, $number, $status, $reason, $by, $at)",
            ("$lesson", correction.Lesson.ToString()),
            ("$person", correction.Person.ToString()),
            ("$number", count + 1),
            ("$status", (long)correction.Status),
            ("$reason", correction.Reason),
            ("$by", correction.By?.ToString()),
            ("$at", correction.At.ToUnixTimeMilliseconds()));
        AuditRows.Append(session, act);
        return true;
    }

    private static StoredCorrection Correction(LessonId lesson, SqliteDataReader row) => new(
        lesson,
        PersonId.Parse(row.GetString(0)),
        (PresenceStatus)row.GetInt32(1),
        row.GetString(2),
        row.IsDBNull(3) ? null : PersonId.Parse(row.GetString(3)),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)));
}
