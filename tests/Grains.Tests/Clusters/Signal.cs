namespace Classroom.Grains.Tests.Clusters;

/// <summary>Wakes those who wait for a condition whenever what it looks at may have changed: no test sleeps.</summary>
internal sealed class Signal
{
    private TaskCompletionSource _next = New();

    public void Raise() => Interlocked.Exchange(ref _next, New()).TrySetResult();

    public Task WaitAsync(Func<bool> condition) => WaitAsync(() => Task.FromResult(condition()));

    public async Task WaitAsync(Func<Task<bool>> condition)
    {
        var stop = TestContext.Current.CancellationToken;
        while (true)
        {
            var next = Volatile.Read(ref _next).Task; // Before the look: what comes during it is not missed.
            if (await condition())
            {
                return;
            }

            await next.WaitAsync(TimeSpan.FromSeconds(30), stop);
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
