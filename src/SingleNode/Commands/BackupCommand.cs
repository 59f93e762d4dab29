using Classroom.Storage.Backup;

namespace Classroom.SingleNode.Commands;

/// <summary><c>backup FILE</c>: copies all data to one file, also while the node runs.</summary>
internal static class BackupCommand
{
    public const string Name = "backup";

    public static async Task<bool> RunAsync(DataFolder data, string file, TimeProvider time, Action<string> show, CancellationToken cancellationToken)
    {
        show($"Copying {data.Path} …");
        var manifest = await BackupArchive.WriteAsync(data, file, time, cancellationToken);
        show($"{file} holds the data as of {manifest.CreatedAt:yyyy-MM-dd HH:mm:ss} UTC. It holds secrets: keep it as safe as the data.");
        return true;
    }
}
