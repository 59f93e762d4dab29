using System.Net.Sockets;
using System.Text;

namespace Classroom.SingleNode.Control;

/// <summary>The Unix domain socket of a node: whoever may enter its folder may command the node.</summary>
internal static class ControlSocket
{
    /// <summary>Systems accept from 104 bytes (macOS) to 108, the final zero included.</summary>
    private const int PathBytesMax = 100;

    private const string OwnFolderPrefix = "classroom-control-";

    /// <summary>A path in the data folder, or, if that is too long for a socket, in a private folder of its own.</summary>
    public static string ChoosePath(string dataFolder)
    {
        var path = Path.Combine(dataFolder, "control.sock");
        return Encoding.UTF8.GetByteCount(path) <= PathBytesMax ? path : Path.Combine(Directory.CreateTempSubdirectory(OwnFolderPrefix).FullName, "control.sock");
    }

    /// <summary>Removes the socket, and its folder if that is its own.</summary>
    public static void Remove(string path)
    {
        File.Delete(path);
        var folder = Path.GetDirectoryName(path)!;
        if (Path.GetFileName(folder).StartsWith(OwnFolderPrefix, StringComparison.Ordinal))
        {
            Directory.Delete(folder);
        }
    }

    public static Socket Listen(string path)
    {
        File.Delete(path); // Of a process that died: the data folder is ours.
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Bind(new UnixDomainSocketEndPoint(path));
            socket.Listen();
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public static async Task<Socket> ConnectAsync(string path, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
