using Classroom.Gateway.Gateways;
using Classroom.Gateway.Lessons.Following;
using Microsoft.Extensions.Options;

namespace Classroom.Gateway.Hosting;

/// <summary>Empties this gateway before its host stops: first of all hosted services, while lessons still answer.</summary>
internal sealed partial class Drain(LessonFollowers followers, IOptions<GatewayOptions> options, TimeProvider time, ILogger<Drain> logger) : IHostedLifecycleService
{
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        LogDraining();
        using var timeout = new CancellationTokenSource(options.Value.DrainTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        await followers.DrainAsync(both.Token);
        LogDrained();
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Information, Message = "Stopping: asking everybody to come back")]
    private partial void LogDraining();

    [LoggerMessage(Level = LogLevel.Information, Message = "Everybody has been asked")]
    private partial void LogDrained();
}
