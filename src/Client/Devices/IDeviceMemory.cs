using Classroom.Contracts.Ids;

namespace Classroom.Client.Devices;

/// <summary>What an installation of a client remembers between its runs: who it is, and how far its command counters are used up.</summary>
/// <remarks>
/// A command is named by participant, device and counter. A counter used twice would be answered with the answer of the
/// earlier command and be done by nobody, so a memory that forgets its counters must forget its device too.
/// </remarks>
public interface IDeviceMemory
{
    /// <summary>Which installation this is; the same as long as the memory lasts.</summary>
    DeviceId Device { get; }

    /// <summary>Sets counters aside that nobody gets again, not even after a crash: on return that is durable, as far as this memory is.</summary>
    /// <param name="above">The counters must be larger than this.</param>
    /// <param name="count">How many, at least 1.</param>
    /// <returns>The first of <paramref name="count"/> counters in a row.</returns>
    long Reserve(long above, int count);
}
