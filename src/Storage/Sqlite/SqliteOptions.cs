using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Classroom.Storage.Sqlite;

/// <summary>Limits of each embedded database. Section <c>Sqlite</c>; checked at startup.</summary>
internal sealed class SqliteOptions
{
    /// <summary>Writes that may wait for the writer thread; the next caller waits to enqueue. Unit: writes. Default: 1,024.</summary>
    [Range(1, 1_000_000)]
    public int QueueMax { get; set; } = 1_024;

    /// <summary>Waiting writes that share one commit, and so one flush to the disk. Unit: writes. Default: 256.</summary>
    [Range(1, 10_000)]
    public int GroupMax { get; set; } = 256;

    /// <summary>Read connections, and so reads at the same time; further reads wait. Unit: connections. Default: 4.</summary>
    [Range(1, 64)]
    public int ReadersMax { get; set; } = 4;

    /// <summary>Reads that may wait for a connection; further ones are refused as busy. Unit: reads. Default: 4,096.</summary>
    [Range(1, 1_000_000)]
    public int ReadsWaitingMax { get; set; } = 4_096;

    /// <summary>How long a statement waits for a lock that another process holds, and at least 1 second. Default: 5 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan BusyTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How soon after a redaction the write-ahead file, which holds what was there before, is emptied. Default: 2 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan ScrubAfter { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How soon that is tried again if a read, such as a backup, was in the way. Default: 1 second.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:10:00")]
    public TimeSpan ScrubRetry { get; set; } = TimeSpan.FromSeconds(1);
}

[OptionsValidator]
internal sealed partial class SqliteOptionsValidator : IValidateOptions<SqliteOptions>;
