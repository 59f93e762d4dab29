using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Classroom.Storage.Files;

/// <summary>Makes the names in a folder durable: a rename survives a power cut only once its folder was flushed.</summary>
internal static class FolderFlush
{
    /// <exception cref="Win32Exception">The folder could not be flushed.</exception>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return; // NTFS keeps a journal of names, and offers no such call.
        }

        var descriptor = Open(folder, flags: 0);
        if (descriptor < 0)
        {
            throw new Win32Exception();
        }

        try
        {
            if (Synchronize(descriptor) != 0)
            {
                throw new Win32Exception();
            }
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int Synchronize(int descriptor);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    private static extern int Close(int descriptor);
}
