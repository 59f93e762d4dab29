using System.ComponentModel;
using System.Diagnostics;

namespace Classroom.SingleNode.Tests.Failures;

/// <summary>A file system of its own, of few megabytes, that can be filled.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("classroom-disk-");

    private SmallDisk()
    {
    }

    public string Path => _folder.FullName;

    /// <summary>Mounts one; null where that is not allowed.</summary>
    public static SmallDisk? TryMount(int megabytes)
    {
        var disk = new SmallDisk();
        if (Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", disk.Path))
        {
            return disk;
        }

        disk._folder.Delete();
        return null;
    }

    /// <summary>Takes all the room there is, until disposed.</summary>
    public IDisposable Fill()
    {
        var ballast = new FileStream(System.IO.Path.Combine(Path, "ballast"), new FileStreamOptions
        {
            Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.DeleteOnClose, BufferSize = 0,
        });
        var block = new byte[64 * 1024];
        for (var size = block.Length; size >= 1024; size /= 2)
        {
            try
            {
                while (true)
                {
                    ballast.Write(block, 0, size);
                }
            }
            catch (IOException)
            {
                // Full, but for what is smaller than this.
            }
        }

        return ballast;
    }

    public void Dispose()
    {
        Run("umount", Path);
        _folder.Delete();
    }

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false; // There is no such program.
        }
    }
}
