using Classroom.SingleNode.Commands;
using Classroom.Storage.Backup;

namespace Classroom.SingleNode.Control;

/// <summary>Runs the node on a data folder until it is told to stop; a restore stops it, swaps the data and starts it again.</summary>
internal sealed class NodeLoop(DataFolder data, StartNode start, TimeProvider time)
{
    private Run _run = new();

    /// <summary>Completes once the node has stopped, because it was told to.</summary>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        var socket = ControlSocket.ChoosePath(data.Path);
        await using var control = new ControlServer(socket, ExecuteAsync);
        for (Run? run = _run, next; run is not null; run = next)
        {
            try
            {
                data.ApplyRestore();
                next = await RunOnceAsync(run, socket, cancellationToken);
            }
            catch (Exception exception)
            {
                run.Started.TrySetException(exception); // Whoever asked for a restore is told why the node is not back.
                throw;
            }
        }
    }

    /// <summary>Runs once, and says as what the node is to run next, if it is.</summary>
    private async Task<Run?> RunOnceAsync(Run run, string socket, CancellationToken cancellationToken)
    {
        await using var node = await start(data, NodePurpose.Service, cancellationToken);
        data.Announce(node.Address, socket);
        run.Started.SetResult(node);
        if (await Task.WhenAny(node.Stopping, run.Next.Task) == run.Next.Task)
        {
            return await run.Next.Task;
        }

        if (!run.Next.TrySetCanceled(CancellationToken.None))
        {
            (await run.Next.Task).Started.SetCanceled(CancellationToken.None); // The decided restore is applied at the next start.
        }

        return null;
    }

    private Task<bool> ExecuteAsync(ControlRequest request, Action<string> show, CancellationToken cancellationToken) => request.Command switch
    {
        BackupCommand.Name => BackupCommand.RunAsync(data, request.File, time, show, cancellationToken),
        RestoreCommand.Name => RestoreCommand.RunAsync(data, request.File, time, RestartAsync, show, cancellationToken),
        ImportCommand.Name => ImportAsync(request.File, show, cancellationToken),
        RecoverCommand.Name => RecoverAsync(show, cancellationToken),
        _ => Task.FromException<bool>(new IOException($"This node knows no command '{request.Command}'.")),
    };

    private async Task<bool> ImportAsync(string file, Action<string> show, CancellationToken cancellationToken) =>
        await ImportCommand.RunAsync(await _run.Started.Task.WaitAsync(cancellationToken), file, show, cancellationToken);

    private async Task<bool> RecoverAsync(Action<string> show, CancellationToken cancellationToken) =>
        await RecoverCommand.RunAsync(await _run.Started.Task.WaitAsync(cancellationToken), show, cancellationToken);

    /// <summary>Lets the running node end, and waits for the next. Commands come one at a time, so nobody else asks meanwhile.</summary>
    private async Task RestartAsync()
    {
        var next = new Run();
        await _run.Started.Task;
        if (!_run.Next.TrySetResult(next))
        {
            throw new OperationCanceledException("The node is stopping; the data are restored when it starts again.");
        }

        _run = next;
        await next.Started.Task;
    }

    /// <summary>One run of the node, and the one that is to follow it.</summary>
    private sealed class Run
    {
        public TaskCompletionSource<INode> Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource<Run> Next { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
