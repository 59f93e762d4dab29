using System.Net.WebSockets;
using System.Text.Json;
using Classroom.Client.Reconnecting;
using Classroom.Contracts.Hub;
using Classroom.Contracts.Lessons;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Classroom.Client.Lessons;

/// <summary>One connection to a lesson, from its ticket to its end. What it hears goes to the mirror, what it says comes from there.</summary>
internal sealed class LessonConnection : IAsyncDisposable
{
    private readonly TaskCompletionSource<ConnectionEnd> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<LessonWelcome> _welcomed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ClassroomClientOptions _options;
    private readonly HubConnection _hub;
    private readonly LessonMirror _mirror;
    private WebSocket? _socket;
    private volatile int _spreadMs = (int)ReconnectPolicy.SpreadFirst.TotalMilliseconds;

    public LessonConnection(Uri address, LessonMirror mirror, ClassroomClientOptions options, SocketsHttpHandler handler)
    {
        _mirror = mirror;
        _options = options;
        var builder = new HubConnectionBuilder().WithUrl(address, HttpTransportType.WebSockets, http =>
        {
            http.SkipNegotiation = true;
            http.WebSocketFactory = async (context, cancellationToken) =>
            {
                var socket = new ClientWebSocket();
                _socket = socket;
                using var invoker = new HttpMessageInvoker(handler, disposeHandler: false);
                await socket.ConnectAsync(context.Uri, invoker, cancellationToken).ConfigureAwait(false);
                return socket;
            };
        });
        builder.Services.Configure<JsonHubProtocolOptions>(json => json.PayloadSerializerOptions = ProtocolEnums.Tolerant);
        builder.Services.AddSingleton(options.Logging);
        _hub = builder.Build();
        _hub.Closed += _ =>
        {
            End(new ConnectionEnd.Lost(_spreadMs));
            return Task.CompletedTask;
        };
        Listen();
    }

    /// <summary>The first welcome; fails if the connection ends without one.</summary>
    public Task<LessonWelcome> Welcomed => _welcomed.Task;

    /// <summary>Connects, follows, and stays until the connection ends or is no longer wanted. However it ends, <see cref="Welcomed"/> does too.</summary>
    public async Task<ConnectionEnd> RunAsync(CancellationToken stop)
    {
        try
        {
            if (await ConnectAsync(stop).ConfigureAwait(false) is { } failure)
            {
                return failure;
            }

            using var talking = CancellationTokenSource.CreateLinkedTokenSource(stop);
            using var stopping = stop.Register(() => End(new ConnectionEnd.Lost(0)));
            var speaking = Task.WhenAll(SendCommandsAsync(talking.Token), SendHeartbeatsAsync(talking.Token), WatchWelcomeAsync(talking.Token));
            var end = await _ended.Task.ConfigureAwait(false);
            _mirror.Detach(this);
            await talking.CancelAsync().ConfigureAwait(false);
            await speaking.ConfigureAwait(false);
            return end;
        }
        finally
        {
            End(new ConnectionEnd.Failed());
        }
    }

    /// <summary>Sends something fleeting, if there is a connection that takes it.</summary>
    public Task SignalAsync(LessonSignal signal, CancellationToken cancellationToken) =>
        SayAsync(nameof(IClassroomHub.Signal), new SendSignal(signal), cancellationToken);

    /// <summary>Cuts the wire without a word, as a network would.</summary>
    public void Cut() => _socket?.Abort();

    public async ValueTask DisposeAsync()
    {
        _mirror.Detach(this);
        End(new ConnectionEnd.Lost(0));
        await _hub.DisposeAsync().ConfigureAwait(false);
    }

    private void Listen()
    {
        _hub.On<LessonWelcome>(nameof(IClassroomClient.Welcome), welcome =>
        {
            if (_mirror.TryTake(this, welcome))
            {
                _welcomed.TrySetResult(welcome);
            }
            else
            {
                End(new ConnectionEnd.Inconsistent());
            }
        });
        _hub.On<LessonEntries>(nameof(IClassroomClient.Entries), entries =>
        {
            if (!_mirror.TryTake(this, entries))
            {
                End(new ConnectionEnd.Inconsistent());
            }
        });
        _hub.On<CommandAnswer>(nameof(IClassroomClient.Answered), answer => _mirror.Take(this, answer));
        _hub.On<LessonSignals>(nameof(IClassroomClient.Signals), _mirror.Take);
        _hub.On<ServerHeartbeat>(nameof(IClassroomClient.Heartbeat), heartbeat => _spreadMs = heartbeat.SpreadMs);
        _hub.On<ConnectionClosing>(nameof(IClassroomClient.Closing), closing => End(new ConnectionEnd.Closed(closing)));
    }

    private async Task<ConnectionEnd?> ConnectAsync(CancellationToken stop)
    {
        using var timeout = new CancellationTokenSource(_options.ConnectTimeout, _options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, timeout.Token);
        try
        {
            await _hub.StartAsync(either.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsWire(exception))
        {
            return new ConnectionEnd.Failed();
        }

        var follow = _mirror.Attach(this);
        await SayAsync(nameof(IClassroomHub.Follow), follow, stop).ConfigureAwait(false);
        return null;
    }

    // Commands wait for the welcome: before it the server takes none.
    private async Task SendCommandsAsync(CancellationToken talking)
    {
        try
        {
            await _welcomed.Task.WaitAsync(talking).ConfigureAwait(false);
            while (true)
            {
                while (_mirror.Next(this) is { } command)
                {
                    await SayAsync(nameof(IClassroomHub.Send), command, talking).ConfigureAwait(false);
                }

                await _mirror.WorkAsync(talking).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (IsWire(exception))
        {
            // The connection ended.
        }
    }

    private async Task SendHeartbeatsAsync(CancellationToken talking)
    {
        try
        {
            var welcome = await _welcomed.Task.WaitAsync(talking).ConfigureAwait(false);
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(Math.Max(1_000, welcome.HeartbeatMs)), _options.Time);
            while (await timer.WaitForNextTickAsync(talking).ConfigureAwait(false))
            {
                await SayAsync(nameof(IClassroomHub.Heartbeat), new ClientHeartbeat(_mirror.Now.Sequence), talking).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (IsWire(exception))
        {
            // The connection ended.
        }
    }

    private async Task WatchWelcomeAsync(CancellationToken talking)
    {
        try
        {
            await _welcomed.Task.WaitAsync(_options.ConnectTimeout, _options.Time, talking).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            End(new ConnectionEnd.Failed());
        }
        catch (Exception exception) when (IsWire(exception))
        {
            // The connection ended.
        }
    }

    private async Task SayAsync(string method, object message, CancellationToken cancellationToken)
    {
        try
        {
            await _hub.SendCoreAsync(method, [message], cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsWire(exception) && !cancellationToken.IsCancellationRequested)
        {
            End(new ConnectionEnd.Lost(_spreadMs));
        }
    }

    private void End(ConnectionEnd end)
    {
        _ended.TrySetResult(end);
        _welcomed.TrySetCanceled();
    }

    // What a broken or refused connection throws; SignalR says InvalidOperation when it is not connected any more.
    private static bool IsWire(Exception exception) => exception
        is HttpRequestException or WebSocketException or IOException or OperationCanceledException or TimeoutException
        or InvalidOperationException or HubException or ObjectDisposedException or JsonException or System.Net.Sockets.SocketException;
}
