namespace Classroom.Testing.Lessons;

/// <summary>A place where calls hang until they are released, at the latest by its disposal: so that a test that fails does not hang.</summary>
public sealed class LogBarrier : IDisposable
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the first call hangs here.</summary>
    public Task Reached => _reached.Task;

    /// <summary>Lets pass what hangs here, and all that comes later.</summary>
    public void Release() => _released.TrySetResult();

    public void Dispose() => Release();

    internal Task PassAsync(CancellationToken cancellationToken)
    {
        _reached.TrySetResult();
        return _released.Task.WaitAsync(cancellationToken);
    }
}
