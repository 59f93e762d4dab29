using System.Runtime.InteropServices;
using Classroom.SingleNode.Control;
using Classroom.Storage.Backup;

namespace Classroom.SingleNode.Commands;

/// <summary>What the single node does when it is started: serve, or one command.</summary>
/// <param name="start">Starts the node.</param>
/// <param name="dataFolder">Path of the data folder.</param>
/// <param name="time">The clock.</param>
/// <param name="output">Progress and results.</param>
/// <param name="error">What went wrong.</param>
internal sealed class CommandLine(StartNode start, string dataFolder, TimeProvider time, TextWriter output, TextWriter error)
{
    private const string Usage =
        """
        Usage: run.sh                 start Classroom
               run.sh import FILE     bring in a OneRoster zip
               run.sh backup FILE     copy the data to one file; works while Classroom runs
               run.sh restore FILE    put such a copy back; works while Classroom runs
               run.sh recover-administrator
                                      show a link that makes a further administrator; works while Classroom runs
        """;

    /// <returns>The exit code: 0 done, 1 refused or failed and said why, 2 not understood.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        switch (arguments)
        {
            case []:
                return await FinishAsync(ServeAsync);
            case ["help" or "--help" or "-h"]:
                await output.WriteLineAsync(Usage);
                return ExitCode.Done;
            case [BackupCommand.Name or RestoreCommand.Name or ImportCommand.Name, { Length: > 0 } file]:
                var request = new ControlRequest(arguments[0], Path.GetFullPath(file));
                return await FinishAsync(() => ExecuteAsync(request));
            case [RecoverCommand.Name]:
                return await FinishAsync(() => ExecuteAsync(new ControlRequest(RecoverCommand.Name)));
            default:
                await error.WriteLineAsync(Usage);
                return ExitCode.NotUnderstood;
        }
    }

    private Task<int> FinishAsync(Func<Task<bool>> command) => CommandFailure.ExplainAsync(command, error.WriteLine);

    private async Task<bool> ServeAsync()
    {
        using var data = DataFolder.Open(dataFolder, time);
        if (data.IsOpenToOthers)
        {
            await error.WriteLineAsync($"Warning: others on this machine may enter the data folder {data.Path}, with children's data and secrets in it; chmod 700 keeps it for its owner.");
        }

        await new NodeLoop(data, start, time).RunAsync();
        await output.WriteLineAsync("Stopped.");
        return true;
    }

    private async Task<bool> ExecuteAsync(ControlRequest request)
    {
        using var interrupted = new CancellationTokenSource();
        using var signal = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
        {
            context.Cancel = true; // What is half done is cleared before we go.
            interrupted.Cancel();
        });
        if (request.Command is ImportCommand.Name or RestoreCommand.Name && !File.Exists(request.File))
        {
            throw new FileNotFoundException($"There is no file {request.File}.");
        }

        if (request.Command is BackupCommand.Name or RecoverCommand.Name && !DataFolder.HasStore(dataFolder))
        {
            throw new DirectoryNotFoundException($"There are no data in {Path.GetFullPath(dataFolder)}.");
        }

        try
        {
            using var data = DataFolder.Open(dataFolder, time);
            return await ExecuteAsync(data, request, interrupted.Token);
        }
        catch (DataFolderInUseException exception) when (exception.Holder?.Control is { } control)
        {
            return await ControlClient.ExecuteAsync(control, request, output.WriteLine, interrupted.Token);
        }
    }

    /// <summary>Nobody holds the data: this process does it itself.</summary>
    private async Task<bool> ExecuteAsync(DataFolder data, ControlRequest request, CancellationToken cancellationToken)
    {
        switch (request.Command)
        {
            case BackupCommand.Name:
                return await BackupCommand.RunAsync(data, request.File, time, output.WriteLine, cancellationToken);
            case RestoreCommand.Name:
                return await RestoreCommand.RunAsync(data, request.File, time, () => SwapAsync(data), output.WriteLine, cancellationToken);
            default:
                await using (var node = await start(data, NodePurpose.Command, cancellationToken))
                {
                    return request.Command == RecoverCommand.Name
                        ? await RecoverCommand.RunAsync(node, output.WriteLine, cancellationToken)
                        : await ImportCommand.RunAsync(node, request.File, output.WriteLine, cancellationToken);
                }
        }
    }

    private static Task SwapAsync(DataFolder data)
    {
        data.ApplyRestore();
        return Task.CompletedTask;
    }
}
