using System.Text;
using Classroom.Contracts.Rosters;

namespace Classroom.OneRoster.Tests.Archives;

/// <summary>Archives made to break the importer, or broken on the way: each is one coded fault, and changes nothing.</summary>
public sealed class HostileArchiveTests
{
    private static readonly string Manifest = Zip.Manifest("1.2", ("orgs", "bulk"));
    private static readonly string Orgs = new SmallRoster()["orgs.csv"];

    public static TheoryData<string, string, RosterFaultCode> Names => new()
    {
        { "../orgs.csv", "up", RosterFaultCode.PathUnsafe },
        { "a/../../orgs.csv", "up from a folder", RosterFaultCode.PathUnsafe },
        { "/etc/passwd", "absolute", RosterFaultCode.PathUnsafe },
        { "C:orgs.csv", "drive", RosterFaultCode.PathUnsafe },
        { "..\\orgs.csv", "backslash", RosterFaultCode.PathUnsafe },
        { "orgs\u202evsc.exe", "reversed", RosterFaultCode.PathUnsafe },
        { "roster/users.csv", "folder", RosterFaultCode.EntryNotAtRoot },
        { "__MACOSX/._orgs.csv", "finder", RosterFaultCode.EntryNotAtRoot },
        { "virus.exe", "stranger", RosterFaultCode.EntryUnexpected },
        { "Users.csv", "wrong case", RosterFaultCode.EntryUnexpected },
        { "users.csv", "not announced", RosterFaultCode.FileNotAnnounced },
        { "orgs.csv", "twice", RosterFaultCode.EntryDuplicate },
    };

    [Theory, MemberData(nameof(Names))]
    public Task An_entry_that_does_not_belong_is_refused(string name, string why, RosterFaultCode expected)
    {
        Assert.NotEmpty(why);
        return RefusesAsync(Zip.Of(("manifest.csv", Manifest), ("orgs.csv", Orgs), (name, "x")), expected);
    }

    public static TheoryData<string, RosterFaultCode> Manifests => new()
    {
        { "propertyName,value\noneroster.version,1.2\nfile.orgs,bulk\n", RosterFaultCode.ManifestVersionUnknown },
        { "propertyName,value\nmanifest.version,2.0\noneroster.version,1.2\nfile.orgs,bulk\n", RosterFaultCode.ManifestVersionUnknown },
        { "propertyName,value\nmanifest.version,1.0\noneroster.version,1.3\nfile.orgs,bulk\n", RosterFaultCode.OneRosterVersionUnknown },
        { "propertyName,value\nmanifest.version,1.0\nfile.orgs,bulk\n", RosterFaultCode.OneRosterVersionUnknown },
        { "propertyName,value\nmanifest.version,1.0\noneroster.version,1.2\nfile.orgs,all\n", RosterFaultCode.FileModeUnknown },
        { "propertyName,value\nmanifest.version,1.0\noneroster.version,1.2\nfile.orgs,bulk\nfile.orgs,delta\n", RosterFaultCode.ManifestDuplicate },
        { "propertyName,value\nmanifest.version,1.0\noneroster.version,1.2\nfile.orgs,bulk\nfile.users,bulk\n", RosterFaultCode.FileMissing },
        { "propertyName,value\nmanifest.version,1.0\noneroster.version,1.2\n", RosterFaultCode.FileNotAnnounced },
        { "name,value\nmanifest.version,1.0\n", RosterFaultCode.ColumnMissing },
        { "", RosterFaultCode.ColumnMissing },
    };

    [Theory, MemberData(nameof(Manifests))]
    public Task A_manifest_that_is_not_in_order_is_refused(string manifest, RosterFaultCode expected) =>
        RefusesAsync(Zip.Of(("manifest.csv", manifest), ("orgs.csv", Orgs)), expected);

    [Fact]
    public Task A_missing_manifest_is_named() => RefusesAsync(Zip.Of(("orgs.csv", Orgs)), RosterFaultCode.ManifestMissing);

    [Fact]
    public Task Roles_do_not_belong_to_version_1_1() =>
        RefusesAsync(Zip.Of(("manifest.csv", Zip.Manifest("1.1", ("roles", "bulk"))), ("roles.csv", "x")), RosterFaultCode.EntryUnexpected);

    public static TheoryData<byte[]> NotZips => new()
    {
        Array.Empty<byte>(),
        "PK"u8.ToArray(),
        Encoding.UTF8.GetBytes(Orgs),
        new byte[100_000],
        new byte[] { 0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0 },
    };

    [Theory, MemberData(nameof(NotZips))]
    public Task What_is_no_zip_is_refused(byte[] bytes) => RefusesAsync(new MemoryStream(bytes), RosterFaultCode.ArchiveBroken);

    [Fact]
    public async Task An_archive_cut_short_anywhere_is_refused()
    {
        var whole = Good().ToArray();
        for (var length = 0; length < whole.Length; length += 7)
        {
            await RefusesAsync(new MemoryStream(whole[..length]), RosterFaultCode.ArchiveBroken);
        }
    }

    [Fact]
    public async Task A_bit_flipped_anywhere_never_gets_through_as_something_else()
    {
        var whole = Good().ToArray();
        var expected = (await new ImportFixture().ReportAsync(Good())).Changes;
        for (var at = 0; at < whole.Length; at++)
        {
            var flipped = whole.ToArray();
            flipped[at] ^= 0x10;
            var report = await new ImportFixture().ReportAsync(new MemoryStream(flipped));

            Assert.True(report.Outcome == RosterOutcome.Refused || report.Changes.SequenceEqual(expected), $"Byte {at}.");
        }
    }

    [Fact]
    public Task An_encrypted_entry_is_named() => RefusesAsync(Patched(headerOffset: 8, value: 1), RosterFaultCode.ArchiveEncrypted);

    [Fact]
    public Task An_unusual_compression_is_named() => RefusesAsync(Patched(headerOffset: 10, value: 14), RosterFaultCode.CompressionUnknown);

    [Fact]
    public async Task Many_entries_are_counted_before_the_directory_is_read_whole_even_if_the_count_lies()
    {
        var many = Zip.Of([("manifest.csv", Manifest), ("orgs.csv", Orgs), .. Enumerable.Range(0, 62).Select(n => ($"extra{n}.csv", "x"))]).ToArray();
        await RefusesAsync(new MemoryStream(many), RosterFaultCode.EntryUnexpected); // 64 entries: at the limit, refused for what they are.

        var more = Zip.Of([("manifest.csv", Manifest), ("orgs.csv", Orgs), .. Enumerable.Range(0, 63).Select(n => ($"extra{n}.csv", "x"))]).ToArray();
        more[^12] = 2; // The end record says two.

        await RefusesAsync(new MemoryStream(more), RosterFaultCode.TooManyEntries);
    }

    [Fact]
    public async Task A_file_that_unpacks_to_much_more_than_its_size_is_refused_before_it_is_read_whole()
    {
        var bomb = Orgs + new string(' ', 64 << 20);

        await RefusesAsync(Zip.Of(("manifest.csv", Manifest), ("orgs.csv", bomb)), RosterFaultCode.RowTooLong); // One long row.
        await RefusesAsync(
            Zip.Of(("manifest.csv", Manifest), ("orgs.csv", Orgs + new string('\n', 8 << 20))),
            RosterFaultCode.CompressionRatioTooHigh);
    }

    [Fact]
    public async Task The_size_of_all_files_unpacked_is_limited_whatever_the_headers_say()
    {
        var rows = string.Concat(Enumerable.Range(0, 2_000).Select(n => $"o{n},,,Académie {n * 7919},district,,\n"));
        var size = Encoding.UTF8.GetByteCount(Manifest) + Encoding.UTF8.GetByteCount(Orgs) + Encoding.UTF8.GetByteCount(rows);
        MemoryStream Archive() => Zip.Of(("manifest.csv", Manifest), ("orgs.csv", Orgs + rows));

        Assert.Equal(RosterOutcome.Applied, (await new ImportFixture(new() { UnpackedBytesMax = size }).ReportAsync(Archive())).Outcome);
        await RefusesAsync(Archive(), RosterFaultCode.UnpackedTooLarge, new() { UnpackedBytesMax = size - 1 });
    }

    [Fact]
    public async Task The_archive_is_received_up_to_its_limit_and_no_byte_more()
    {
        var bytes = Good().ToArray();

        Assert.Equal(RosterOutcome.Applied, (await new ImportFixture(new() { ArchiveBytesMax = bytes.Length }).ReportAsync(new MemoryStream(bytes))).Outcome);
        await RefusesAsync(new MemoryStream(bytes), RosterFaultCode.ArchiveTooLarge, new() { ArchiveBytesMax = bytes.Length - 1 });
    }

    [Fact]
    public async Task Rows_are_counted_over_all_files()
    {
        var rows = new SmallRoster().Files.Sum(file => new SmallRoster()[file].Count(c => c == '\n') - 1);

        Assert.Equal(RosterOutcome.Applied, (await new ImportFixture(new() { RowsMax = rows }).ReportAsync(Good())).Outcome);
        await RefusesAsync(Good(), RosterFaultCode.TooManyRows, new() { RowsMax = rows - 1 });
    }

    public static TheoryData<string> Utf16 => ["utf-16", "utf-16BE"];

    [Theory, MemberData(nameof(Utf16))]
    public async Task Utf_16_is_named_with_its_mark_or_without(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] bytes = encoding.GetBytes(Orgs);

        await RefusesAsync(Zip.OfBytes(("manifest.csv", Encoding.UTF8.GetBytes(Manifest)), ("orgs.csv", bytes)), RosterFaultCode.EncodingUtf16);
        await RefusesAsync(Zip.OfBytes(("manifest.csv", Encoding.UTF8.GetBytes(Manifest)), ("orgs.csv", [.. encoding.Preamble, .. bytes])), RosterFaultCode.EncodingUtf16);
    }

    [Fact]
    public async Task The_mark_of_utf_8_is_passed_over()
    {
        byte[] Marked(string text) => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)];

        var report = await new ImportFixture().ReportAsync(Zip.OfBytes(("manifest.csv", Marked(Manifest)), ("orgs.csv", Marked(Orgs))));

        Assert.Equal(RosterOutcome.Applied, report.Outcome);
    }

    [Fact]
    public async Task Latin_1_is_named_by_line_and_column()
    {
        var report = await RefusesAsync(
            Zip.OfBytes(("manifest.csv", Encoding.UTF8.GetBytes(Manifest)), ("orgs.csv", Encoding.Latin1.GetBytes(Orgs))), RosterFaultCode.EncodingInvalid);

        Assert.Equal([("orgs.csv", 2L, "name"), ("orgs.csv", 3L, "name")], report.Faults.Select(fault => (fault.File, fault.Line!.Value, fault.Column)));
    }

    [Fact]
    public async Task A_quote_that_never_closes_does_not_fill_the_memory()
    {
        var open = Orgs + "s2,,,\"Collège\n" + string.Concat(Enumerable.Range(0, 20_000).Select(n => $"x{n},,,Nom {n * 7919},district,,\n"));

        var report = await RefusesAsync(Zip.Of(("manifest.csv", Manifest), ("orgs.csv", open)), RosterFaultCode.RowTooLong);

        Assert.Equal(4, report.Faults.Single().Line);
    }

    [Fact]
    public async Task A_row_of_the_longest_length_is_read_and_of_a_byte_more_is_not()
    {
        // Longer than the reader's buffer, and shorter: both ways to notice.
        foreach (var max in new[] { 2_000, 200_000 })
        {
            string Row(int length) => "s2,,,Collège,school," + new string('x', length - Encoding.UTF8.GetByteCount("s2,,,Collège,school,,")) + ",";
            MemoryStream Archive(int length) => Zip.Of(("manifest.csv", Manifest), ("orgs.csv", Orgs + Row(length) + "\n"));

            Assert.Equal(RosterOutcome.Applied, (await new ImportFixture(new() { RowBytesMax = max }).ReportAsync(Archive(max))).Outcome);
            await RefusesAsync(Archive(max + 1), RosterFaultCode.RowTooLong, new() { RowBytesMax = max });
        }
    }

    private static MemoryStream Good() => new SmallRoster().Zip();

    /// <summary>An archive whose first directory header is changed at an offset.</summary>
    private static MemoryStream Patched(int headerOffset, byte value)
    {
        var bytes = Good().ToArray();
        bytes[bytes.AsSpan().IndexOf("PK\u0001\u0002"u8) + headerOffset] = value;
        return new(bytes);
    }

    private static async Task<RosterReport> RefusesAsync(Stream archive, RosterFaultCode expected, OneRosterOptions? options = null)
    {
        var fixture = new ImportFixture(options);
        var before = fixture.Store.Current;

        var report = await fixture.ReportAsync(archive);

        Assert.Equal(RosterOutcome.Refused, report.Outcome);
        Assert.Equal(expected, report.Faults[0].Code);
        Assert.Same(before, fixture.Store.Current);
        return report;
    }
}
