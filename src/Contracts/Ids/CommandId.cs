using Orleans;

namespace Classroom.Contracts.Ids;

/// <summary>Names one command for ever: who sent it, from which device, and that device's counter.</summary>
/// <param name="Participant">Who; stamped by the gateway.</param>
/// <param name="Device">From which device; stamped by the gateway from the connection's ticket.</param>
/// <param name="Counter">From 1, growing by the client with every new command of that device in that lesson; the same for every retry.</param>
[GenerateSerializer, Immutable, Alias("CommandId")]
public readonly record struct CommandId(ParticipantId Participant, DeviceId Device, long Counter)
{
    /// <summary>Highest counter: what a number of JSON holds exactly in every language, 2^53 - 1.</summary>
    public const long CounterMax = (1L << 53) - 1;

    /// <summary>Whether a client may count so.</summary>
    public static bool IsCounter(long counter) => counter is >= 1 and <= CounterMax;
}
