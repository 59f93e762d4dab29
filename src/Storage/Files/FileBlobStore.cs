using Classroom.Contracts.Ids;
using Classroom.Ports.Files;

namespace Classroom.Storage.Files;

/// <summary>Keeps files in a folder: <c>school/ab/abcdef…</c>, spread by the first two digits of their hash.</summary>
/// <remarks>
/// A file is written aside, flushed, then renamed, and its folder flushed: it is there whole, or not at all, whatever
/// breaks. What was being written when the process died is cleared when the store opens; one process uses a folder.
/// </remarks>
internal sealed class FileBlobStore : IBlobStore
{
    private const int BufferBytes = 128 * 1024;
    private readonly string _root;
    private readonly string _unfinished;

    public FileBlobStore(string root)
    {
        _root = Path.GetFullPath(root);
        _unfinished = Path.Combine(_root, ".unfinished");
        Directory.CreateDirectory(_unfinished);
        foreach (var left in Directory.EnumerateFiles(_unfinished))
        {
            File.Delete(left);
        }
    }

    public async Task<StoredBlob> PutAsync(SchoolId school, Stream content, long bytesMax, CancellationToken cancellationToken = default)
    {
        var unfinished = Path.Combine(_unfinished, OpaqueId.New());
        try
        {
            var stored = await WriteAsync(unfinished, content, bytesMax, cancellationToken);
            var path = PathOf(school, stored.Hash);
            var folder = Path.GetDirectoryName(path)!;
            Directory.CreateDirectory(folder);
            File.Move(unfinished, path, overwrite: true); // The same hash is the same bytes: whoever comes second changes nothing.
            FolderFlush.Flush(folder);
            FolderFlush.Flush(Path.GetDirectoryName(folder)!); // Also when another call made the folders: it may not have come to this yet.
            FolderFlush.Flush(_root);
            return stored;
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    public Task<Stream?> OpenAsync(SchoolId school, string hash, CancellationToken cancellationToken = default)
    {
        if (!BlobHash.IsHash(hash) || !File.Exists(PathOf(school, hash)))
        {
            return Task.FromResult<Stream?>(null);
        }

        return Task.FromResult<Stream?>(new FileStream(PathOf(school, hash), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferBytes, useAsync: true));
    }

    public Task RemoveAsync(SchoolId school, string hash, CancellationToken cancellationToken = default)
    {
        if (BlobHash.IsHash(hash) && File.Exists(PathOf(school, hash)))
        {
            File.Delete(PathOf(school, hash));
        }

        return Task.CompletedTask;
    }

    private static async Task<StoredBlob> WriteAsync(string path, Stream content, long bytesMax, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true);
        var (length, hash) = await HashedCopy.CopyAsync(content, file, bytesMax, cancellationToken) ?? throw new BlobTooLargeException(bytesMax);
        file.Flush(flushToDisk: true);
        return new(hash, length);
    }

    private string PathOf(SchoolId school, string hash) => Path.Combine(_root, school.ToString(), hash[..2], hash);
}
