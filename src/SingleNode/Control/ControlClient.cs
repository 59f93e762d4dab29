using System.Net.Sockets;
using System.Text.Json;

namespace Classroom.SingleNode.Control;

/// <summary>Lets the process that holds the data folder do a command.</summary>
internal static class ControlClient
{
    /// <returns>Whether it succeeded; why not was shown.</returns>
    /// <exception cref="IOException">The process could not be reached, or broke off: what became of the command is unknown.</exception>
    public static async Task<bool> ExecuteAsync(string path, ControlRequest request, Action<string> show, CancellationToken cancellationToken)
    {
        try
        {
            using var socket = await ControlSocket.ConnectAsync(path, cancellationToken);
            await using var stream = new NetworkStream(socket);
            await stream.WriteAsync((byte[])[.. JsonSerializer.SerializeToUtf8Bytes(request, ControlJson.Default.ControlRequest), (byte)'\n'], cancellationToken);
            using var reader = new StreamReader(stream);
            while (await reader.ReadLineAsync(cancellationToken) is { } line)
            {
                var reply = JsonSerializer.Deserialize(line, ControlJson.Default.ControlReply)!;
                if (reply.Line is not null)
                {
                    show(reply.Line);
                }

                if (reply.Succeeded is { } succeeded)
                {
                    return succeeded;
                }
            }
        }
        catch (SocketException exception)
        {
            throw new IOException("The process that holds the data folder does not answer.", exception);
        }

        throw new IOException("The process that holds the data folder broke off before the command ended.");
    }
}
