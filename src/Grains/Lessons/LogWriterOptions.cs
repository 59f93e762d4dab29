using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Classroom.Grains.Lessons;

/// <summary>How a silo groups the appends of its lessons. Section <c>LogWriter</c>; checked at startup.</summary>
internal sealed class LogWriterOptions
{
    /// <summary>Writers side by side; a lesson keeps to one. SQLite has one writer anyway. Default: 1.</summary>
    [Range(1, 16)]
    public int Writers { get; set; } = 1;

    /// <summary>Entries in one commit, unless one lesson alone brings more. Default: 2,000.</summary>
    [Range(1, 100_000)]
    public int EntriesPerCommitMax { get; set; } = 2_000;

    /// <summary>Bytes in one commit, snapshots included, unless one lesson alone brings more. Default: 4 MiB.</summary>
    [Range(64 * 1024, 256 * 1024 * 1024)]
    public int BytesPerCommitMax { get; set; } = 4 * 1024 * 1024;

    /// <summary>Lessons that wait for one writer before the next must wait to wait. A lesson waits at most once. Default: 10,000.</summary>
    [Range(1, 1_000_000)]
    public int QueueMax { get; set; } = 10_000;

    /// <summary>How long one commit may take before its outcome counts as unknown. Default: 10 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:05:00")]
    public TimeSpan CommitTimeout { get; set; } = TimeSpan.FromSeconds(10);
}

[OptionsValidator]
internal sealed partial class LogWriterOptionsValidator : IValidateOptions<LogWriterOptions>;
