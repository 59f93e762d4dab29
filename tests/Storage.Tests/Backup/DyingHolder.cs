using Classroom.Storage.Backup;

namespace Classroom.Storage.Tests.Backup;

/// <summary>A process that holds a data folder until it is killed.</summary>
internal static class DyingHolder
{
    public const string Command = "hold-until-killed";

    public static async Task<int> RunAsync(string path)
    {
        using var folder = DataFolder.Open(path, TimeProvider.System);
        Console.WriteLine("Held.");
        await Console.In.ReadToEndAsync(); // Ends with whoever started it, so that nothing is left behind.
        return 1;
    }
}
