using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Classroom.Gateway.Lessons;

/// <summary>Limits and times of live lessons on one gateway. Section <c>Gateway:Lessons</c>; checked at startup; explained in docs/protocol.md.</summary>
internal sealed class LessonGatewayOptions : IValidatableObject
{
    /// <summary>Lessons followed at once; further ones are refused as busy. Default: 5,000.</summary>
    [Range(1, 100_000)]
    public int LessonsMax { get; set; } = 5_000;

    /// <summary>Open lesson connections; further ones are refused as busy. Default: 20,000.</summary>
    [Range(1, 500_000)]
    public int ConnectionsMax { get; set; } = 20_000;

    /// <summary>Connections of one person to one lesson; the oldest gives way. Default: 8.</summary>
    [Range(1, 64)]
    public int DevicesMax { get; set; } = 8;

    /// <summary>Latest entries of a lesson held in memory, from which resumes are served. Default: 2,000.</summary>
    [Range(16, 100_000)]
    public int RingEntriesMax { get; set; } = 2_000;

    /// <summary>Bytes of the entries held of one lesson. Default: 1 MiB.</summary>
    [Range(64 * 1024, 64 * 1024 * 1024)]
    public int RingBytesMax { get; set; } = 1024 * 1024;

    /// <summary>Longest resume; whoever missed more gets a fresh view. Default: 2,000 entries.</summary>
    [Range(1, 100_000)]
    public int ResumeEntriesMax { get; set; } = 2_000;

    /// <summary>Resumes that read the log at once, of all lessons. Default: 16.</summary>
    [Range(1, 1_000)]
    public int ResumeReadersMax { get; set; } = 16;

    /// <summary>Resumes that wait for their turn at the log; further clients get a fresh view. Default: 256.</summary>
    [Range(1, 100_000)]
    public int ResumesWaitingMax { get; set; } = 256;

    /// <summary>Bytes of entries in one frame, unless it is one entry. Default: 64 KiB.</summary>
    [Range(1024, 1024 * 1024)]
    public int FrameBytesMax { get; set; } = 64 * 1024;

    /// <summary>How soon after connecting a client must follow. Default: 5 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan FollowWithin { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often heartbeats go both ways, and leases are renewed; 1.4 times this must be less than a lease. Default: 10 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan HeartbeatInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>A client without a heartbeat for so long is closed; more than 1.4 times the interval. Default: 45 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:02", "00:05:00")]
    public TimeSpan HeartbeatTimeout { get; set; } = TimeSpan.FromSeconds(45);

    /// <summary>
    /// A client that gives no sign of life for so long proves nobody's presence: 14 seconds if heartbeats come every 10. Less
    /// than a lease, so that also the proof that is durable when everything is killed is at most a lease after the last sign.
    /// </summary>
    public TimeSpan SilentAfter => HeartbeatInterval * 1.4;

    /// <summary>A client that says it has not folded what is older than this is closed. Default: 10 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan BehindMax { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long one write to a client may take; one that takes nothing for longer is closed as too far behind. Default: 10 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan WriteWithin { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a range without anything to see may be held back, to save frames. Default: 1 second.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:05")]
    public TimeSpan HiddenHoldMax { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a lesson is still followed after its last connection left. Default: 30 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan Linger { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a lesson may be out of reach before its connections are closed as lost. Default: 30 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan LostAfter { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Shortest time between two reports of presence, and between two relays of signals. Default: 100 milliseconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:00:01")]
    public TimeSpan Tick { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Largest command: bytes of its whole message. Default: 16 KiB.</summary>
    [Range(1024, 64 * 1024)]
    public int CommandBytesMax { get; set; } = 16 * 1024;

    /// <summary>Commands of one person per second, over all their connections to a lesson. Default: 10.</summary>
    [Range(1, 1_000)]
    public int CommandsPerSecond { get; set; } = 10;

    /// <summary>Commands one person may send at once after a pause. Default: 30.</summary>
    [Range(1, 1_000)]
    public int CommandsBurst { get; set; } = 30;

    /// <summary>Commands of one connection that wait for their answer. Default: 32.</summary>
    [Range(1, 1_000)]
    public int CommandsWaitingMax { get; set; } = 32;

    /// <summary>Answers that a connection has not taken yet; one more closes it. Default: 128.</summary>
    [Range(1, 10_000)]
    public int AnswersWaitingMax { get; set; } = 128;

    /// <summary>Signals of one connection per second, of which twice as many may come at once; more are dropped. Default: 20.</summary>
    [Range(1, 1_000)]
    public int SignalsPerSecond { get; set; } = 20;

    /// <summary>Messages of any kind of one connection per second, of which ten times as many may come at once; more close it. Default: 100.</summary>
    [Range(10, 10_000)]
    public int MessagesPerSecond { get; set; } = 100;

    /// <summary>Reconnects per second this gateway takes with ease: clients that lost it are told to spread over their number divided by this. Default: 500.</summary>
    [Range(1, 100_000)]
    public int ReconnectsPerSecond { get; set; } = 500;

    /// <summary>How often a connection's session is checked. Default: 30 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan SessionCheckInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Whoever beats in time must not be closed for being late.</summary>
    IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext) =>
        HeartbeatTimeout > SilentAfter
            ? []
            : [new($"{nameof(HeartbeatTimeout)} must be more than 1.4 times {nameof(HeartbeatInterval)}.", [nameof(HeartbeatTimeout)])];
}

[OptionsValidator]
internal sealed partial class LessonGatewayOptionsValidator : IValidateOptions<LessonGatewayOptions>;
