using Classroom.Contracts.Hub;

namespace Classroom.Gateway.Lessons.Connections;

/// <summary>Commands of one connection: bounded, sent to the lesson one after another, in order.</summary>
/// <remarks>Costs nothing while idle. Goes on when the connection is gone: a sender who leaves must not leave commands half-sent.</remarks>
internal sealed class CommandQueue(int waitingMax, Func<SendCommand, Task> execute)
{
    private readonly Queue<SendCommand> _waiting = new();
    private readonly Lock _lock = new();
    private TaskCompletionSource? _idle;
    private bool _isRunning;

    /// <summary>Takes a command, unless as many wait as may.</summary>
    public bool TryAdd(SendCommand command)
    {
        lock (_lock)
        {
            if (_waiting.Count >= waitingMax)
            {
                return false;
            }

            _waiting.Enqueue(command);
            if (_isRunning)
            {
                return true;
            }

            _isRunning = true;
        }

        _ = RunAsync();
        return true;
    }

    /// <summary>Completes once nothing waits.</summary>
    public Task IdleAsync()
    {
        lock (_lock)
        {
            return _isRunning ? (_idle ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task : Task.CompletedTask;
        }
    }

    private async Task RunAsync()
    {
        await Task.Yield(); // The caller is the connection's reader: it must not wait for the lesson.
        while (true)
        {
            SendCommand command;
            lock (_lock)
            {
                command = _waiting.Peek();
            }

            await execute(command);
            lock (_lock)
            {
                _waiting.Dequeue(); // It counted as waiting until it was answered.
                if (_waiting.Count == 0)
                {
                    _isRunning = false;
                    _idle?.TrySetResult();
                    _idle = null;
                    return;
                }
            }
        }
    }
}
