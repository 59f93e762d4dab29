using System.IO.Compression;
using System.Text.Json;
using Classroom.Contracts.Ids;
using Classroom.Storage.Files;

namespace Classroom.Storage.Backup;

/// <summary>What a backup says it holds: entry <c>manifest.json</c> of its zip.</summary>
/// <param name="Format">Always <see cref="FormatName"/>.</param>
/// <param name="Version">Grows when builds that read the last one could not read the next.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Files">Everything else in the zip.</param>
internal sealed record BackupManifest(string Format, int Version, DateTimeOffset CreatedAt, IReadOnlyList<BackupFile> Files)
{
    public const string EntryName = "manifest.json";
    public const string FormatName = "classroom-backup";
    public const int VersionCurrent = 1;

    /// <summary>Largest accepted manifest, in bytes: some 500,000 files.</summary>
    public const int BytesMax = 100 * 1024 * 1024;

    public static BackupManifest Of(DateTimeOffset createdAt, IReadOnlyList<BackupFile> files) => new(FormatName, VersionCurrent, createdAt, files);

    public byte[] Encode() => JsonSerializer.SerializeToUtf8Bytes(this, JsonSerializerOptions.Web);

    /// <summary>Says whether a file is a backup, of whichever build, and whole or not.</summary>
    public static bool IsIn(string file)
    {
        if (new FileInfo(file).Length == 0)
        {
            return false; // Also what is no file of bytes, such as a pipe: to open one may wait for ever.
        }

        try
        {
            using var zip = ZipFile.OpenRead(file);
            if (zip.GetEntry(EntryName) is not { Length: <= BytesMax } entry)
            {
                return false;
            }

            using var content = entry.Open();
            using var manifest = JsonDocument.Parse(content);
            return manifest.RootElement.ValueKind == JsonValueKind.Object
                && manifest.RootElement.TryGetProperty("format", out var format)
                && format.ValueKind == JsonValueKind.String && format.ValueEquals(FormatName);
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException or JsonException)
        {
            return false;
        }
    }

    /// <exception cref="BackupRefusedException">It is not one of ours, or of a newer build, or contradicts itself.</exception>
    public static BackupManifest Decode(ReadOnlySpan<byte> utf8)
    {
        BackupManifest? manifest;
        try
        {
            manifest = JsonSerializer.Deserialize<BackupManifest>(utf8, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            manifest = null;
        }

        if (manifest is not { Format: FormatName, Files: not null })
        {
            throw new BackupRefusedException("it is not a backup of Classroom");
        }

        if (manifest.Version != VersionCurrent)
        {
            throw new BackupRefusedException($"it has format {manifest.Version}, this build reads format {VersionCurrent}");
        }

        if (manifest.Files.Any(file => file is null))
        {
            throw new BackupRefusedException("its manifest names nothing where it should name a file");
        }

        if (manifest.Files.FirstOrDefault(file => !file.IsValid) is { } odd)
        {
            throw new BackupRefusedException($"'{odd.Name}' has no place in a backup");
        }

        var names = manifest.Files.Select(file => file.Name).ToHashSet(StringComparer.Ordinal);
        return names.Count == manifest.Files.Count && names.Contains(BackupFile.School) && names.Contains(BackupFile.Lessons)
            ? manifest
            : throw new BackupRefusedException("it names a file twice, or lacks a database");
    }
}

/// <summary>One file of a backup.</summary>
/// <param name="Name">Path below the store, with forward slashes.</param>
/// <param name="Length">In bytes.</param>
/// <param name="Sha256">Lower-case hex.</param>
internal sealed record BackupFile(string Name, long Length, string Sha256)
{
    public const string School = "school.db";
    public const string Lessons = "lessons.db";

    /// <summary>Name of an uploaded file in a backup.</summary>
    public static string Blob(string school, string hash) => $"blobs/{school}/{hash[..2]}/{hash}";

    /// <summary>Says whether a backup may hold such a file: nothing else may become a path.</summary>
    public bool IsValid =>
        Length >= 0 && Sha256 is not null && BlobHash.IsHash(Sha256)
        && (Name is School or Lessons
            || (Name?.Split('/') is ["blobs", var school, _, var hash]
                && SchoolId.TryParse(school, null, out _)
                && hash == Sha256
                && Name == Blob(school, hash)));
}

/// <summary>A file cannot be restored. Nothing was changed.</summary>
internal sealed class BackupRefusedException : Exception
{
    /// <param name="why">Completes the sentence "The backup was refused: …".</param>
    public BackupRefusedException(string why, Exception? innerException = null)
        : base($"The backup was refused: {why}.", innerException)
    {
    }
}
