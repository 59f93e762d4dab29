using System.Diagnostics.CodeAnalysis;

namespace Classroom.Gateway.Identity.Limits;

/// <summary>Remembers the most recently used of at most <c>countMax</c> entries; forgets the others, half at a time.</summary>
/// <remarks>Two generations: using an entry moves it to the young one; a full young one replaces the old. Constant time, no timers.</remarks>
internal sealed class BoundedCache<TKey, TValue>(int countMax)
    where TKey : notnull
{
    private readonly int _generationMax = Math.Max(1, countMax / 2);
    private readonly Lock _lock = new();
    private Dictionary<TKey, TValue> _young = [];
    private Dictionary<TKey, TValue> _old = [];

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        lock (_lock)
        {
            if (_young.TryGetValue(key, out value))
            {
                return true;
            }

            if (_old.Remove(key, out value))
            {
                Put(key, value);
                return true;
            }

            return false;
        }
    }

    public void Set(TKey key, TValue value)
    {
        lock (_lock)
        {
            _old.Remove(key);
            Put(key, value);
        }
    }

    /// <summary>Replaces the value by a function of what is there (default if nothing), in one step.</summary>
    public TValue Update(TKey key, Func<TValue?, TValue> change)
    {
        lock (_lock)
        {
            var value = change(_young.TryGetValue(key, out var known) || _old.Remove(key, out known) ? known : default);
            Put(key, value);
            return value;
        }
    }

    public void Remove(TKey key)
    {
        lock (_lock)
        {
            _young.Remove(key);
            _old.Remove(key);
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            (_young, _old) = ([], []);
        }
    }

    private void Put(TKey key, TValue value)
    {
        if (_young.Count >= _generationMax && !_young.ContainsKey(key))
        {
            (_old, _young) = (_young, []);
        }

        _young[key] = value;
    }
}
