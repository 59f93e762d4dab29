using Classroom.Gateway.Gateways;
using Classroom.Gateway.Identity.Sessions;
using Classroom.Ports.Lessons;
using Microsoft.Extensions.Options;

namespace Classroom.Gateway.Lessons.Following;

/// <summary>What all lessons of this gateway share.</summary>
internal sealed class LessonDependencies(
    IGrainFactory grains,
    ILessonLog log,
    ThisGateway gateway,
    LessonSinks sinks,
    SessionChecks sessions,
    LessonDoor door,
    LessonMetrics metrics,
    IOptions<LessonGatewayOptions> options,
    TimeProvider time,
    ILoggerFactory loggers)
{
    public IGrainFactory Grains { get; } = grains;

    public ILessonLog Log { get; } = log;

    public ThisGateway Gateway { get; } = gateway;

    public LessonSinks Sinks { get; } = sinks;

    public SessionChecks Sessions { get; } = sessions;

    public LessonDoor Door { get; } = door;

    public LessonMetrics Metrics { get; } = metrics;

    public LessonGatewayOptions Options { get; } = options.Value;

    public TimeProvider Time { get; } = time;

    public ILoggerFactory Loggers { get; } = loggers;

    /// <summary>Bounds the reads of the log for resumes.</summary>
    public ResumeTurns ResumeTurns { get; } = new(options.Value.ResumeReadersMax, options.Value.ResumesWaitingMax);

    /// <summary>Over how long clients should spread their reconnects if this gateway went now, in milliseconds: at least a second.</summary>
    public int SpreadMs => (int)Math.Clamp(Metrics.Connections * 1000L / Options.ReconnectsPerSecond, 1_000, 120_000);
}
