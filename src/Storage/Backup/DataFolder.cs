using Classroom.Contracts.Ids;
using Classroom.Storage.Files;

namespace Classroom.Storage.Backup;

/// <summary>The folder of everything a single node keeps, held by one process at a time.</summary>
/// <remarks>
/// The hold is a lock of the operating system on the file <c>node.lock</c>: it ends with its process, however that ends, so a
/// stale one cannot be. It needs a local file system. What is kept stands in <c>store</c>; a restore replaces that folder whole.
/// </remarks>
internal sealed class DataFolder : IDisposable
{
    private const string TemporaryPrefix = "temporary-";
    private readonly FileStream _lock;
    private DataFolderHolder _holder;

    private DataFolder(string path, FileStream held, TimeProvider time)
    {
        Path = path;
        _lock = held;
        _holder = new(Environment.ProcessId, time.GetUtcNow(), null, null);
    }

    /// <summary>Absolute path of the folder.</summary>
    public string Path { get; }

    /// <summary>People, classes, plans, accounts and keys.</summary>
    public string SchoolDatabase => System.IO.Path.Combine(Store, "school.db");

    /// <summary>The logs of lessons.</summary>
    public string LessonsDatabase => System.IO.Path.Combine(Store, "lessons.db");

    /// <summary>Folder of uploaded files.</summary>
    public string Blobs => System.IO.Path.Combine(Store, "blobs");

    private const UnixFileMode OthersRights =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private string Store => System.IO.Path.Combine(Path, "store");

    private string Pending => System.IO.Path.Combine(Path, "restore-pending");

    private string Replaced => System.IO.Path.Combine(Path, "replaced");

    /// <summary>Whether its rights let others than its owner into it. Rights are the operator's: they are told, not changed.</summary>
    public bool IsOpenToOthers => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(Path) & OthersRights) != 0;

    /// <summary>Says whether something is kept there, without touching it.</summary>
    public static bool HasStore(string path) => Directory.Exists(System.IO.Path.Combine(path, "store")) || Directory.Exists(System.IO.Path.Combine(path, "restore-pending"));

    /// <summary>Takes the folder, makes it if it is missing (for its owner only), and brings a restore to its end that was cut off.</summary>
    /// <exception cref="DataFolderInUseException">Another process holds it.</exception>
    /// <exception cref="DataFolderUnusableException">It cannot be made, or not be written to.</exception>
    public static DataFolder Open(string path, TimeProvider time)
    {
        path = System.IO.Path.GetFullPath(path);
        var folder = Take(path, time);
        try
        {
            folder._holder.Write(path);
            foreach (var left in Directory.EnumerateDirectories(path, TemporaryPrefix + "*"))
            {
                Directory.Delete(left, recursive: true);
            }

            folder.ApplyRestore();
            CreatePrivate(folder.Store);
            return folder;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Lets others know where the holder is reached.</summary>
    public void Announce(string? address, string? control)
    {
        _holder = _holder with { Address = address, Control = control };
        _holder.Write(Path);
    }

    /// <summary>Makes an empty folder beside what is kept. What is left of it goes when the data folder is next opened.</summary>
    public string CreateTemporary()
    {
        var path = System.IO.Path.Combine(Path, TemporaryPrefix + OpaqueId.New());
        CreatePrivate(path);
        return path;
    }

    /// <summary>Decides that the folder, one of <see cref="CreateTemporary"/>, takes the place of all that is kept; durable on return.</summary>
    /// <remarks>It takes it at the next <see cref="ApplyRestore"/> or <see cref="Open"/>, whatever happens until then.</remarks>
    public void DecideRestore(string staged)
    {
        if (Directory.Exists(Pending))
        {
            Directory.Delete(Pending, recursive: true); // Decided before, and decided otherwise now.
        }

        Move(staged, Pending);
    }

    /// <summary>Puts what was decided in place, if anything was. Nobody may have a file of the store open.</summary>
    public void ApplyRestore()
    {
        // At whichever step this was cut off, doing it again ends it.
        if (Directory.Exists(Store) && Directory.Exists(Replaced))
        {
            Directory.Delete(Replaced, recursive: true);
        }

        if (!Directory.Exists(Pending))
        {
            return;
        }

        if (Directory.Exists(Store))
        {
            Move(Store, Replaced);
        }

        Move(Pending, Store);
        if (Directory.Exists(Replaced))
        {
            Directory.Delete(Replaced, recursive: true);
        }
    }

    public void Dispose()
    {
        DataFolderHolder.Erase(Path);
        _lock.Dispose();
    }

    private static DataFolder Take(string path, TimeProvider time)
    {
        if (File.Exists(path))
        {
            throw new DataFolderUnusableException(path, "it is a file");
        }

        try
        {
            CreatePrivate(path);
            return new(path, Lock(path), time);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new DataFolderUnusableException(path, "access is denied", exception);
        }
        catch (IOException exception)
        {
            throw new DataFolderUnusableException(path, "the system takes no folder or file there", exception);
        }
    }

    private static FileStream Lock(string path)
    {
        try
        {
            return new(System.IO.Path.Combine(path, "node.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (exception.HResult is 11 or 35 or unchecked((int)0x80070020))
        {
            // EWOULDBLOCK of Linux, of macOS and BSD, and ERROR_SHARING_VIOLATION of Windows.
            throw new DataFolderInUseException(path, DataFolderHolder.Read(path));
        }
    }

    /// <summary>Children's data and keys are for the owner's eyes only; a folder that exists keeps the rights it was given.</summary>
    private static void CreatePrivate(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private void Move(string from, string to)
    {
        Directory.Move(from, to);
        FolderFlush.Flush(Path);
    }
}

/// <summary>The data folder cannot be made, or not be written to.</summary>
internal sealed class DataFolderUnusableException(string folder, string reason, Exception? innerException = null)
    : IOException($"The data folder {folder} cannot be used: {reason}. CLASSROOM_DATA names another.", innerException);
