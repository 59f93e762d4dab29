using Classroom.Contracts.Rosters;

namespace Classroom.OneRoster.Archives;

/// <summary>Keeps an archive in a file while it is imported: a zip is read from its end, and twice.</summary>
internal static class ArchiveSpool
{
    private const int BufferBytes = 128 * 1024;

    /// <summary>Copies the archive to a file that vanishes when it is closed.</summary>
    /// <exception cref="ArchiveFaultException">It is larger than the limit.</exception>
    public static async Task<Stream> ReceiveAsync(Stream archive, OneRosterOptions options, CancellationToken cancellationToken)
    {
        var folder = options.SpoolFolder ?? Path.GetTempPath();
        Directory.CreateDirectory(folder);
        var asFile = new FileStreamOptions
        {
            Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = BufferBytes, Options = FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows())
        {
            asFile.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite; // It holds names of children.
        }

        var file = new FileStream(Path.Combine(folder, $"roster-{Path.GetRandomFileName()}"), asFile);
        try
        {
            var buffer = new byte[BufferBytes];
            int read;
            while ((read = await archive.ReadAsync(buffer, cancellationToken)) > 0)
            {
                if (file.Length + read > options.ArchiveBytesMax)
                {
                    throw new ArchiveFaultException(RosterFaultCode.ArchiveTooLarge);
                }

                file.Write(buffer, 0, read);
            }

            file.Flush();
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }
}
