using System.Collections.Concurrent;
using System.Security.Cryptography;
using Classroom.Contracts.Ids;
using Classroom.Ports.Files;

namespace Classroom.Storage.InMemory.Files;

/// <summary>Files in memory, for tests.</summary>
internal sealed class InMemoryBlobStore : IBlobStore
{
    private readonly ConcurrentDictionary<(SchoolId, string), byte[]> _blobs = new();

    public async Task<StoredBlob> PutAsync(SchoolId school, Stream content, long bytesMax, CancellationToken cancellationToken = default)
    {
        using var copy = new MemoryStream();
        var buffer = new byte[4096];
        int read;
        while ((read = await content.ReadAsync(buffer, cancellationToken)) > 0)
        {
            copy.Write(buffer, 0, read);
            if (copy.Length > bytesMax)
            {
                throw new BlobTooLargeException(bytesMax);
            }
        }

        var bytes = copy.ToArray();
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        _blobs[(school, hash)] = bytes;
        return new(hash, bytes.Length);
    }

    public Task<Stream?> OpenAsync(SchoolId school, string hash, CancellationToken cancellationToken = default) =>
        Task.FromResult<Stream?>(_blobs.TryGetValue((school, hash), out var bytes) ? new MemoryStream(bytes, writable: false) : null);

    public Task RemoveAsync(SchoolId school, string hash, CancellationToken cancellationToken = default)
    {
        _blobs.TryRemove((school, hash), out _);
        return Task.CompletedTask;
    }
}
