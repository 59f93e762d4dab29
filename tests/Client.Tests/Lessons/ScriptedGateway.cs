using System.Collections.Concurrent;
using System.Net;
using System.Threading.Channels;
using Classroom.Contracts.Admission;
using Classroom.Contracts.Hub;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Identity;
using Classroom.Contracts.Json;
using Classroom.Contracts.Lessons;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Classroom.Client.Tests.Lessons;

/// <summary>A real server on a real port, whose every word the test says.</summary>
internal sealed class ScriptedGateway : IAsyncDisposable
{
    private readonly Channel<ScriptedConnection> _arrived = Channel.CreateUnbounded<ScriptedConnection>();
    private readonly ConcurrentDictionary<string, ScriptedConnection> _open = [];
    private readonly WebApplication _app;
    private int _tickets;

    private ScriptedGateway(WebApplication app) => _app = app;

    public Uri Url => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <summary>What a join is answered with; by default a ticket.</summary>
    public Func<IResult>? Join { get; set; }

    /// <summary>How many of the next sockets are refused, after their join went well.</summary>
    public int SocketsToRefuse { get; set; }

    public ConcurrentBag<string> Devices { get; } = [];

    public ConcurrentBag<string> Tickets { get; } = [];

    public static async Task<ScriptedGateway> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        builder.Services.ConfigureHttpJsonOptions(http => http.SerializerOptions.TypeInfoResolverChain.Insert(0, ClassroomClient.Json.TypeInfoResolver!));
        builder.Services.AddSignalR().AddJsonProtocol(json => json.PayloadSerializerOptions = ProtocolJson.Options);
        ScriptedGateway? gateway = null;
        builder.Services.AddSingleton(_ => gateway!);
        var app = builder.Build();
        gateway = new ScriptedGateway(app);
        app.MapPost("/api/v1/session", (SignIn _) => Results.Json(
            new SignedIn(new Session(AccountId.Parse("account"), "Ada", [], false, null, null, null, LessonSamples.NineOClock), "token"), ClassroomClient.Json));
        app.MapPost("/api/v1/lessons/{lesson}/join", gateway.Answer);
        app.Use((context, next) =>
        {
            if (!context.Request.Path.StartsWithSegments("/hubs") || gateway.SocketsToRefuse == 0)
            {
                return next(context);
            }

            gateway.SocketsToRefuse--;
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Task.CompletedTask;
        });
        app.MapHub<ScriptedHub>("/hubs/lesson");
        await app.StartAsync(TestContext.Current.CancellationToken);
        return gateway;
    }

    public Task<ClassroomClient> SignInAsync(ClassroomClientOptions? options = null) =>
        ClassroomClient.SignInAsync(Url, new CodeSignIn("demo", "code"), options, TestContext.Current.CancellationToken);

    /// <summary>The next connection, once it has followed.</summary>
    public async Task<ScriptedConnection> AcceptAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        return await _arrived.Reader.ReadAsync(limit.Token);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private IResult Answer(JoinLesson join)
    {
        Devices.Add(join.Device.ToString());
        return Join?.Invoke() ?? Results.Json(
            (JoinAnswer)new JoinAdmitted(LessonRole.Student, [new Entrance("/hubs/lesson", $"ticket{Interlocked.Increment(ref _tickets)}")]),
            ClassroomClient.Json);
    }

    internal sealed class ScriptedHub(ScriptedGateway gateway) : Hub<IClassroomClient>, IClassroomHub
    {
        public Task Follow(FollowLesson request)
        {
            var http = Context.GetHttpContext()!;
            gateway.Tickets.Add(http.Request.Query["ticket"].ToString());
            var client = gateway._app.Services.GetRequiredService<IHubContext<ScriptedHub, IClassroomClient>>().Clients.Client(Context.ConnectionId);
            var connection = new ScriptedConnection(client, request, Context);
            gateway._open[Context.ConnectionId] = connection;
            gateway._arrived.Writer.TryWrite(connection);
            return Task.CompletedTask;
        }

        public Task Send(SendCommand request) => Heard(connection => connection.Commands.Writer.TryWrite(request));

        public Task Signal(SendSignal request) => Task.CompletedTask;

        public Task Heartbeat(ClientHeartbeat request) => Heard(connection => connection.Heartbeats.Writer.TryWrite(request));

        private Task Heard(Func<ScriptedConnection, bool> take)
        {
            take(gateway._open[Context.ConnectionId]);
            return Task.CompletedTask;
        }
    }
}

/// <summary>The server's end of one connection.</summary>
internal sealed class ScriptedConnection(IClassroomClient client, FollowLesson follow, HubCallerContext context)
{
    public IClassroomClient Client { get; } = client;

    public FollowLesson Follow { get; } = follow;

    public Channel<SendCommand> Commands { get; } = Channel.CreateUnbounded<SendCommand>();

    public Channel<ClientHeartbeat> Heartbeats { get; } = Channel.CreateUnbounded<ClientHeartbeat>();

    public async Task<SendCommand> ReadAsync() => await Commands.Reader.ReadAsync(TestContext.Current.CancellationToken);

    /// <summary>Resets the socket, as a killed server does.</summary>
    public void Cut()
    {
        if (context.Features.Get<IConnectionSocketFeature>() is { } tcp)
        {
            tcp.Socket.Close(0);
        }
        else
        {
            context.Abort();
        }
    }
}
