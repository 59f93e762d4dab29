using Classroom.Storage.Backup;

namespace Classroom.SingleNode.Commands;

/// <summary><c>restore FILE</c>: puts a backup in the place of all data, also while the node runs.</summary>
internal static class RestoreCommand
{
    public const string Name = "restore";

    /// <param name="data">Held by this process.</param>
    /// <param name="file">The backup.</param>
    /// <param name="time">Says when.</param>
    /// <param name="swapAsync">Puts the decided data in place: at once, or by restarting the node.</param>
    /// <param name="show">Shows a line.</param>
    /// <param name="cancellationToken">Gives up, and changes nothing, until the backup is known to be whole.</param>
    public static async Task<bool> RunAsync(DataFolder data, string file, TimeProvider time, Func<Task> swapAsync, Action<string> show, CancellationToken cancellationToken)
    {
        show($"Checking {file} …");
        var (staged, manifest) = await RestoreStaging.StageAsync(data, file, time, cancellationToken);
        show($"It is whole. The data of {manifest.CreatedAt:yyyy-MM-dd HH:mm:ss} UTC take the place of what is in {data.Path} …");
        data.DecideRestore(staged);
        await swapAsync();
        show("Restored.");
        return true;
    }
}
