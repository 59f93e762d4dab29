using Classroom.Contracts.Ids;

namespace Classroom.Ports.Files;

/// <summary>Keeps files of a school by the hash of their content. Held to tests/Storage.Tests/BlobStoreSpec.</summary>
public interface IBlobStore
{
    /// <summary>Stores the bytes; durable on return. Storing the same bytes again changes nothing.</summary>
    /// <param name="school">Owner: the same bytes in another school are another file.</param>
    /// <param name="content">Read once, to its end, without buffering it whole.</param>
    /// <param name="bytesMax">Largest accepted length, in bytes.</param>
    /// <exception cref="BlobTooLargeException">The content is longer; nothing is kept of it.</exception>
    Task<StoredBlob> PutAsync(SchoolId school, Stream content, long bytesMax, CancellationToken cancellationToken = default);

    /// <summary>Opens a stored file for seeking reads, or null if the school has none of that hash.</summary>
    Task<Stream?> OpenAsync(SchoolId school, string hash, CancellationToken cancellationToken = default);

    /// <summary>Removes a file, if the school has one of that hash; who reads it just now reads it to its end.</summary>
    Task RemoveAsync(SchoolId school, string hash, CancellationToken cancellationToken = default);
}

/// <summary>What was stored.</summary>
/// <param name="Hash">SHA-256 in lower-case hex.</param>
/// <param name="Length">Length in bytes.</param>
public sealed record StoredBlob(string Hash, long Length);

/// <summary>The content is longer than its limit.</summary>
public sealed class BlobTooLargeException(long bytesMax) : Exception($"The file is longer than {bytesMax} bytes.")
{
    /// <summary>The limit, in bytes.</summary>
    public long BytesMax { get; } = bytesMax;
}
