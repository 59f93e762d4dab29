using Classroom.Contracts.Ids;
using Classroom.Ports.Lessons;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Classroom.Storage.Sqlite.Lessons;

/// <summary>The lesson log in <c>lessons.db</c>.</summary>
/// <remarks>Calls that wait at the writer share one commit, and so one flush to the disk.</remarks>
internal sealed class SqliteLessonLog(SqliteDatabase database, SqliteLessonLogOptions options) : ILessonLog
{
    private int _waiting;

    /// <summary>The schema that the database must have been opened with.</summary>
    public static SqliteMigrations Migrations => SqliteMigrations.Embedded("Lessons");

    public Task<LessonLogHead> OpenAsync(LessonId lesson, CancellationToken cancellationToken = default) =>
        WriteAsync(session => LessonRows.Open(session, lesson), cancellationToken);

    public async Task<IReadOnlyList<AppendOutcome>> AppendAsync(IReadOnlyList<LessonLogBatch> batches, CancellationToken cancellationToken = default)
    {
        foreach (var batch in batches)
        {
            batch.Validate();
        }

        var outcomes = await WriteAsync(session => Append(session, batches), cancellationToken);
        if (batches.Zip(outcomes).Any(written => written.Second == AppendOutcome.Appended && (written.First.Redactions.Count > 0 || written.First.Box is not null)))
        {
            database.Scrub(); // The write-ahead file holds what stood there before.
        }

        return outcomes;
    }

    public Task<IReadOnlyList<StoredEntry>> ReadAsync(LessonId lesson, long after, int countMax, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        ArgumentOutOfRangeException.ThrowIfLessThan(countMax, 1);
        return DetectDamage(database.ReadAsync(session => LessonRows.Read(session, lesson, after, countMax), cancellationToken));
    }

    public Task<StoredSnapshot?> ReadSnapshotAsync(LessonId lesson, CancellationToken cancellationToken = default) =>
        DetectDamage(database.ReadAsync(session => LessonRows.ReadSnapshot(session, lesson), cancellationToken));

    private static AppendOutcome[] Append(SqliteSession session, IReadOnlyList<LessonLogBatch> batches)
    {
        var outcomes = new AppendOutcome[batches.Count];
        for (var i = 0; i < outcomes.Length; i++)
        {
            session.Execute("SAVEPOINT batch");
            outcomes[i] = LessonRows.Append(session, batches[i]);
            if (outcomes[i] != AppendOutcome.Appended)
            {
                session.Execute("ROLLBACK TO batch");
            }

            session.Execute("RELEASE batch");
        }

        return outcomes;
    }

    private async Task<T> WriteAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            if (Interlocked.Increment(ref _waiting) > options.WaitingMax)
            {
                throw new LessonLogBusyException(options.WaitingMax);
            }

            return await DetectDamage(database.WriteAsync(work, cancellationToken));
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private static async Task<T> DetectDamage<T>(Task<T> work)
    {
        try
        {
            return await work;
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB)
        {
            throw new LessonLogCorruptException("The lesson log's file is damaged.", exception);
        }
    }
}
