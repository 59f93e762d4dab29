using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Classroom.OneRoster;

/// <summary>Limits of roster imports. Section <c>OneRoster</c>; checked at startup. Each is a coded fault when exceeded; see docs/rosters.md.</summary>
internal sealed class OneRosterOptions
{
    /// <summary>Largest archive. Unit: bytes. Default: 256 MiB.</summary>
    [Range(1_024L, 1L << 40)]
    public long ArchiveBytesMax { get; set; } = 256L << 20;

    /// <summary>Most entries of an archive. Unit: entries. Default: 64; OneRoster knows 22 files.</summary>
    [Range(1, 10_000)]
    public int EntriesMax { get; set; } = 64;

    /// <summary>Largest sum of all files, unpacked. Unit: bytes. Default: 1 GiB.</summary>
    [Range(1_024L, 1L << 40)]
    public long UnpackedBytesMax { get; set; } = 1L << 30;

    /// <summary>How many times its packed size a file may unpack to, once it is larger than 1 MiB. Unit: times. Default: 100.</summary>
    [Range(2, 10_000)]
    public int CompressionRatioMax { get; set; } = 100;

    /// <summary>Longest row. Unit: bytes of UTF-8. Default: 64 KiB.</summary>
    [Range(1_024, 16 << 20)]
    public int RowBytesMax { get; set; } = 64 << 10;

    /// <summary>Most rows of all files together. Unit: rows. Default: 3,000,000; about 200 bytes of memory each.</summary>
    [Range(1L, 100_000_000L)]
    public long RowsMax { get; set; } = 3_000_000;

    /// <summary>Most lessons of an archive. Unit: lessons. Default: 20,000.</summary>
    [Range(0, 1_000_000)]
    public int LessonsMax { get; set; } = 20_000;

    /// <summary>Faults listed in a report; the others are counted. Unit: faults. Default: 1,000.</summary>
    [Range(1, 100_000)]
    public int FaultsMax { get; set; } = 1_000;

    /// <summary>Changes staged in one write: more is faster, and holds up other writes longer. Unit: changes. Default: 500.</summary>
    [Range(1, 100_000)]
    public int StageRows { get; set; } = 500;

    /// <summary>Folder for the archive while it is imported; it is deleted after. Default: the system's folder for temporary files.</summary>
    public string? SpoolFolder { get; set; }
}

[OptionsValidator]
internal sealed partial class OneRosterOptionsValidator : IValidateOptions<OneRosterOptions>;
