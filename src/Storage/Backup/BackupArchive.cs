using System.IO.Compression;
using Classroom.Contracts.Ids;
using Classroom.Storage.Files;

namespace Classroom.Storage.Backup;

/// <summary>Writes all that a data folder keeps to one file, also while a node writes to it.</summary>
internal static class BackupArchive
{
    private const string UnfinishedSuffix = ".unfinished-";

    /// <summary>Writes the backup; the file is there whole and durable on return, or is what it was before.</summary>
    /// <remarks>
    /// It grows beside its place, under a name of its own. What is left there of a process that was killed goes with the next backup to this file.
    /// The copy is of one moment: both databases are pinned at once, plans before logs, since a plan follows its log. Files
    /// are copied after the databases that name them, and are never changed or removed.
    /// </remarks>
    /// <param name="folder">Held by the caller's process.</param>
    /// <param name="file">Replaced if it exists, and is a backup.</param>
    /// <param name="time">Says when.</param>
    /// <param name="cancellationToken">Gives up and leaves nothing behind.</param>
    /// <exception cref="InvalidDataException">A database is damaged; there is no backup of it.</exception>
    /// <exception cref="BackupTargetException">The file cannot be written there. Nothing was copied.</exception>
    public static async Task<BackupManifest> WriteAsync(DataFolder folder, string file, TimeProvider time, CancellationToken cancellationToken = default)
    {
        file = Path.GetFullPath(file);
        var unfinished = file + UnfinishedSuffix + OpaqueId.New();
        try
        {
            BackupManifest manifest;
            await using (var target = Create(folder, file, unfinished)) // First: whoever cannot write there need not copy everything to find out.
            {
                manifest = await CopyAsync(folder, target, time.GetUtcNow(), cancellationToken);
            }

            File.Move(unfinished, file, overwrite: true);
            FolderFlush.Flush(Path.GetDirectoryName(file)!);
            return manifest;
        }
        catch
        {
            if (File.Exists(unfinished))
            {
                File.Delete(unfinished);
            }

            throw;
        }
    }

    private static async Task<BackupManifest> CopyAsync(DataFolder folder, FileStream target, DateTimeOffset createdAt, CancellationToken cancellationToken)
    {
        var temporary = folder.CreateTemporary();
        try
        {
            var (school, lessons) = (Path.Combine(temporary, BackupFile.School), Path.Combine(temporary, BackupFile.Lessons));
            await Task.Run(() => SqliteCopy.Write([(folder.SchoolDatabase, school), (folder.LessonsDatabase, lessons)], cancellationToken), cancellationToken);
            return await ZipAsync(target, [(BackupFile.School, school), (BackupFile.Lessons, lessons), .. Blobs(folder)], createdAt, cancellationToken);
        }
        finally
        {
            Directory.Delete(temporary, recursive: true);
        }
    }

    private static FileStream Create(DataFolder data, string file, string unfinished)
    {
        if (Directory.Exists(file))
        {
            throw new BackupTargetException(file, "it is a folder");
        }

        if (Path.GetDirectoryName(file) is not { } folder || !Directory.Exists(folder))
        {
            throw new BackupTargetException(file, "there is no such folder");
        }

        try
        {
            RequireFree(data, file);
            foreach (var left in Directory.EnumerateFiles(folder, Path.GetFileName(file) + UnfinishedSuffix + "*"))
            {
                DeleteUnheld(left);
            }

            return CreatePrivate(unfinished);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new BackupTargetException(file, "access is denied", exception);
        }
        catch (IOException exception) when (exception is not BackupTargetException)
        {
            throw new BackupTargetException(file, "the system takes no file there", exception);
        }
    }

    /// <summary>The name may be a slip: nothing is replaced but what was made to be.</summary>
    private static void RequireFree(DataFolder data, string file)
    {
        // Asked first: to look into a database as a file takes away the locks that SQLite holds on it.
        if (RealPath.IsIn(data.Path, file))
        {
            throw new BackupTargetException(file, "it is in the data folder, which a backup is kept apart from");
        }

        if (File.Exists(file) && !BackupManifest.IsIn(file))
        {
            throw new BackupTargetException(file, "a file is there that is no backup of Classroom; remove it, or name another");
        }
    }

    /// <summary>Deletes what a killed process left, and not what another one is writing: that one holds it.</summary>
    private static void DeleteUnheld(string path)
    {
        try
        {
            using var unheld = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            File.Delete(path);
        }
        catch (IOException)
        {
            // Another backup to the same file is under way.
        }
    }

    private static IEnumerable<(string Name, string Path)> Blobs(DataFolder folder) =>
        !Directory.Exists(folder.Blobs) ? [] :
        from path in Directory.EnumerateFiles(folder.Blobs, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        let parts = Path.GetRelativePath(folder.Blobs, path).Split(Path.DirectorySeparatorChar)
        where parts.Length == 3 && BlobHash.IsHash(parts[2]) // Not what is still being written.
        select (BackupFile.Blob(parts[0], parts[2]), path);

    private static async Task<BackupManifest> ZipAsync(FileStream stream, IEnumerable<(string Name, string Path)> sources, DateTimeOffset createdAt, CancellationToken cancellationToken)
    {
        var files = new List<BackupFile>();
        await using (var zip = await ZipArchive.CreateAsync(stream, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken))
        {
            foreach (var source in sources)
            {
                if (await AddAsync(zip, source.Name, source.Path, cancellationToken) is { } added)
                {
                    files.Add(added);
                }
            }

            await using var manifest = await zip.CreateEntry(BackupManifest.EntryName).OpenAsync(cancellationToken);
            await manifest.WriteAsync(BackupManifest.Of(createdAt, files).Encode(), cancellationToken);
        }

        stream.Flush(flushToDisk: true);
        return BackupManifest.Of(createdAt, files);
    }

    private static FileStream CreatePrivate(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new(path, options);
    }

    private static async Task<BackupFile?> AddAsync(ZipArchive zip, string name, string path, CancellationToken cancellationToken)
    {
        if (name != BackupFile.School && name != BackupFile.Lessons && !File.Exists(path))
        {
            return null; // An upload that no lesson uses, removed since it was listed.
        }

        await using var source = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, useAsync: true);
        await using var target = await zip.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(cancellationToken);
        var (length, sha256) = (await HashedCopy.CopyAsync(source, target, long.MaxValue, cancellationToken))!.Value;
        return new(name, length, sha256);
    }
}

/// <summary>A backup cannot be written where it was to go. Nothing was copied, and what was there is as it was.</summary>
internal sealed class BackupTargetException(string file, string reason, Exception? innerException = null)
    : IOException($"The backup cannot be written to {file}: {reason}.", innerException);
