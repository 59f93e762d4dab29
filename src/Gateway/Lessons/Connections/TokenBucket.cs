namespace Classroom.Gateway.Lessons.Connections;

/// <summary>Lets so many through per second, and so many at once after a pause. Not thread-safe.</summary>
internal sealed class TokenBucket(int perSecond, int burst, TimeProvider time)
{
    private double _tokens = burst;
    private long _filledAt = time.GetTimestamp();

    /// <summary>Whether nothing has been taken for so long that a new one would not differ.</summary>
    public bool IsFull
    {
        get
        {
            Fill();
            return _tokens >= burst;
        }
    }

    /// <summary>Takes one; or says how long until there is one.</summary>
    public bool TryTake(out TimeSpan wait)
    {
        Fill();
        if (_tokens >= 1)
        {
            _tokens--;
            wait = default;
            return true;
        }

        wait = TimeSpan.FromSeconds((1 - _tokens) / perSecond);
        return false;
    }

    private void Fill()
    {
        var now = time.GetTimestamp();
        _tokens = Math.Min(burst, _tokens + (time.GetElapsedTime(_filledAt, now).TotalSeconds * perSecond));
        _filledAt = now;
    }
}
