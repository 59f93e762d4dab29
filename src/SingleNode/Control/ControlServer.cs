using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Classroom.SingleNode.Commands;

namespace Classroom.SingleNode.Control;

/// <summary>Takes commands on the control socket, and does them one after the other.</summary>
internal sealed class ControlServer : IAsyncDisposable
{
    /// <summary>How long an asker that does not read can hold up the end of the node.</summary>
    private static readonly TimeSpan LastWordsMax = TimeSpan.FromSeconds(5);

    private readonly string _path;
    private readonly Func<ControlRequest, Action<string>, CancellationToken, Task<bool>> _execute;
    private readonly Socket _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _patience = new();
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Task _accepting;

    /// <param name="path">Of <see cref="ControlSocket.ChoosePath"/>.</param>
    /// <param name="execute">Does a command; is given where to show lines, and cancelled when the asker has gone.</param>
    public ControlServer(string path, Func<ControlRequest, Action<string>, CancellationToken, Task<bool>> execute)
    {
        _path = path;
        _execute = execute;
        _listener = ControlSocket.Listen(path);
        _accepting = AcceptAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _patience.CancelAfter(LastWordsMax);
        _listener.Dispose();
        await _accepting;
        ControlSocket.Remove(_path);
        _stop.Dispose();
        _patience.Dispose();
        _turn.Dispose();
    }

    private async Task AcceptAsync()
    {
        var conversations = new List<Task>();
        while (true)
        {
            try
            {
                conversations.Add(ConverseAsync(await _listener.AcceptAsync(_stop.Token)));
                conversations.RemoveAll(conversation => conversation.IsCompleted);
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                break;
            }
        }

        await Task.WhenAll(conversations);
    }

    private async Task ConverseAsync(Socket socket)
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        var watching = Task.CompletedTask;
        try
        {
            if (await ReadAsync(stream, gone.Token) is { } request)
            {
                watching = WatchAsync(stream, gone);
                await AnswerAsync(stream, request, gone.Token);
                socket.Shutdown(SocketShutdown.Send);
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException or JsonException)
        {
            await gone.CancelAsync(); // Whoever asked has gone, or speaks another language: nobody is left to be told.
        }

        await watching;
    }

    private async Task AnswerAsync(Stream stream, ControlRequest request, CancellationToken cancellationToken)
    {
        var replies = Channel.CreateUnbounded<ControlReply>(); // Bounded by what a command has to say.
        var executing = ExecuteAsync(request, replies.Writer, cancellationToken);
        try
        {
            await foreach (var reply in replies.Reader.ReadAllAsync(CancellationToken.None))
            {
                await stream.WriteAsync((byte[])[.. JsonSerializer.SerializeToUtf8Bytes(reply, ControlJson.Default.ControlReply), (byte)'\n'], _patience.Token);
            }
        }
        finally
        {
            await executing; // Nobody closes the data under a command, heard or not.
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "A command that fails must not end the node: who asked is shown what happened.")]
    private async Task ExecuteAsync(ControlRequest request, ChannelWriter<ControlReply> replies, CancellationToken cancellationToken)
    {
        var succeeded = false;
        try
        {
            await _turn.WaitAsync(cancellationToken);
            try
            {
                succeeded = await CommandFailure.ExplainAsync(
                    () => _execute(request, line => replies.TryWrite(new(line, null)), cancellationToken),
                    line => replies.TryWrite(new(line, null))) == ExitCode.Done;
            }
            finally
            {
                _turn.Release();
            }
        }
        catch (Exception exception)
        {
            replies.TryWrite(new(exception.ToString(), null));
        }

        replies.TryWrite(new(null, succeeded));
        replies.TryComplete();
    }

    private static async Task<ControlRequest?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var line = new byte[ControlRequest.BytesMax];
        var length = 0;
        while (length < line.Length && (length == 0 || line[length - 1] != (byte)'\n'))
        {
            var read = await stream.ReadAsync(line.AsMemory(length), cancellationToken);
            if (read == 0)
            {
                return null;
            }

            length += read;
        }

        return JsonSerializer.Deserialize(Encoding.UTF8.GetString(line, 0, length), ControlJson.Default.ControlRequest);
    }

    /// <summary>Who asked says nothing more: what is read next is that they have gone, and do not want what they asked for.</summary>
    private static async Task WatchAsync(Stream stream, CancellationTokenSource gone)
    {
        try
        {
            while (await stream.ReadAsync(new byte[1], gone.Token) > 0)
            {
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // Gone in a hurry, with something left unread.
        }

        await gone.CancelAsync();
    }
}
