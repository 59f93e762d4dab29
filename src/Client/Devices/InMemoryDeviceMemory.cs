using Classroom.Contracts.Ids;

namespace Classroom.Client.Devices;

/// <summary>A device that lives as long as this object: a new one, with counters from 1, at every start.</summary>
public sealed class InMemoryDeviceMemory : IDeviceMemory
{
    private readonly Lock _lock = new();
    private long _highest;

    /// <inheritdoc />
    public DeviceId Device { get; } = NewDevice();

    /// <inheritdoc />
    public long Reserve(long above, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        lock (_lock)
        {
            var first = Math.Max(above, _highest) + 1;
            _highest = first + count - 1;
            return first;
        }
    }

    /// <summary>A device nobody has been: 80 random bits.</summary>
    internal static DeviceId NewDevice() => DeviceId.Parse(OpaqueId.New(16));
}
