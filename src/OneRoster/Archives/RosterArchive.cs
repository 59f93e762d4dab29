using System.IO.Compression;
using Classroom.Contracts.Rosters;
using Classroom.OneRoster.Csv;
using Classroom.OneRoster.Imports;

namespace Classroom.OneRoster.Archives;

/// <summary>An opened archive whose entries and manifest are in order.</summary>
internal sealed class RosterArchive : IDisposable
{
    private readonly ZipArchive _zip;
    private readonly OneRosterOptions _options;
    private readonly FaultLog _faults;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.Ordinal);
    private UnpackBudget _budget;

    private RosterArchive(Stream file, OneRosterOptions options, FaultLog faults)
    {
        _options = options;
        _faults = faults;
        _budget = new(options.UnpackedBytesMax);
        ZipDirectory.Check(file, options.EntriesMax);
        file.Position = 0;
        try
        {
            _zip = new(file, ZipArchiveMode.Read, leaveOpen: true);
            _ = _zip.Entries.Count; // Read now, so that what is wrong with the directory is found here.
        }
        catch (InvalidDataException exception)
        {
            throw new ArchiveFaultException(RosterFaultCode.ArchiveBroken, inner: exception);
        }
    }

    /// <summary>What the manifest says; null if the archive is not in order.</summary>
    public Manifest? Manifest { get; private set; }

    /// <summary>Opens the archive in a seekable file, which stays the caller's to close.</summary>
    /// <exception cref="ArchiveFaultException">It cannot be opened at all. Other faults go to the log.</exception>
    public static RosterArchive Open(Stream file, OneRosterOptions options, FaultLog faults)
    {
        var archive = new RosterArchive(file, options, faults);
        try
        {
            archive.CheckEntries();
            return archive;
        }
        catch
        {
            archive.Dispose();
            throw;
        }
    }

    public bool Has(string file) => _entries.ContainsKey(file);

    /// <summary>Starts to read all files anew: the limit on unpacked bytes counts for each pass.</summary>
    public void Rewind() => _budget = new(_options.UnpackedBytesMax);

    /// <summary>Opens a file of the archive.</summary>
    public CsvTable OpenTable(string file)
    {
        try
        {
            return new(file, new GuardedStream(_entries[file], _budget, _options.CompressionRatioMax), _options.RowBytesMax, _faults);
        }
        catch (InvalidDataException exception)
        {
            throw new ArchiveFaultException(RosterFaultCode.ArchiveBroken, file, inner: exception);
        }
    }

    public void Dispose() => _zip.Dispose();

    private void CheckEntries()
    {
        foreach (var entry in _zip.Entries)
        {
            var name = entry.FullName;
            if (IsUnsafe(name))
            {
                _faults.Add(RosterFaultCode.PathUnsafe, value: name);
            }
            else if (name.Contains('/', StringComparison.Ordinal))
            {
                _faults.Add(RosterFaultCode.EntryNotAtRoot, value: name);
            }
            else if (!_entries.TryAdd(name, entry))
            {
                _faults.Add(RosterFaultCode.EntryDuplicate, name);
            }
        }

        if (!Has(OneRosterFile.Manifest))
        {
            _faults.Add(RosterFaultCode.ManifestMissing);
            return;
        }

        using var table = OpenTable(OneRosterFile.Manifest);
        var manifest = ManifestReader.Read(table, _faults);
        if (manifest is not null)
        {
            CheckAgainst(manifest);
        }

        Manifest = _faults.Count == 0 ? manifest : null;
    }

    private void CheckAgainst(Manifest manifest)
    {
        var known = OneRosterFile.Known(manifest.Is12);
        foreach (var name in _entries.Keys.Except([OneRosterFile.Manifest, OneRosterFile.Lessons]))
        {
            if (!known.Contains(name))
            {
                _faults.Add(RosterFaultCode.EntryUnexpected, name);
            }
            else if (manifest.ModeOf(name) == RowsMode.Absent)
            {
                _faults.Add(RosterFaultCode.FileNotAnnounced, name);
            }
        }

        foreach (var (name, mode) in manifest.Modes)
        {
            if (mode != RowsMode.Absent && !Has(name))
            {
                _faults.Add(RosterFaultCode.FileMissing, name);
            }
        }
    }

    private static bool IsUnsafe(string name) =>
        name.Length == 0 || name[0] == '/' || name.AsSpan().ContainsAny('\\', ':') || !PlainText.IsPlain(name)
        || name.Split('/').Any(part => part is "." or "..");
}
