namespace Classroom.Gateway.Lessons.Following;

/// <summary>Turns of resumes at reading the log: so many at once, so many that wait.</summary>
internal sealed class ResumeTurns(int atOnceMax, int waitingMax) : IDisposable
{
    private readonly SemaphoreSlim _turns = new(atOnceMax);
    private int _waiting;

    /// <summary>Waits for a turn, which ends by <see cref="Leave"/>; false if as many wait already as may.</summary>
    public async Task<bool> TryEnterAsync(CancellationToken cancellationToken)
    {
        if (_turns.Wait(0, CancellationToken.None))
        {
            return true;
        }

        try
        {
            if (Interlocked.Increment(ref _waiting) > waitingMax)
            {
                return false;
            }

            await _turns.WaitAsync(cancellationToken);
            return true;
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    public void Leave() => _turns.Release();

    public void Dispose() => _turns.Dispose();
}
