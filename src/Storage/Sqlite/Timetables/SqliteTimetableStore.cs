using Classroom.Contracts.Ids;
using Classroom.Contracts.Timetables;
using Classroom.Ports.Timetables;
using Microsoft.Data.Sqlite;

namespace Classroom.Storage.Sqlite.Timetables;

/// <summary>Plans of lessons in <c>school.db</c>.</summary>
internal sealed class SqliteTimetableStore(SqliteDatabase database) : ITimetableStore
{
    private const string Columns = "lesson, class, title, starts_at, ends_at, status, version";

    public Task<LessonPlan?> ReadAsync(LessonId lesson, CancellationToken cancellationToken = default) =>
        database.ReadAsync(
            session => session.QueryFirst($"SELECT {Columns} FROM lesson_plan WHERE lesson = $lesson", Plan, ("$lesson", lesson.ToString())),
            cancellationToken);

    public async Task<IReadOnlyList<LessonPlan>> ReadOfClassAsync(ClassId id, DateTimeOffset from, DateTimeOffset to, int countMax, CancellationToken cancellationToken = default) =>
        await database.ReadAsync(
            session => session.Query(
                $"SELECT {Columns} FROM lesson_plan WHERE class = $class AND starts_at < $to AND ends_at > $from ORDER BY starts_at, lesson LIMIT $count",
                Plan,
                ("$class", id.ToString()),
                ("$from", from.ToUnixTimeMilliseconds()),
                ("$to", to.ToUnixTimeMilliseconds()),
                ("$count", countMax)),
            cancellationToken);

    public async Task<IReadOnlyList<LessonPlan>> ReadOverdueAsync(DateTimeOffset endsBefore, int countMax, CancellationToken cancellationToken = default) =>
        await database.ReadAsync(
            session => session.Query(
                $"SELECT {Columns} FROM lesson_plan WHERE status IN (0, 1) AND ends_at < $before ORDER BY ends_at, lesson LIMIT $count",
                Plan,
                ("$before", endsBefore.ToUnixTimeMilliseconds()),
                ("$count", countMax)),
            cancellationToken);

    public async Task<IReadOnlyList<LessonId>> ReadLiveAsync(LessonId? after, int countMax, CancellationToken cancellationToken = default) =>
        await database.ReadAsync(
            session => session.Query(
                "SELECT lesson FROM lesson_plan WHERE status = 1 AND lesson > $after ORDER BY lesson LIMIT $count",
                row => LessonId.Parse(row.GetString(0)),
                ("$after", after?.ToString() ?? ""),
                ("$count", countMax)),
            cancellationToken);

    public Task<bool> SaveAsync(LessonPlan plan, CancellationToken cancellationToken = default) =>
        database.WriteAsync(
            session => session.Execute(
                plan.Version == 1
                    ? $"INSERT INTO lesson_plan ({Columns}) VALUES ($lesson, $class, $title, $starts, $ends, $status, $version) ON CONFLICT DO NOTHING"
                    : "UPDATE lesson_plan SET class = $class, title = $title, starts_at = $starts, ends_at = $ends, status = $status, version = $version WHERE lesson = $lesson AND version = $version - 1",
                ("$lesson", plan.Lesson.ToString()),
                ("$class", plan.Class.ToString()),
                ("$title", plan.Title),
                ("$starts", plan.StartsAt.ToUnixTimeMilliseconds()),
                ("$ends", plan.EndsAt.ToUnixTimeMilliseconds()),
                ("$status", (long)plan.Status),
                ("$version", plan.Version)) == 1,
            cancellationToken);

    public Task<int> CountOpenAsync(ClassId id, CancellationToken cancellationToken = default) =>
        database.ReadAsync(
            session => session.QueryFirst("SELECT count(*) FROM lesson_plan WHERE class = $class AND status IN (0, 1)", row => row.GetInt32(0), ("$class", id.ToString())),
            cancellationToken);

    private static LessonPlan Plan(SqliteDataReader row) => new(
        LessonId.Parse(row.GetString(0)),
        ClassId.Parse(row.GetString(1)),
        row.GetString(2),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)),
        (LessonStatus)row.GetInt32(5),
        row.GetInt64(6));
}
