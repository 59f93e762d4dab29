namespace Classroom.Grains.Lessons;

/// <summary>Does something at once if it was not done lately, else as soon as it may be done again, once for all who asked.</summary>
/// <param name="every">Shortest time between two times.</param>
/// <param name="act">What is done.</param>
/// <param name="fireIn">Arranges for <see cref="Fire"/> to be called once, after a time.</param>
internal sealed class Pace(TimeSpan every, TimeProvider time, Action act, Action<TimeSpan> fireIn)
{
    private long? _lastAt;
    private bool _isArmed;

    public void Ask()
    {
        if (_isArmed)
        {
            return;
        }

        var since = _lastAt is { } at ? time.GetElapsedTime(at) : every;
        if (since >= every)
        {
            Fire();
        }
        else
        {
            _isArmed = true;
            fireIn(every - since);
        }
    }

    public void Fire()
    {
        _isArmed = false;
        _lastAt = time.GetTimestamp();
        act();
    }
}
