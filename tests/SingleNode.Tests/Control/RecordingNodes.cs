using System.Collections.Immutable;
using Classroom.Contracts.Rosters;
using Classroom.SingleNode.Control;
using Classroom.Storage.Backup;
using Classroom.Storage.Sqlite;
using Classroom.Storage.Sqlite.Lessons;

namespace Classroom.SingleNode.Tests.Control;

/// <summary>Starts nodes that keep the real files open, and nothing else.</summary>
internal sealed class RecordingNodes
{
    private readonly List<(NodePurpose Purpose, int Rows)> _started = [];
    private int _running;

    /// <summary>Every start so far: for whom, and how many lessons the data had.</summary>
    public IReadOnlyList<(NodePurpose Purpose, int Rows)> Started => _started;

    public RecordingNode? Current { get; private set; }

    /// <summary>How the next starts go.</summary>
    public Exception? StartFailure { get; set; }

    /// <summary>What an import comes to.</summary>
    public Func<CancellationToken, Task<RosterReport>> Import { get; set; } = _ => Task.FromResult(new RosterReport(RosterOutcome.Applied, [new(RosterKind.Person, 3, 2, 1)], 0, [], [], 0, [], 0));

    public TaskCompletionSource FirstStarted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async Task<INode> StartAsync(DataFolder data, NodePurpose purpose, CancellationToken cancellationToken)
    {
        if (StartFailure is { } failure)
        {
            throw failure;
        }

        Assert.Equal(1, Interlocked.Increment(ref _running)); // The one before has closed its files.
        var lessons = SqliteDatabase.Open(data.LessonsDatabase, SqliteLessonLog.Migrations);
        var school = SqliteDatabase.Open(data.SchoolDatabase, SqliteMigrations.Embedded("School"));
        _started.Add((purpose, await lessons.ReadAsync(session => session.QueryFirst("SELECT count(*) FROM lesson", row => row.GetInt32(0)), cancellationToken)));
        Current = new(school, lessons, stop => Import(stop), () => Interlocked.Decrement(ref _running));
        FirstStarted.TrySetResult();
        return Current;
    }
}

internal sealed class RecordingNode(SqliteDatabase school, SqliteDatabase lessons, Func<CancellationToken, Task<RosterReport>> import, Action stopped) : INode
{
    private readonly TaskCompletionSource _stopping = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Address => "http://localhost:8080";

    public Task Stopping => _stopping.Task;

    /// <summary>What Ctrl-C does.</summary>
    public void Interrupt() => _stopping.SetResult();

    public Task AddLessonAsync(string name) =>
        lessons.WriteAsync(session => { session.Execute("INSERT INTO lesson (lesson, epoch, head) VALUES ($lesson, 1, 0)", ("$lesson", name)); });

    public async Task<RosterReport> ImportAsync(Stream archive, IProgress<RosterProgress> progress, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(archive);
        progress.Report(new(RosterPhase.Checking, await reader.ReadToEndAsync(cancellationToken), 0));
        progress.Report(new(RosterPhase.Done, null, 0));
        return await import(cancellationToken);
    }

    public Task<RecoveryLink> RecoverAdministratorAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new RecoveryLink($"{Address}/welcome#setup=secret", new(2026, 9, 2, 8, 0, 0, TimeSpan.Zero)));

    public async ValueTask DisposeAsync()
    {
        await school.DisposeAsync();
        await lessons.DisposeAsync();
        stopped();
    }
}
