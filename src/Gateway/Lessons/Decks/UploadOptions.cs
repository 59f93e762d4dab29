using System.ComponentModel.DataAnnotations;
using Classroom.Ports.Files;
using Microsoft.Extensions.Options;

namespace Classroom.Gateway.Lessons.Decks;

/// <summary>What uploads that no lesson uses, or not yet, may come to. Section <c>Gateway:Uploads</c>; checked at startup.</summary>
internal sealed class UploadOptions
{
    /// <summary>Unused uploads of one person at once. Default: 10.</summary>
    [Range(1, 10_000)]
    public int PersonCountMax { get; set; } = 10;

    /// <summary>Bytes of the unused uploads of one person; at least one largest deck, or none can be sent. Default: 256 MiB.</summary>
    [Range(1024, long.MaxValue)]
    public long PersonBytesMax { get; set; } = 256L * 1024 * 1024;

    /// <summary>Unused uploads of one school at once. Default: 200.</summary>
    [Range(1, 100_000)]
    public int SchoolCountMax { get; set; } = 200;

    /// <summary>Bytes of the unused uploads of one school. Default: 4 GiB.</summary>
    [Range(1024, long.MaxValue)]
    public long SchoolBytesMax { get; set; } = 4L * 1024 * 1024 * 1024;

    /// <summary>How long an upload of which it is not known whether its lesson took it is kept. Default: 1 day.</summary>
    [Range(typeof(TimeSpan), "00:10:00", "30.00:00:00")]
    public TimeSpan UnusedKeep { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How often such uploads are looked for. Default: 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The limits, as the store takes them.</summary>
    public UploadLimits Limits => new(PersonCountMax, PersonBytesMax, SchoolCountMax, SchoolBytesMax);
}

[OptionsValidator]
internal sealed partial class UploadOptionsValidator : IValidateOptions<UploadOptions>;
