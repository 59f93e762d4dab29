using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Classroom.Storage.Sqlite;

/// <summary>The one thread that writes to a database: takes waiting writes in order, many to a commit.</summary>
internal sealed class SqliteWriter
{
    private readonly Channel<Item> _queue;
    private readonly int _groupMax;
    private readonly SqliteSession _session;
    private readonly Thread _thread;
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SqliteWriter(SqliteSession session, string name, SqliteOptions options)
    {
        _session = session;
        _groupMax = options.GroupMax;
        _queue = Channel.CreateBounded<Item>(new BoundedChannelOptions(options.QueueMax) { SingleReader = true });
        _thread = new Thread(Run) { Name = $"{name} writer", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Writes that wait.</summary>
    public int Waiting => _queue.Reader.Count;

    public Task<T> WriteAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken) =>
        TakeAsync(new Item<T>(work, isApart: false, cancellationToken), cancellationToken);

    /// <summary>Does the work in its turn on the writer's thread, outside of any transaction.</summary>
    public Task<T> WriteApartAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken) =>
        TakeAsync(new Item<T>(work, isApart: true, cancellationToken), cancellationToken);

    /// <summary>Finishes what waits, takes no more, and closes the connection.</summary>
    public Task StopAsync()
    {
        _queue.Writer.TryComplete();
        return _stopped.Task;
    }

    private async Task<T> TakeAsync<T>(Item<T> item, CancellationToken cancellationToken)
    {
        try
        {
            await _queue.Writer.WriteAsync(item, cancellationToken);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(SqliteDatabase));
        }

        return await item.Done.Task;
    }

    private void Run()
    {
        var group = new List<Item>(_groupMax);
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            Item? apart = null;
            while (apart is null && group.Count < _groupMax && _queue.Reader.TryRead(out var item))
            {
                if (item.IsApart)
                {
                    apart = item;
                }
                else
                {
                    group.Add(item);
                }
            }

            if (group.Count > 0)
            {
                Commit(group);
                group.Clear();
            }

            apart?.Run(_session);
            apart?.Complete();
        }

        _session.Dispose();
        _stopped.SetResult();
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever went wrong is handed to those who wait for these writes; the thread serves the others.")]
    private void Commit(List<Item> group)
    {
        try
        {
            _session.Execute("BEGIN IMMEDIATE");
            foreach (var item in group)
            {
                _session.Execute("SAVEPOINT item");
                if (!item.Run(_session))
                {
                    // Some failures (disk full, I/O) roll back all of the transaction by themselves: then nobody's write stands.
                    if (IsAutocommit())
                    {
                        throw item.Failure!;
                    }

                    _session.Execute("ROLLBACK TO item");
                }

                _session.Execute("RELEASE item");
            }

            _session.Execute("COMMIT");
        }
        catch (Exception exception)
        {
            RollBack();
            foreach (var item in group)
            {
                item.Fail(exception);
            }

            return;
        }

        foreach (var item in group)
        {
            item.Complete();
        }
    }

    private bool IsAutocommit() => SQLitePCL.raw.sqlite3_get_autocommit(_session.Connection.Handle) != 0;

    [SuppressMessage("Design", "CA1031", Justification = "The first failure is the one to report; the next BEGIN fails as well if the connection is beyond repair.")]
    private void RollBack()
    {
        try
        {
            if (!IsAutocommit())
            {
                _session.Execute("ROLLBACK");
            }
        }
        catch (SqliteException)
        {
            // Reported by the next BEGIN.
        }
    }

    private abstract class Item
    {
        /// <summary>Whether it is done outside of any transaction.</summary>
        public abstract bool IsApart { get; }

        public Exception? Failure { get; protected set; }

        /// <summary>Does the work; false if it failed, with <see cref="Failure"/> set.</summary>
        public abstract bool Run(SqliteSession session);

        /// <summary>Hands out the result, or the item's own failure: the commit is done.</summary>
        public abstract void Complete();

        public abstract void Fail(Exception exception);
    }

    private sealed class Item<T>(Func<SqliteSession, T> work, bool isApart, CancellationToken cancellationToken) : Item
    {
        private T? _result;

        public override bool IsApart => isApart;

        public TaskCompletionSource<T> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        [SuppressMessage("Design", "CA1031", Justification = "The failure belongs to the caller who brought the work.")]
        public override bool Run(SqliteSession session)
        {
            try
            {
                cancellationToken.ThrowIfCancellationRequested();
                _result = work(session);
                return true;
            }
            catch (Exception exception)
            {
                Failure = exception;
                return false;
            }
        }

        public override void Complete()
        {
            switch (Failure)
            {
                case null:
                    Done.SetResult(_result!);
                    break;
                case OperationCanceledException:
                    Done.SetCanceled(cancellationToken.IsCancellationRequested ? cancellationToken : new(canceled: true));
                    break;
                default:
                    Done.SetException(Failure);
                    break;
            }
        }

        public override void Fail(Exception exception) => Done.SetException(Failure ?? exception);
    }
}
