using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Classroom.Contracts.Ids;
using Classroom.SingleNode.Tests.Nodes;

namespace Classroom.SingleNode.Tests.Lessons;

/// <summary>A client written from docs/protocol.md alone: a WebSocket, JSON, nothing of our SDK.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly ClientWebSocket _socket;
    private readonly Queue<JsonNode> _messages = new();
    private readonly Queue<JsonNode> _entries = new();
    private readonly MemoryStream _partial = new();
    private readonly byte[] _buffer = new byte[64 * 1024];

    private RawConnection(ClientWebSocket socket) => _socket = socket;

    /// <summary>Everything that ever came, as text.</summary>
    public StringBuilder Received { get; } = new();

    /// <summary>Joins and opens a connection, without following.</summary>
    public static async Task<RawConnection> ConnectAsync(Person person, LessonId lesson, string device) =>
        await OpenAsync(await AddressAsync(person, lesson, device));

    /// <summary>Opens a connection with a ticket, without following.</summary>
    /// <param name="address">Where, with the ticket.</param>
    /// <param name="receiveBytes">How much the client's kernel takes while the client does not read; as much as it likes by default.</param>
    public static async Task<RawConnection> OpenAsync(Uri address, int? receiveBytes = null)
    {
        var socket = new ClientWebSocket();
        using var http = new SocketsHttpHandler { ConnectCallback = (context, cancel) => DialAsync(context.DnsEndPoint, receiveBytes, cancel) };
        using var invoker = new HttpMessageInvoker(http);
        await socket.ConnectAsync(address, invoker, Stop);
        var connection = new RawConnection(socket);
        await connection.SendTextAsync("""{"protocol":"json","version":1}""");
        Assert.Equal("{}", (await connection.NextFrameAsync())!.ToJsonString());
        return connection;
    }

    /// <summary>Joins: the address of the hub with a ticket.</summary>
    public static async Task<Uri> AddressAsync(Person person, LessonId lesson, string device)
    {
        using var response = await person.Http.PostAsJsonAsync($"/api/v1/lessons/{lesson}/join", new { device }, Stop);
        var answer = (await response.Content.ReadFromJsonAsync<JsonNode>(Stop))!;
        Assert.True(response.IsSuccessStatusCode, answer.ToJsonString());
        Assert.Equal("admitted", answer["type"]!.GetValue<string>());
        var entrance = answer["entrances"]![0]!;
        var http = new Uri(person.Node.Address, entrance["url"]!.GetValue<string>());
        return new UriBuilder(http) { Scheme = "ws", Query = "ticket=" + Uri.EscapeDataString(entrance["ticket"]!.GetValue<string>()) }.Uri;
    }

    /// <summary>Joins, connects and follows from the beginning; returns after the welcome.</summary>
    public static async Task<(RawConnection Connection, JsonNode Welcome)> FollowAsync(Person person, LessonId lesson, string device, long? epoch = null, long? after = null)
    {
        var connection = await ConnectAsync(person, lesson, device);
        await connection.InvokeAsync("Follow", new JsonObject { ["foldLevel"] = 1, ["epoch"] = epoch, ["after"] = after });
        return (connection, await connection.NextAsync("Welcome"));
    }

    /// <summary>Follows where that is refused; returns the reason.</summary>
    public async Task<JsonNode?> FollowAndCloseAsync()
    {
        await InvokeAsync("Follow", new JsonObject { ["foldLevel"] = 1 });
        return await ClosedAsync();
    }

    public Task InvokeAsync(string target, JsonNode argument) =>
        SendTextAsync(new JsonObject { ["type"] = 1, ["target"] = target, ["arguments"] = new JsonArray(argument) }.ToJsonString());

    public Task SendAsync(long counter, JsonObject command) => InvokeAsync("Send", new JsonObject { ["counter"] = counter, ["command"] = command });

    /// <summary>Sends a command and returns its answer; entries that come before it are skipped.</summary>
    public async Task<JsonNode> AskAsync(long counter, string type, params (string Name, JsonNode? Value)[] fields)
    {
        var command = new JsonObject { ["type"] = type };
        foreach (var (name, value) in fields)
        {
            command[name] = value;
        }

        await SendAsync(counter, command);
        JsonNode answer;
        do
        {
            answer = await NextAsync("Answered");
        }
        while (answer["counter"]!.GetValue<long>() != counter);
        return answer;
    }

    public async Task SendTextAsync(string message) =>
        await _socket.SendAsync(Encoding.UTF8.GetBytes(message + "\u001e"), WebSocketMessageType.Text, endOfMessage: true, Stop);

    public Task SendBytesAsync(byte[] bytes, WebSocketMessageType type = WebSocketMessageType.Text, bool end = true) => _socket.SendAsync(bytes, type, end, Stop);

    /// <summary>The argument of the next message of this name; others are skipped, but entries are kept: an answer may come before or after the entry it names.</summary>
    public async Task<JsonNode> NextAsync(string target)
    {
        while (await NextFrameAsync() is { } frame)
        {
            if (frame["type"]?.GetValue<int>() == 1 && frame["target"]!.GetValue<string>() == target)
            {
                return frame["arguments"]![0]!;
            }

            if (frame["target"]?.GetValue<string>() == "Entries")
            {
                Keep(frame["arguments"]![0]!);
            }
        }

        throw new InvalidOperationException($"The connection ended before {target}.");
    }

    /// <summary>The first entry of this event; earlier ones are skipped.</summary>
    public async Task<JsonNode> NextEventAsync(string type)
    {
        while (true)
        {
            while (_entries.TryDequeue(out var entry))
            {
                if (entry["event"]!["type"]!.GetValue<string>() == type)
                {
                    return entry;
                }
            }

            Keep(await NextAsync("Entries"));
        }
    }

    private void Keep(JsonNode entries)
    {
        foreach (var entry in entries["entries"]!.AsArray())
        {
            _entries.Enqueue(entry!);
        }
    }

    /// <summary>Waits until somebody has arrived.</summary>
    public Task ArrivalAsync(PersonId person) => PresenceAsync("arrived", person);

    /// <summary>Waits until somebody has left.</summary>
    public Task DepartureAsync(PersonId person) => PresenceAsync("left", person);

    /// <summary>Reads until the server closes; returns the reason it gave, null if it gave none.</summary>
    public async Task<JsonNode?> ClosedAsync()
    {
        JsonNode? closing = null;
        while (await NextFrameAsync() is { } frame)
        {
            if (frame["target"]?.GetValue<string>() == "Closing")
            {
                closing = frame["arguments"]![0];
            }
        }

        return closing;
    }

    /// <summary>The next message, null once the server closed.</summary>
    public async Task<JsonNode?> NextFrameAsync()
    {
        while (_messages.Count == 0)
        {
            WebSocketReceiveResult result;
            try
            {
                result = await _socket.ReceiveAsync(_buffer, Stop);
            }
            catch (WebSocketException)
            {
                return null;
            }

            if (result.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            foreach (var value in _buffer.AsSpan(0, result.Count))
            {
                if (value == 0x1E)
                {
                    var text = Encoding.UTF8.GetString(_partial.GetBuffer(), 0, (int)_partial.Length);
                    _partial.SetLength(0);
                    Received.AppendLine(text);
                    _messages.Enqueue(JsonNode.Parse(text)!);
                }
                else
                {
                    _partial.WriteByte(value);
                }
            }
        }

        return _messages.Dequeue();
    }

    public void Dispose()
    {
        _socket.Abort();
        _socket.Dispose();
        _partial.Dispose();
    }

    private static async ValueTask<Stream> DialAsync(DnsEndPoint to, int? receiveBytes, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (receiveBytes is { } bytes)
        {
            socket.ReceiveBufferSize = bytes; // Before connecting: it decides what the other end is told.
        }

        await socket.ConnectAsync(to, cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private async Task PresenceAsync(string change, PersonId person)
    {
        while (!(await NextEventAsync("presenceChanged"))["event"]![change]!.AsArray().Any(one => one!["participant"]!.GetValue<string>() == person.ToString()))
        {
        }
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
}
