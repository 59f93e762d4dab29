using System.IO.Compression;
using Classroom.Storage.Files;

namespace Classroom.Storage.Backup;

/// <summary>Writes all that a data folder keeps to one file, also while a node writes to it.</summary>
internal static class BackupArchive
{
    /// <summary>Writes the backup; the file is there whole and durable on return, or is what it was before.</summary>
    /// <remarks>
    /// The copy is of one moment: both databases are pinned at once, plans before logs, since a plan follows its log. Files
    /// are copied after the databases that name them, and are never changed or removed.
    /// </remarks>
    /// <param name="folder">Held by the caller's process.</param>
    /// <param name="file">Replaced if it exists.</param>
    /// <param name="time">Says when.</param>
    /// <param name="cancellationToken">Gives up and leaves nothing behind.</param>
    /// <exception cref="InvalidDataException">A database is damaged; there is no backup of it.</exception>
    public static async Task<BackupManifest> WriteAsync(DataFolder folder, string file, TimeProvider time, CancellationToken cancellationToken = default)
    {
        file = Path.GetFullPath(file);
        var temporary = folder.CreateTemporary();
        var unfinished = $"{file}.{Path.GetFileName(temporary)}";
        try
        {
            var createdAt = time.GetUtcNow();
            var (school, lessons) = (Path.Combine(temporary, BackupFile.School), Path.Combine(temporary, BackupFile.Lessons));
            await Task.Run(() => SqliteCopy.Write([(folder.SchoolDatabase, school), (folder.LessonsDatabase, lessons)], cancellationToken), cancellationToken);
            var manifest = await ZipAsync(unfinished, [(BackupFile.School, school), (BackupFile.Lessons, lessons), .. Blobs(folder)], createdAt, cancellationToken);
            File.Move(unfinished, file, overwrite: true);
            FolderFlush.Flush(Path.GetDirectoryName(file)!);
            return manifest;
        }
        finally
        {
            File.Delete(unfinished);
            Directory.Delete(temporary, recursive: true);
        }
    }

    private static IEnumerable<(string Name, string Path)> Blobs(DataFolder folder) =>
        !Directory.Exists(folder.Blobs) ? [] :
        from path in Directory.EnumerateFiles(folder.Blobs, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        let parts = Path.GetRelativePath(folder.Blobs, path).Split(Path.DirectorySeparatorChar)
        where parts.Length == 3 && BlobHash.IsHash(parts[2]) // Not what is still being written.
        select (BackupFile.Blob(parts[0], parts[2]), path);

    private static async Task<BackupManifest> ZipAsync(string path, IEnumerable<(string Name, string Path)> sources, DateTimeOffset createdAt, CancellationToken cancellationToken)
    {
        await using var stream = CreatePrivate(path);
        var files = new List<BackupFile>();
        await using (var zip = await ZipArchive.CreateAsync(stream, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken))
        {
            foreach (var source in sources)
            {
                files.Add(await AddAsync(zip, source.Name, source.Path, cancellationToken));
            }

            await using var manifest = await zip.CreateEntry(BackupManifest.EntryName).OpenAsync(cancellationToken);
            await manifest.WriteAsync(BackupManifest.Of(createdAt, files).Encode(), cancellationToken);
        }

        stream.Flush(flushToDisk: true);
        return BackupManifest.Of(createdAt, files);
    }

    private static FileStream CreatePrivate(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new(path, options);
    }

    private static async Task<BackupFile> AddAsync(ZipArchive zip, string name, string path, CancellationToken cancellationToken)
    {
        await using var source = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, useAsync: true);
        await using var target = await zip.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(cancellationToken);
        var (length, sha256) = (await HashedCopy.CopyAsync(source, target, long.MaxValue, cancellationToken))!.Value;
        return new(name, length, sha256);
    }
}
