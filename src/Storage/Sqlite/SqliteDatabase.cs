using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Data.Sqlite;

namespace Classroom.Storage.Sqlite;

/// <summary>One SQLite file: a writer thread with a connection of its own, and pooled read connections.</summary>
/// <remarks>WAL, <c>synchronous=FULL</c>, foreign keys on: readers never wait for the writer, and what is committed survives a power cut.</remarks>
internal sealed class SqliteDatabase : IAsyncDisposable
{
    internal static readonly Meter Meter = new("Classroom.Storage.Sqlite");
    private static readonly ConcurrentDictionary<SqliteDatabase, string> Opened = new();
    private static readonly ObservableGauge<int> QueueLength = Meter.CreateObservableGauge(
        "classroom.sqlite.writes.waiting",
        () => Opened.Select(opened => new Measurement<int>(opened.Key._writer.Waiting, new KeyValuePair<string, object?>("database", opened.Value))),
        unit: "{write}",
        description: "Writes that wait for the writer thread.");

    private static readonly ObservableGauge<int> ReadsWaiting = Meter.CreateObservableGauge(
        "classroom.sqlite.reads.waiting",
        () => Opened.Select(opened => new Measurement<int>(Volatile.Read(ref opened.Key._readsWaiting), new KeyValuePair<string, object?>("database", opened.Value))),
        unit: "{read}",
        description: "Reads that wait for a connection.");

    private readonly string _connectionString;
    private readonly SqliteOptions _options;
    private readonly SqliteWriter _writer;
    private readonly SqliteScrub _scrub;
    private readonly ConcurrentBag<SqliteSession> _idleReaders = [];
    private readonly SemaphoreSlim _readers;
    private int _readsWaiting;

    private SqliteDatabase(string path, SqliteMigrations migrations, SqliteOptions options, TimeProvider time)
    {
        _options = options;
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = path, ForeignKeys = true, Pooling = false,
            DefaultTimeout = Math.Max(1, (int)Math.Ceiling(options.BusyTimeout.TotalSeconds)), // Seconds. Else the client library tries for 30 more after SQLite gave up.
        }.ToString();
        _readers = new(options.ReadersMax);
        var session = OpenSession("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;"); // What is redacted is overwritten.
        bool isClean;
        try
        {
            KeepWalOnClose(session, true); // What is refused is left as it was found, also what a killed process left in the write-ahead file.
            migrations.Apply(session);
            KeepWalOnClose(session, false);
            isClean = TryEmptyWal(session); // A process that was killed may have left there what it had redacted.
        }
        catch
        {
            session.Dispose();
            throw;
        }

        var name = Path.GetFileName(path);
        _writer = new(session, name, options);
        _scrub = new(name, EmptyWalAsync, options, time);
        if (!isClean)
        {
            _scrub.Ask();
        }

        _ = (QueueLength, ReadsWaiting);
        Opened[this] = name;
    }

    /// <summary>Opens the file, makes it if it is missing, and brings its schema up to date.</summary>
    /// <exception cref="SqliteSchemaException">The file belongs to another build, is damaged, or no database; see its message.</exception>
    public static SqliteDatabase Open(string path, SqliteMigrations migrations, SqliteOptions? options = null, TimeProvider? time = null)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        try
        {
            return new(path, migrations, options ?? new(), time ?? TimeProvider.System);
        }
        catch (SqliteException exception) when (IsDamage(exception))
        {
            throw Damaged(path, exception);
        }
    }

    /// <summary>Does the work on the writer thread; it is durable when the task completes.</summary>
    /// <remarks>
    /// Waiting writes share a transaction and one flush, yet each has a savepoint: a work that throws undoes only itself, and
    /// its exception reaches its caller alone. If the commit fails, every caller of the group gets that exception and nothing
    /// of the group is stored. Keep the work short (aim: 20 ms): everybody else waits for it. It must not wait for anything.
    /// </remarks>
    /// <param name="work">Runs at most once, never in parallel with another write.</param>
    /// <param name="cancellationToken">Withdraws the work while it waits; once it runs, it is finished.</param>
    /// <exception cref="ObjectDisposedException">The database is closed. Nothing was done.</exception>
    public Task<T> WriteAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken = default) =>
        _writer.WriteAsync(work, cancellationToken);

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(Action<SqliteSession> work, CancellationToken cancellationToken = default) =>
        _writer.WriteAsync(session => { work(session); return 0; }, cancellationToken);

    /// <summary>Reads on a pooled thread; all statements of one read see the same committed state.</summary>
    /// <remarks>The connection refuses writes. Cancellation is heeded while the read waits for a connection.</remarks>
    /// <exception cref="SqliteException"><c>SQLITE_BUSY</c>: <see cref="SqliteOptions.ReadsWaitingMax"/> reads wait already. Nothing was read: try again after a pause.</exception>
    public async Task<T> ReadAsync<T>(Func<SqliteSession, T> read, CancellationToken cancellationToken = default)
    {
        await TakeReaderAsync(cancellationToken);
        try
        {
            // SQLite blocks its thread; a caller on a grain's scheduler must not be that thread.
            return await Task.Run(() => Read(read), cancellationToken);
        }
        finally
        {
            _readers.Release();
        }
    }

    /// <summary>Asks that what has been overwritten or deleted by now is soon in no file of the database; see <see cref="SqliteScrub"/>. Nobody waits.</summary>
    public void Scrub() => _scrub.Ask();

    /// <summary>Completes when what <see cref="Scrub"/> was asked for is done.</summary>
    public Task ScrubbedAsync() => _scrub.Settled;

    /// <summary>Finishes the writes that wait, then closes every connection.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!Opened.TryRemove(this, out _))
        {
            return; // The permits below can be taken once.
        }

        await _scrub.DisposeAsync();
        await _writer.StopAsync();
        for (var i = 0; i < _options.ReadersMax; i++)
        {
            await _readers.WaitAsync(); // Reads under way finish first. The permits are kept: no read starts again.
        }

        while (_idleReaders.TryTake(out var session))
        {
            session.Dispose();
        }
    }

    /// <summary>Says whether SQLite found that the file is damaged, or no database.</summary>
    internal static bool IsDamage(SqliteException exception) => exception.SqliteErrorCode is SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB;

    /// <summary>What to say of a file that is damaged, or no database.</summary>
    internal static SqliteSchemaException Damaged(string path, SqliteException exception) =>
        new($"{path} is damaged, or not a database ({exception.Message}). Nothing was changed. Put back a backup.");

    private async ValueTask TakeReaderAsync(CancellationToken cancellationToken)
    {
        if (_readers.Wait(0, CancellationToken.None))
        {
            return;
        }

        try
        {
            if (Interlocked.Increment(ref _readsWaiting) > _options.ReadsWaitingMax)
            {
                throw new SqliteException($"{_options.ReadsWaitingMax} reads wait for a connection already.", SQLitePCL.raw.SQLITE_BUSY);
            }

            await _readers.WaitAsync(cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _readsWaiting);
        }
    }

    private T Read<T>(Func<SqliteSession, T> read)
    {
        var session = _idleReaders.TryTake(out var idle) ? idle : OpenSession("PRAGMA query_only = ON;");
        try
        {
            session.Execute("BEGIN");
            var result = read(session);
            session.Execute("COMMIT");
            _idleReaders.Add(session);
            return result;
        }
        catch
        {
            session.Dispose(); // Whatever state it is in, nobody else gets it.
            throw;
        }
    }

    private static void KeepWalOnClose(SqliteSession session, bool keeps) =>
        SQLitePCL.raw.sqlite3_db_config(session.Connection.Handle, SQLitePCL.raw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, keeps ? 1 : 0, out _);

    /// <summary>Moves what the write-ahead file holds into the database, and empties it; false if a read was in the way.</summary>
    private async Task<bool> EmptyWalAsync(CancellationToken cancellationToken)
    {
        // Most of it beside the writer, in nobody's way: what is left to the writer is what came meanwhile, and cutting the file.
        await Task.Run(
            () =>
            {
                using var session = OpenSession("PRAGMA query_only = ON;");
                session.QueryFirst("PRAGMA wal_checkpoint(PASSIVE)", row => row.GetInt64(0));
            },
            cancellationToken);
        return await _writer.WriteApartAsync(TryEmptyWal, cancellationToken);
    }

    /// <summary>To be called outside of transactions, by the one who writes.</summary>
    private bool TryEmptyWal(SqliteSession session)
    {
        session.Execute("PRAGMA busy_timeout = 20"); // Milliseconds: writers wait for this, so it must not wait long for readers.
        try
        {
            return session.QueryFirst("PRAGMA wal_checkpoint(TRUNCATE)", row => row.GetInt64(0)) == 0;
        }
        finally
        {
            session.Execute($"PRAGMA busy_timeout = {(int)_options.BusyTimeout.TotalMilliseconds}");
        }
    }

    private SqliteSession OpenSession(string pragmas)
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = $"PRAGMA busy_timeout = {(int)_options.BusyTimeout.TotalMilliseconds}; {pragmas}";
            command.ExecuteNonQuery();
            return new(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
