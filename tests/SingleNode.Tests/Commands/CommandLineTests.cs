using System.Text.Json;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Rosters;
using Classroom.Contracts.Timetables;
using Classroom.SingleNode.Commands;
using Classroom.SingleNode.Control;
using Classroom.SingleNode.Tests.Control;
using Classroom.Storage.Backup;

namespace Classroom.SingleNode.Tests.Commands;

/// <summary>The commands as an operator gives them, each on a real data folder, while a node runs and while none does.</summary>
public sealed class CommandLineTests : IAsyncLifetime
{
    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("classroom-");
    private readonly RecordingNodes _nodes = new();
    private string _data;
    private Task<(int Exit, string Output, string Error)>? _serving;

    public CommandLineTests() => _data = Path.Combine(_parent.FullName, "data");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Backup => Path.Combine(_parent.FullName, "classroom.backup");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_serving is { IsCompleted: false })
        {
            await InterruptAsync();
        }

        _parent.Delete(recursive: true);
    }

    [Theory, InlineData("help"), InlineData("--help"), InlineData("-h")]
    public async Task Help_is_given(string argument)
    {
        var (exit, output, _) = await RunAsync(argument);

        Assert.Equal(0, exit);
        Assert.Contains("restore FILE", output, StringComparison.Ordinal);
    }

    [Theory, InlineData("dance"), InlineData("backup"), InlineData("restore", "a", "b"), InlineData("import", ""), InlineData("recover-administrator", "a")]
    public async Task What_is_not_understood_does_nothing(params string[] arguments)
    {
        var (exit, _, error) = await RunAsync(arguments);

        Assert.Equal(2, exit);
        Assert.Contains("Usage", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_data));
    }

    [Fact]
    public async Task A_second_node_on_the_same_data_says_who_holds_them()
    {
        await ServeAsync();

        var (exit, _, error) = await RunAsync();

        Assert.Equal(1, exit);
        Assert.Contains($"is in use by process {Environment.ProcessId}", error, StringComparison.Ordinal);
        Assert.Contains("at http://localhost:8080", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_told_to_stop_lets_go_of_its_data()
    {
        await ServeAsync();

        var (exit, _, error) = await InterruptAsync();

        Assert.Equal((0, ""), (exit, error));
        Assert.Equal(["node.lock", "store"], Directory.EnumerateFileSystemEntries(_data).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        DataFolder.Open(_data, TimeProvider.System).Dispose();
    }

    [Fact]
    public async Task Backup_and_restore_work_while_no_node_runs()
    {
        await ServeAsync();
        await _nodes.Current!.AddLessonAsync("demo~a");
        await InterruptAsync();

        Assert.Equal(0, (await RunAsync("backup", Backup)).Exit);
        Directory.Delete(_data, recursive: true);
        Assert.Equal(0, (await RunAsync("restore", Backup)).Exit);

        await ServeAsync();
        Assert.Equal((NodePurpose.Service, 1), _nodes.Started[^1]);
    }

    [Fact]
    public async Task Backup_and_restore_work_while_a_node_runs()
    {
        await ServeAsync();
        await _nodes.Current!.AddLessonAsync("demo~a");
        var backup = await RunAsync("backup", Backup);
        await _nodes.Current!.AddLessonAsync("demo~b");

        var restore = await RunAsync("restore", Backup);

        Assert.Equal((0, 0), (backup.Exit, restore.Exit));
        Assert.Contains("Restored.", restore.Output, StringComparison.Ordinal);
        Assert.Equal([(NodePurpose.Service, 0), (NodePurpose.Service, 1)], _nodes.Started);
        Assert.False(_serving!.IsCompleted);
        Assert.NotNull(DataFolderHolder.Read(_data)!.Control); // The next command finds it again.
        Assert.Equal(0, (await RunAsync("restore", Backup)).Exit);
        Assert.Equal(3, _nodes.Started.Count);
    }

    [Fact]
    public async Task A_backup_that_is_refused_leaves_the_node_running_on_what_it_had()
    {
        await ServeAsync();
        await File.WriteAllTextAsync(Backup, "not a backup", Stop);

        var (exit, output, _) = await RunAsync("restore", Backup);

        Assert.Equal(1, exit);
        Assert.Contains("The backup was refused", output, StringComparison.Ordinal);
        Assert.Single(_nodes.Started);
        Assert.Equal(["store"], Directory.EnumerateDirectories(_data).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Who_asked_for_a_restore_is_told_if_the_node_does_not_come_back()
    {
        await ServeAsync();
        await RunAsync("backup", Backup);
        _nodes.StartFailure = new IOException("The port is taken.");

        var restore = await RunAsync("restore", Backup);
        var served = await _serving!;

        Assert.Equal((1, 1), (restore.Exit, served.Exit));
        Assert.Contains("The port is taken.", restore.Output, StringComparison.Ordinal);
        Assert.Contains("The port is taken.", served.Error, StringComparison.Ordinal);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_backup_that_cannot_be_written_leaves_no_copy_behind(bool running)
    {
        await ServeAsync();
        if (!running)
        {
            await InterruptAsync();
        }

        var target = Path.Combine(_parent.FullName, "missing", "classroom.backup");
        var (exit, output, error) = await RunAsync("backup", target);

        Assert.Equal(1, exit);
        Assert.EndsWith($"The backup cannot be written to {target}: there is no such folder.{Environment.NewLine}", output + error, StringComparison.Ordinal);
        Assert.Equal(["store"], Directory.EnumerateDirectories(_data).Select(Path.GetFileName));
    }

    [Theory, InlineData("backup"), InlineData("recover-administrator")]
    public async Task There_is_nothing_to_back_up_or_recover_where_nothing_is_kept(string command)
    {
        var (exit, _, error) = await RunAsync(command == "backup" ? [command, Backup] : [command]);

        Assert.Equal(1, exit);
        Assert.Equal($"There are no data in {_data}.{Environment.NewLine}", error);
        Assert.False(Directory.Exists(_data));
    }

    [Theory, InlineData("restore"), InlineData("import")]
    public async Task A_file_that_is_missing_is_named(string command)
    {
        var (exit, _, error) = await RunAsync(command, Backup);

        Assert.Equal(1, exit);
        Assert.Equal($"There is no file {Backup}.{Environment.NewLine}", error);
        Assert.False(Directory.Exists(_data));
    }

    [Fact]
    public async Task An_import_goes_to_the_node_that_runs()
    {
        await ServeAsync();
        await File.WriteAllTextAsync(Backup, "users.csv", Stop);

        var (exit, output, _) = await RunAsync("import", Backup);

        Assert.Equal(0, exit);
        Assert.Equal(
            [
                "Checking users.csv …", "In force:", "  person: 3 added, 2 changed, 1 removed",
                "Nobody new can sign in yet. How to invite teachers and make codes for students: docs/operations.md, \"After an import\".",
            ],
            output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
        Assert.Single(_nodes.Started);
    }

    [Fact]
    public async Task An_import_starts_a_node_of_its_own_if_none_runs()
    {
        await File.WriteAllTextAsync(Backup, "users.csv", Stop);

        var (exit, _, _) = await RunAsync("import", Backup);

        Assert.Equal(0, exit);
        Assert.Equal([(NodePurpose.Command, 0)], _nodes.Started);
        DataFolder.Open(_data, TimeProvider.System).Dispose();
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_lost_administrator_is_made_up_for_whether_a_node_runs_or_not(bool running)
    {
        await ServeAsync();
        if (!running)
        {
            await InterruptAsync();
        }

        var (exit, output, _) = await RunAsync("recover-administrator");

        Assert.Equal(0, exit);
        Assert.Contains("http://localhost:8080/welcome#setup=secret", output, StringComparison.Ordinal);
        Assert.Equal(running ? [NodePurpose.Service] : [NodePurpose.Service, NodePurpose.Command], _nodes.Started.Select(start => start.Purpose));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task An_import_that_is_refused_says_every_fault(bool running)
    {
        if (running)
        {
            await ServeAsync();
        }

        await File.WriteAllTextAsync(Backup, "users.csv", Stop);
        _nodes.Import = _ => Task.FromResult(new RosterReport(
            RosterOutcome.Refused, [], 0, [], [new(RosterFaultCode.ManifestMissing), new(RosterFaultCode.ValueMissing, "users.csv", 3, "givenName"), new(RosterFaultCode.DateInvalid, "a.csv", 2, "b", "x")], 5, [], 0));

        var (exit, output, _) = await RunAsync("import", Backup);

        Assert.Equal(1, exit);
        Assert.EndsWith(
            string.Join(
                Environment.NewLine,
                "5 faults:",
                "  There is no `manifest.csv`. (manifestMissing)",
                "  users.csv, line 3, column givenName: A required value is empty. (valueMissing)",
                "  a.csv, line 2, column b: 'x': The value is not a date `YYYY-MM-DD`, or not an instant of ISO 8601. (dateInvalid)",
                "  and 2 more",
                ""),
            output,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Every_reason_has_its_sentence() => Assert.All(
        Enum.GetValues<RosterFaultCode>(),
        code => Assert.NotEqual(RosterReasons.Of("nothing"), RosterReasons.Of(JsonSerializer.Serialize(code).Trim('"'))));

    [Fact]
    public void A_reason_that_nobody_wrote_down_leads_to_the_document() => Assert.Equal("See docs/rosters.md.", RosterReasons.Of("nothing"));

    [Fact]
    public async Task An_import_says_which_lessons_it_could_not_plan()
    {
        await ServeAsync();
        await File.WriteAllTextAsync(Backup, "users.csv", Stop);
        var (one, other) = (LessonId.Parse("demo~one"), LessonId.Parse("demo~other"));
        _nodes.Import = _ => Task.FromResult(new RosterReport(
            RosterOutcome.Unchanged, [], 0, [], [], 0, [new(one, PlanRefusal.TooManyLessons, "classroom_lessons.csv", 7), new(other, null, "classroom_lessons.csv", 9)], 3));

        var (exit, output, _) = await RunAsync("import", Backup);

        Assert.Equal(0, exit);
        Assert.EndsWith(
            string.Join(
                Environment.NewLine, "Not planned: 3 lessons:", "  classroom_lessons.csv, line 7: tooManyLessons (demo~one)",
                "  classroom_lessons.csv, line 9: its class could not be reached, import again (demo~other)", "  and 1 more", ""),
            output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_fails_alone_if_it_meets_a_bug()
    {
        await ServeAsync();
        await File.WriteAllTextAsync(Backup, "users.csv", Stop);
        _nodes.Import = _ => throw new InvalidOperationException("A bug.");

        var (exit, output, _) = await RunAsync("import", Backup);

        Assert.Equal(1, exit);
        Assert.Contains("A bug.", output, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("backup", Backup + ".2")).Exit);
    }

    [Fact]
    public async Task A_command_whose_asker_has_gone_is_given_up()
    {
        await ServeAsync();
        await File.WriteAllTextAsync(Backup, "users.csv", Stop);
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var givenUp = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _nodes.Import = stop =>
        {
            stop.Register(givenUp.SetResult);
            begun.SetResult();
            return givenUp.Task.ContinueWith<RosterReport>(_ => throw new OperationCanceledException(stop), Stop);
        };
        using var gone = new CancellationTokenSource();
        var asking = ControlClient.ExecuteAsync(DataFolderHolder.Read(_data)!.Control!, new("import", Backup), _ => { }, gone.Token);
        await begun.Task.WaitAsync(Stop);

        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await givenUp.Task.WaitAsync(Stop);
        Assert.Equal(0, (await RunAsync("backup", Backup + ".2")).Exit);
    }

    [Fact]
    public async Task A_path_too_long_for_a_socket_still_takes_commands()
    {
        _data = Path.Combine(_parent.FullName, new string('d', 120), "data");
        await ServeAsync();
        var control = DataFolderHolder.Read(_data)!.Control!;

        Assert.Equal(0, (await RunAsync("backup", Backup)).Exit);

        await InterruptAsync();
        Assert.False(Directory.Exists(Path.GetDirectoryName(control)));
    }

    private async Task ServeAsync()
    {
        var starts = _nodes.Started.Count;
        _serving = Task.Run(() => RunAsync(), Stop);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (_nodes.Started.Count == starts || DataFolderHolder.Read(_data)?.Address is null)
        {
            Assert.False(limit.IsCancellationRequested, "The node has not said in its data folder within 2 minutes at which address it serves.");
            Assert.False(_serving.IsCompleted, _serving.IsCompleted ? (await _serving).Error : "");
            await Task.Yield();
        }
    }

    private async Task<(int Exit, string Output, string Error)> InterruptAsync()
    {
        _nodes.Current!.Interrupt();
        return await _serving!;
    }

    private async Task<(int Exit, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = await new CommandLine(_nodes.StartAsync, _data, TimeProvider.System, TextWriter.Synchronized(output), TextWriter.Synchronized(error)).RunAsync(arguments);
        return (exit, output.ToString(), error.ToString());
    }
}
