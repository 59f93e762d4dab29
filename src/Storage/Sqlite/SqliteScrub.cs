using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;

namespace Classroom.Storage.Sqlite;

/// <summary>Sees to it that what was overwritten in a database soon stands in none of its files: empties the write-ahead file, which holds old pages.</summary>
/// <remarks>
/// Those who ask close together share one emptying. A long read, such as a backup, keeps the file from being emptied: then it
/// is tried again until it is. Whoever stops before leaves the rest to the closing, or to the next opening, of the database.
/// </remarks>
internal sealed class SqliteScrub : IAsyncDisposable
{
    private static readonly Counter<long> Scrubs = SqliteDatabase.Meter.CreateCounter<long>(
        "classroom.sqlite.scrubs", "{scrub}", "Tries to empty the write-ahead file of what was redacted, by outcome: done; busy or failed, and so tried again.");

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly string _name;
    private readonly Func<CancellationToken, Task<bool>> _empty;
    private readonly SqliteOptions _options;
    private readonly TimeProvider _time;
    private Task _running = Task.CompletedTask;
    private bool _isAsked;

    /// <param name="name">The database, as its metrics call it.</param>
    /// <param name="empty">Tries to empty the file; false if somebody was in the way.</param>
    /// <param name="options">How soon, and how soon again.</param>
    /// <param name="time">The clock that says when.</param>
    public SqliteScrub(string name, Func<CancellationToken, Task<bool>> empty, SqliteOptions options, TimeProvider time) =>
        (_name, _empty, _options, _time) = (name, empty, options, time);

    /// <summary>Completes when nothing that was asked for is left to do.</summary>
    public Task Settled
    {
        get
        {
            lock (_lock)
            {
                return _running;
            }
        }
    }

    /// <summary>Asks for what was just overwritten to be gone within <see cref="SqliteOptions.ScrubAfter"/>. Nobody waits.</summary>
    public void Ask()
    {
        lock (_lock)
        {
            _isAsked = true;
            if (_running.IsCompleted && !_stopping.IsCancellationRequested)
            {
                _running = Task.Run(() => RunAsync(_stopping.Token));
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Settled;
        _stopping.Dispose();
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            do
            {
                await Task.Delay(_options.ScrubAfter, _time, cancellationToken);
                Volatile.Write(ref _isAsked, false); // What is asked from now on needs another round.
                while (!await TryEmptyAsync(cancellationToken))
                {
                    await Task.Delay(_options.ScrubRetry, _time, cancellationToken);
                }
            }
            while (IsAskedAgain());
        }
        catch (OperationCanceledException)
        {
            // The database is being closed, which empties the file too.
        }
    }

    private bool IsAskedAgain()
    {
        lock (_lock)
        {
            if (!_isAsked)
            {
                _running = Task.CompletedTask; // Under the lock: who asks next starts anew.
            }

            return _isAsked;
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "A full or failing disk must not end the scrubbing: what is to go must go once the disk is well.")]
    private async Task<bool> TryEmptyAsync(CancellationToken cancellationToken)
    {
        var outcome = "failed";
        try
        {
            outcome = await _empty(cancellationToken) ? "done" : "busy";
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or ObjectDisposedException))
        {
            // Counted below.
        }
        catch (ObjectDisposedException)
        {
            throw new OperationCanceledException();
        }

        Scrubs.Add(1, new("database", _name), new("outcome", outcome));
        return outcome == "done";
    }
}
