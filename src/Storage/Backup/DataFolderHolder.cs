using System.Text.Json;

namespace Classroom.Storage.Backup;

/// <summary>Who holds a data folder, as it wrote down itself.</summary>
/// <param name="ProcessId">Its process.</param>
/// <param name="StartedAt">When it took the folder.</param>
/// <param name="Address">Where its web page is; null until it listens, and for a command that serves nothing.</param>
/// <param name="Control">Path of the socket on which it takes commands; null while it takes none.</param>
internal sealed record DataFolderHolder(int ProcessId, DateTimeOffset StartedAt, string? Address, string? Control)
{
    private const string FileName = "node.json";

    /// <summary>Reads what the holder wrote; null if it wrote nothing yet.</summary>
    public static DataFolderHolder? Read(string folder)
    {
        try
        {
            return JsonSerializer.Deserialize<DataFolderHolder>(File.ReadAllBytes(Path.Combine(folder, FileName)), JsonSerializerOptions.Web);
        }
        catch (Exception exception) when (exception is IOException or JsonException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Writes it where others read it: whole, at any moment.</summary>
    public void Write(string folder)
    {
        var written = Path.Combine(folder, FileName + ".new");
        File.WriteAllBytes(written, JsonSerializer.SerializeToUtf8Bytes(this, JsonSerializerOptions.Web));
        File.Move(written, Path.Combine(folder, FileName), overwrite: true);
    }

    public static void Erase(string folder) => File.Delete(Path.Combine(folder, FileName));

    public override string ToString() => $"process {ProcessId}, since {StartedAt:yyyy-MM-dd HH:mm:ss} UTC{(Address is null ? "" : $", at {Address}")}";
}

/// <summary>Another process holds the data folder. Nothing was changed.</summary>
internal sealed class DataFolderInUseException(string folder, DataFolderHolder? holder)
    : Exception($"The data folder {folder} is in use by {holder?.ToString() ?? "a process that is just starting or ending"}.")
{
    public DataFolderHolder? Holder { get; } = holder;
}
