using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Classroom.Grains.Fanout;

/// <summary>How lessons push to gateways. Section <c>Fanout</c>; checked at startup.</summary>
internal sealed class FanoutOptions
{
    /// <summary>Latest entries a lesson keeps in memory, from which a gateway goes on after a break. Default: 1,000.</summary>
    [Range(1, 100_000)]
    public int RingEntriesMax { get; set; } = 1_000;

    /// <summary>Bytes of the latest entries a lesson keeps in memory. Default: 1 MiB.</summary>
    [Range(16 * 1024, 64 * 1024 * 1024)]
    public int RingBytesMax { get; set; } = 1024 * 1024;

    /// <summary>Bytes in one push, unless one entry alone is larger. Default: 256 KiB.</summary>
    [Range(1024, 16 * 1024 * 1024)]
    public int PushBytesMax { get; set; } = 256 * 1024;

    /// <summary>Gateways that can follow one lesson. Default: 64.</summary>
    [Range(1, 1_000)]
    public int GatewaysMax { get; set; } = 64;

    /// <summary>Signals of one lesson that wait for the next relay; those above are dropped. Default: 1,000.</summary>
    [Range(1, 100_000)]
    public int SignalsMax { get; set; } = 1_000;

    /// <summary>How often signals are relayed at most: of each kind and person the latest. Default: 50 milliseconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:05")]
    public TimeSpan RelayEvery { get; set; } = TimeSpan.FromMilliseconds(50);
}

[OptionsValidator]
internal sealed partial class FanoutOptionsValidator : IValidateOptions<FanoutOptions>;
