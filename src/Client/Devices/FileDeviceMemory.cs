using System.Globalization;
using Classroom.Contracts.Ids;

namespace Classroom.Client.Devices;

/// <summary>A device that is kept in one small file, so that it is the same after a restart.</summary>
/// <remarks>
/// The file holds two lines: the device and the highest counter set aside. Every reservation replaces it by a flushed copy
/// in one step, so that a crash leaves the old or the new. One process at a time: the file is locked while this object lives.
/// </remarks>
public sealed class FileDeviceMemory : IDeviceMemory, IDisposable
{
    private readonly Lock _lock = new();
    private readonly string _path;
    private readonly FileStream _held;
    private long _highest;

    /// <summary>Opens the memory, or makes a new device if there is no file.</summary>
    /// <param name="path">Where it is kept; its folder must exist. A lock file stands beside it.</param>
    /// <exception cref="IOException">Another process uses it, or it cannot be read or written.</exception>
    /// <exception cref="InvalidDataException">The file is there but is not a device memory. Delete it to start as a new device.</exception>
    public FileDeviceMemory(string path)
    {
        _path = Path.GetFullPath(path);
        _held = new FileStream(_path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        try
        {
            (Device, _highest) = File.Exists(_path) ? Read(_path) : (InMemoryDeviceMemory.NewDevice(), 0);
        }
        catch
        {
            _held.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public DeviceId Device { get; }

    /// <inheritdoc />
    /// <exception cref="IOException">The file could not be written: nothing is set aside.</exception>
    public long Reserve(long above, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        lock (_lock)
        {
            var first = Math.Max(above, _highest) + 1;
            Write(first + count - 1);
            _highest = first + count - 1;
            return first;
        }
    }

    /// <summary>Lets another process use the file.</summary>
    public void Dispose() => _held.Dispose();

    private static (DeviceId Device, long Highest) Read(string path)
    {
        var lines = File.ReadAllLines(path);
        return lines.Length == 2
            && DeviceId.TryParse(lines[0], null, out var device)
            && long.TryParse(lines[1], NumberStyles.None, CultureInfo.InvariantCulture, out var highest)
            ? (device, highest)
            : throw new InvalidDataException($"{path} is not a device memory.");
    }

    private void Write(long highest)
    {
        var copy = _path + ".new";
        using (var stream = new FileStream(copy, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            stream.Write(System.Text.Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Device}\n{highest}\n")));
            stream.Flush(flushToDisk: true);
        }

        File.Move(copy, _path, overwrite: true);
    }
}
