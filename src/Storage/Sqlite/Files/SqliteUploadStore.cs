using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Ports.Files;

namespace Classroom.Storage.Sqlite.Files;

/// <summary>Uploads in <c>school.db</c>.</summary>
internal sealed class SqliteUploadStore(SqliteDatabase database) : IUploadStore
{
    public Task<bool> BeginAsync(Upload upload, UploadLimits limits, CancellationToken cancellationToken = default) =>
        database.WriteAsync(
            session =>
            {
                var (school, person) = (upload.Lesson.School.ToString(), upload.Person.ToString());
                var (ofSchool, schoolBytes) = session.QueryFirst(
                    "SELECT count(*), coalesce(sum(bytes), 0) FROM upload WHERE state = 0 AND school = $school",
                    row => (row.GetInt64(0), row.GetInt64(1)), ("$school", school));
                var (ofPerson, personBytes) = session.QueryFirst(
                    "SELECT count(*), coalesce(sum(bytes), 0) FROM upload WHERE state = 0 AND school = $school AND person = $person",
                    row => (row.GetInt64(0), row.GetInt64(1)), ("$school", school), ("$person", person));
                if (ofPerson >= limits.PersonCountMax || personBytes + upload.Bytes > limits.PersonBytesMax
                    || ofSchool >= limits.SchoolCountMax || schoolBytes + upload.Bytes > limits.SchoolBytesMax)
                {
                    return false;
                }

                session.Execute(
                    "INSERT INTO upload (id, school, person, lesson, bytes, at, state) VALUES ($id, $school, $person, $lesson, $bytes, $at, 0)",
                    ("$id", upload.Id), ("$school", school), ("$person", person), ("$lesson", upload.Lesson.ToString()),
                    ("$bytes", upload.Bytes), ("$at", upload.At.ToUnixTimeMilliseconds()));
                return true;
            },
            cancellationToken);

    public Task<bool> NameAsync(string upload, string hash, long bytes, CancellationToken cancellationToken = default) =>
        database.WriteAsync(
            session => session.Execute(
                """
                UPDATE upload SET hash = $hash, bytes = $bytes
                WHERE id = $id AND state = 0
                AND NOT EXISTS (SELECT 1 FROM upload AS other WHERE other.school = upload.school AND other.hash = $hash AND other.state = 2)
                """,
                ("$id", upload), ("$hash", hash), ("$bytes", bytes)) == 1,
            cancellationToken);

    public Task UseAsync(string upload, CancellationToken cancellationToken = default) =>
        database.WriteAsync(
            session =>
            {
                // One row says that a lesson uses a file, however often it was uploaded.
                session.Execute(
                    """
                    DELETE FROM upload WHERE state = 1 AND id <> $id
                    AND (school, hash, lesson) = (SELECT school, hash, lesson FROM upload WHERE id = $id AND state = 0)
                    """,
                    ("$id", upload));
                session.Execute("UPDATE upload SET state = 1 WHERE id = $id AND state = 0 AND hash IS NOT NULL", ("$id", upload));
            },
            cancellationToken);

    public Task<string?> ReleaseAsync(LessonId lesson, string hash, CancellationToken cancellationToken = default) =>
        database.WriteAsync(
            session => session.QueryFirst(
                "UPDATE upload SET state = 0 WHERE state = 1 AND lesson = $lesson AND hash = $hash RETURNING id",
                row => row.GetString(0), ("$lesson", lesson.ToString()), ("$hash", hash)),
            cancellationToken);

    public Task<string?> DropAsync(string upload, CancellationToken cancellationToken = default) =>
        database.WriteAsync(
            session =>
            {
                session.Execute(
                    """
                    DELETE FROM upload WHERE id = $id AND state = 0 AND (hash IS NULL OR EXISTS (
                        SELECT 1 FROM upload AS other WHERE other.school = upload.school AND other.hash = upload.hash AND other.id <> upload.id))
                    """,
                    ("$id", upload));
                session.Execute("UPDATE upload SET state = 2 WHERE id = $id AND state = 0", ("$id", upload));
                return session.QueryFirst("SELECT hash FROM upload WHERE id = $id AND state = 2", row => row.GetString(0), ("$id", upload));
            },
            cancellationToken);

    public Task ForgetAsync(string upload, CancellationToken cancellationToken = default) =>
        database.WriteAsync(session => { session.Execute("DELETE FROM upload WHERE id = $id AND state = 2", ("$id", upload)); }, cancellationToken);

    public Task<ImmutableArray<UnusedUpload>> ReadUnusedAsync(DateTimeOffset before, int countMax, CancellationToken cancellationToken = default) =>
        database.ReadAsync(
            session => session.Query(
                "SELECT id, lesson, hash FROM upload WHERE state <> 1 AND at < $before ORDER BY at, id LIMIT $max",
                row => new UnusedUpload(row.GetString(0), LessonId.Parse(row.GetString(1)), row.IsDBNull(2) ? null : row.GetString(2)),
                ("$before", before.ToUnixTimeMilliseconds()), ("$max", (long)countMax)).ToImmutableArray(),
            cancellationToken);
}
