using System.Collections.Immutable;
using Classroom.Gateway.Lessons;
using Classroom.Ports.Gateways;
using Microsoft.Extensions.Options;

namespace Classroom.Gateway.Gateways;

/// <summary>Tells the other gateways of this one every 2 seconds, and learns of them.</summary>
internal sealed partial class GatewayDirectory(
    ThisGateway self, IServiceProvider services, LessonMetrics metrics, IOptions<GatewayOptions> options, TimeProvider time, ILogger<GatewayDirectory> logger)
    : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    /// <summary>Gateways that live, as last read; always with this one.</summary>
    public ImmutableArray<GatewayRegistration> Live { get; private set; } =
        options.Value.PublicAddress is { } address ? [new(self.Id, address, Load: 0, Draining: false)] : [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.PublicAddress is not { } address)
        {
            return;
        }

        var registry = services.GetRequiredService<IGatewayRegistry>();
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            try
            {
                var now = time.GetUtcNow();
                if (!await registry.HeartbeatAsync(self.Id, metrics.Connections, self.IsDraining, now, stoppingToken))
                {
                    await registry.RegisterAsync(new(self.Id, address, metrics.Connections, self.IsDraining), now, stoppingToken);
                }

                Live = await registry.ReadLiveAsync(now, stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogHeartbeatFailed(exception); // What was read last still serves.
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (options.Value.PublicAddress is not null)
        {
            await services.GetRequiredService<IGatewayRegistry>().RemoveAsync(self.Id, cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The gateway registry does not answer; going on with what was read last")]
    private partial void LogHeartbeatFailed(Exception exception);
}
