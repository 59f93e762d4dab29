using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Classroom.Gateway.Gateways;

/// <summary>Where this gateway stands and how it stops. Section <c>Gateway</c>; checked at startup.</summary>
internal sealed class GatewayOptions
{
    /// <summary>Where clients open their sockets, as they see it: scheme, host and port, <c>wss://g1.example.org</c>. Default: none; then clients use the address they joined at, and there is no other gateway.</summary>
    public Uri? PublicAddress { get; set; }

    /// <summary>Further origins whose pages may open sockets here: those of the pages that other gateways serve. Default: none.</summary>
    public string[] Origins { get; set; } = [];

    /// <summary>How long stopping may take, from closing connections to the last write. Default: 15 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>What is taken in of a body after its request was refused, in bytes, so that its sender gets to read the answer. Default: 128 MiB.</summary>
    [Range(0, 4L * 1024 * 1024 * 1024)]
    public long RefusedBytesMax { get; set; } = 128 * 1024 * 1024;

    /// <summary>How long that may take. Default: 30 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan RefusedWithin { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>What one socket may be sent before the other end takes it, in bytes: the kernel keeps up to twice as much memory, and no more, for a client that does not read. Default: 128 KiB.</summary>
    [Range(16 * 1024, 4 * 1024 * 1024)]
    public int SendBufferBytes { get; set; } = 128 * 1024;

    /// <summary>Folder of the built web page. Default: none; then there is no page.</summary>
    public string? WebFolder { get; set; }
}

[OptionsValidator]
internal sealed partial class GatewayOptionsValidator : IValidateOptions<GatewayOptions>;
