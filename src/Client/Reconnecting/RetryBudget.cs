namespace Classroom.Client.Reconnecting;

/// <summary>Keeps retries to a tenth of what succeeds: a retry spends one, a success earns a tenth.</summary>
/// <remarks>
/// A client that has spent its budget does not give up; it waits the longest wait before each retry, so that a system that
/// fails for long sees little of its clients, whatever they do. Not thread-safe.
/// </remarks>
internal sealed class RetryBudget
{
    /// <summary>What a new client may spend, and the most that can be saved.</summary>
    public const int Max = 20;

    private const int SuccessesPerRetry = 10;

    private int _tenths = Max * SuccessesPerRetry;

    /// <summary>Something was tried and succeeded.</summary>
    public void Earn() => _tenths = Math.Min(_tenths + 1, Max * SuccessesPerRetry);

    /// <summary>Spends a retry, or says that none is left.</summary>
    public bool TrySpend()
    {
        if (_tenths < SuccessesPerRetry)
        {
            return false;
        }

        _tenths -= SuccessesPerRetry;
        return true;
    }
}
