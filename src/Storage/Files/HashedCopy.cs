using System.Buffers;
using System.Security.Cryptography;

namespace Classroom.Storage.Files;

/// <summary>Copies a stream, and says of the bytes that were written how many they are and what their hash is.</summary>
internal static class HashedCopy
{
    private const int BufferBytes = 128 * 1024;

    /// <summary>Copies from where both streams stand to the end of the source.</summary>
    /// <param name="source">Read to its end, without buffering it whole.</param>
    /// <param name="target">Written, and not flushed.</param>
    /// <param name="lengthMax">Most bytes to copy.</param>
    /// <param name="cancellationToken">Gives up in the middle.</param>
    /// <returns>Length in bytes and SHA-256 in lower-case hex; null if there is more to read: then a part of it was written.</returns>
    public static async Task<(long Length, string Sha256)?> CopyAsync(Stream source, Stream target, long lengthMax, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            var length = 0L;
            int read;
            while ((read = await source.ReadAsync(buffer, cancellationToken)) > 0)
            {
                length += read;
                if (length > lengthMax)
                {
                    return null;
                }

                hash.AppendData(buffer, 0, read);
                await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }

            return (length, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
