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

    /// <summary>How long a statement waits for a lock that another process holds, and at least 1 second. Default: 5 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan BusyTimeout { get; set; } = TimeSpan.FromSeconds(5);
}

[OptionsValidator]
internal sealed partial class SqliteOptionsValidator : IValidateOptions<SqliteOptions>;
