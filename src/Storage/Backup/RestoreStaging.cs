using System.IO.Compression;
using Classroom.Storage.Files;
using Classroom.Storage.Sqlite;
using Classroom.Storage.Sqlite.Lessons;

namespace Classroom.Storage.Backup;

/// <summary>Unpacks a backup beside what is kept, and makes sure that a node can start with it.</summary>
internal static class RestoreStaging
{
    /// <summary>Unpacks and checks; for <see cref="DataFolder.DecideRestore"/>. Nothing that is kept is touched.</summary>
    /// <param name="folder">Held by the caller's process; its node may run.</param>
    /// <param name="file">The backup.</param>
    /// <param name="time">Says when: lessons go on in epochs that no client has seen, see <see cref="RaiseEpochsAsync"/>.</param>
    /// <param name="cancellationToken">Gives up and leaves nothing behind.</param>
    /// <returns>The folder that holds it, and what the backup says of itself.</returns>
    /// <exception cref="BackupRefusedException">It is broken, not ours, or of a newer build. Nothing is left behind.</exception>
    public static async Task<(string Staged, BackupManifest Manifest)> StageAsync(DataFolder folder, string file, TimeProvider time, CancellationToken cancellationToken = default)
    {
        var staged = folder.CreateTemporary();
        var whole = false;
        try
        {
            var manifest = await UnpackAsync(file, staged, cancellationToken);
            await OpenOnceAsync(Path.Combine(staged, BackupFile.School), "School");
            await OpenOnceAsync(Path.Combine(staged, BackupFile.Lessons), "Lessons", database => RaiseEpochsAsync(database, time.GetUtcNow()));
            FlushFolders(staged);
            whole = true;
            return (staged, manifest);
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException)
        {
            throw new BackupRefusedException("it is damaged", exception);
        }
        finally
        {
            if (!whole)
            {
                Directory.Delete(staged, recursive: true);
            }
        }
    }

    /// <summary>Lets every lesson go on in an epoch that no client can have seen.</summary>
    /// <remarks>
    /// Clients resume by epoch and sequence. After a restore the same sequences are written anew, and if epochs were counted on
    /// from the backup, those of what is lost would come again. Seconds since 1970 grow faster than any lesson changes hands.
    /// </remarks>
    private static Task RaiseEpochsAsync(SqliteDatabase lessons, DateTimeOffset now) =>
        lessons.WriteAsync(session => { session.Execute("UPDATE lesson SET epoch = max(epoch + 1, $floor)", ("$floor", now.ToUnixTimeSeconds())); });

    private static async Task<BackupManifest> UnpackAsync(string file, string staged, CancellationToken cancellationToken)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 64 * 1024, useAsync: true);
        await using var zip = await ZipArchive.CreateAsync(stream, ZipArchiveMode.Read, leaveOpen: true, entryNameEncoding: null, cancellationToken);
        var manifest = await ReadManifestAsync(zip, cancellationToken);
        if (zip.Entries.Count != manifest.Files.Count + 1)
        {
            throw new BackupRefusedException("it holds other files than it says");
        }

        foreach (var expected in manifest.Files)
        {
            var entry = zip.GetEntry(expected.Name) ?? throw new BackupRefusedException($"'{expected.Name}' is missing");
            await UnpackAsync(entry, expected, Path.Combine(staged, expected.Name), cancellationToken);
        }

        return manifest;
    }

    private static async Task<BackupManifest> ReadManifestAsync(ZipArchive zip, CancellationToken cancellationToken)
    {
        if (zip.GetEntry(BackupManifest.EntryName) is not { Length: <= BackupManifest.BytesMax } entry)
        {
            throw new BackupRefusedException("it is not a backup of Classroom");
        }

        var bytes = new byte[entry.Length];
        await using var content = await entry.OpenAsync(cancellationToken);
        await content.ReadExactlyAsync(bytes, cancellationToken);
        return BackupManifest.Decode(bytes);
    }

    private static async Task UnpackAsync(ZipArchiveEntry entry, BackupFile expected, string path, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using var source = await entry.OpenAsync(cancellationToken);
        await using var target = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true);
        if (await HashedCopy.CopyAsync(source, target, expected.Length, cancellationToken) != (expected.Length, expected.Sha256))
        {
            throw new BackupRefusedException($"'{expected.Name}' is damaged");
        }

        target.Flush(flushToDisk: true);
    }

    /// <summary>Brings the schema up to date as the node will, and reads every page.</summary>
    private static async Task OpenOnceAsync(string path, string schema, Func<SqliteDatabase, Task>? change = null)
    {
        try
        {
            await using var database = SqliteDatabase.Open(path, SqliteMigrations.Embedded(schema));
            await (change?.Invoke(database) ?? Task.CompletedTask);
            await database.ReadAsync(session => { SqliteCopy.Check(session.Connection, Path.GetFileName(path)); return 0; });
        }
        catch (SqliteSchemaException exception)
        {
            throw new BackupRefusedException("it was made by another build", exception);
        }
        catch (Microsoft.Data.Sqlite.SqliteException exception)
        {
            throw new InvalidDataException($"{path} is damaged.", exception);
        }
    }

    private static void FlushFolders(string folder)
    {
        foreach (var child in Directory.EnumerateDirectories(folder))
        {
            FlushFolders(child);
        }

        FolderFlush.Flush(folder);
    }
}
