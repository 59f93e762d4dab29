using Classroom.Gateway.Gateways;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Classroom.Gateway.Http;

/// <summary>Whether new people should come here: started, and not stopping. Local only: a database that blinks must not take every gateway out at once.</summary>
internal sealed class Readiness(ThisGateway gateway, IHostApplicationLifetime lifetime) : IHealthCheck
{
    /// <summary>Tag of checks that <c>/health/ready</c> runs.</summary>
    public const string Tag = "ready";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        gateway.IsDraining ? HealthCheckResult.Unhealthy("Draining.")
        : lifetime.ApplicationStarted.IsCancellationRequested ? HealthCheckResult.Healthy()
        : HealthCheckResult.Unhealthy("Starting."));
}
