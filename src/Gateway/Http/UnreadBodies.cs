using System.Buffers;
using Classroom.Gateway.Gateways;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Classroom.Gateway.Http;

/// <summary>Takes in what a client still sends after it was refused, so that it gets to read why.</summary>
/// <remarks>
/// Most clients send all of a body before they read the answer. If the connection closes meanwhile, what they are told is that it
/// broke, and they try the same again. Goes first: the answer is complete before anything is taken in.
/// </remarks>
internal sealed class UnreadBodies(RequestDelegate next, IOptions<GatewayOptions> options, TimeProvider time)
{
    private const int BufferBytes = 64 * 1024;

    public async Task InvokeAsync(HttpContext context)
    {
        var body = context.Request.Body;
        BoundChunked(context);
        await next(context);
        if (context.Response.StatusCode >= StatusCodes.Status400BadRequest
            && HttpProtocol.IsHttp11(context.Request.Protocol)
            && context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true)
        {
            await context.Response.CompleteAsync();
            await TakeInAsync(context, body);
        }
    }

    private static void BoundChunked(HttpContext context)
    {
        if (context.Request.Headers.TransferEncoding.Count > 0
            && HttpProtocol.IsHttp11(context.Request.Protocol)
            && context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } kestrels)
        {
            var bounded = new ChunkedBody(context.Request.Body, kestrels.MaxRequestBodySize);
            kestrels.MaxRequestBodySize = null; // Bounded by ours, and below.
            context.Features.Set<IHttpMaxRequestBodySizeFeature>(bounded);
            context.Request.Body = bounded;
        }
    }

    private async Task TakeInAsync(HttpContext context, Stream body)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null; // Bounded below.
        }

        using var enough = new CancellationTokenSource(options.Value.RefusedWithin, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(enough.Token, context.RequestAborted);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            int read;
            for (var left = options.Value.RefusedBytesMax; left > 0 && (read = await body.ReadAsync(buffer, either.Token)) > 0;)
            {
                left -= read;
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // Gone, or over a size that was said beforehand: all that could be done was done.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
