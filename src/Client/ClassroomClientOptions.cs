using Classroom.Client.Devices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Classroom.Client;

/// <summary>What a client can be told beside whom it is for. The defaults fit an app with one person at it.</summary>
public sealed class ClassroomClientOptions
{
    /// <summary>Which installation this is. Default: one that is forgotten with the process; an app keeps a <see cref="FileDeviceMemory"/>.</summary>
    public IDeviceMemory Device { get; init; } = new InMemoryDeviceMemory();

    /// <summary>Commands of a lesson that wait for their answer at once; one more is refused with <see cref="Lessons.OutboxFullException"/>. Default: 256.</summary>
    public int CommandsMax { get; init; } = 256;

    /// <summary>Commands of a lesson sent and not answered at once; the server queues 32 of a connection. Default: 16.</summary>
    public int CommandsInFlightMax { get; init; } = 16;

    /// <summary>Updates kept for a slow reader; one more, and it gets the whole view instead of them. Default: 1,024.</summary>
    public int UpdatesMax { get; init; } = 1_024;

    /// <summary>Signals kept for a slow reader; one more, and the oldest is dropped. Default: 64.</summary>
    public int SignalsMax { get; init; } = 64;

    /// <summary>How long to wait for a socket, and then for the welcome. Default: 10 seconds.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Carries requests and sockets: proxies, certificates and so on are set there. Not disposed. Default: one of the client's own.</summary>
    public SocketsHttpHandler? Handler { get; init; }

    /// <summary>The clock of waits and timers. Default: the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Makes the jitter of waits reproducible. Default: none, so that no two clients wait alike.</summary>
    public int? Seed { get; init; }

    /// <summary>Where connections log, at debug level, and handlers that throw, as errors. Default: nowhere.</summary>
    public ILoggerFactory Logging { get; init; } = NullLoggerFactory.Instance;
}
