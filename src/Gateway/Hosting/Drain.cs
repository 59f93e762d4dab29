using Classroom.Gateway.Gateways;
using Classroom.Gateway.Lessons.Following;
using Microsoft.Extensions.Options;

namespace Classroom.Gateway.Hosting;

/// <summary>Empties this gateway when its host is asked to stop, while lessons still answer and sockets are still open.</summary>
internal sealed partial class Drain(
    LessonFollowers followers, IHostApplicationLifetime lifetime, IOptions<GatewayOptions> options, TimeProvider time, ILogger<Drain> logger) : IHostedService, IDisposable
{
    private CancellationTokenRegistration _whenStopping;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // The last callback registered runs first; SignalR's own, registered before, drops every connection without a word.
        _whenStopping = lifetime.ApplicationStopping.Register(Run);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _whenStopping.Dispose();

    /// <summary>Blocks its thread: the host goes on stopping as soon as this returns.</summary>
    private void Run()
    {
        LogDraining();
        using var timeout = new CancellationTokenSource(options.Value.DrainTimeout, time);
        Task.Run(() => followers.DrainAsync(timeout.Token)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing).GetAwaiter().GetResult();
        LogDrained();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Stopping: asking everybody to come back")]
    private partial void LogDraining();

    [LoggerMessage(Level = LogLevel.Information, Message = "Everybody has been asked")]
    private partial void LogDrained();
}
