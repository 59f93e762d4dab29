using Microsoft.AspNetCore.Http.Features;

namespace Classroom.Gateway.Http;

/// <summary>A body that does not say its length, and the limit that it is held to.</summary>
/// <remarks>
/// When such a body is over Kestrel's own limit, Kestrel gives it up for good, and what is still sent could not be taken in: see
/// <see cref="UnreadBodies"/>. So Kestrel's is lifted, and this one, which is set and asked in the same way, takes its place.
/// </remarks>
internal sealed class ChunkedBody(Stream body, long? bytesMax) : ForwardStream, IHttpMaxRequestBodySizeFeature
{
    private long? _bytesMax = bytesMax;
    private long _bytesRead;

    /// <summary>Whether reading began: the limit stays then.</summary>
    public bool IsReadOnly { get; private set; }

    public long? MaxRequestBodySize
    {
        get => _bytesMax;
        set => _bytesMax = !IsReadOnly ? value : throw new InvalidOperationException("The body is being read.");
    }

    /// <exception cref="BadHttpRequestException">With status 413: the body is over its limit.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        IsReadOnly = true;
        var read = await body.ReadAsync(buffer, cancellationToken);
        _bytesRead += read;
        return _bytesRead <= (_bytesMax ?? long.MaxValue) ? read : throw new BadHttpRequestException("The body is over its limit.", StatusCodes.Status413PayloadTooLarge);
    }
}
