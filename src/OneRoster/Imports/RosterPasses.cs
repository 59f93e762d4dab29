using Classroom.Contracts.Rosters;
using Classroom.OneRoster.Archives;
using Classroom.OneRoster.Parts;
using Classroom.Ports.Rosters;

namespace Classroom.OneRoster.Imports;

/// <summary>Reads the files of an archive in the order of what they refer to: once to check, once to stage.</summary>
internal sealed class RosterPasses
{
    /// <summary>Rows between two reports of progress, and two looks whether to give up. Unit: rows.</summary>
    private const int ReportRows = 1_000;

    private readonly RosterArchive _archive;
    private readonly ImportContext _context;
    private readonly FaultLog _faults;
    private readonly OneRosterOptions _options;
    private readonly IProgress<RosterProgress>? _progress;
    private readonly CancellationToken _cancellationToken;
    private readonly RosterPart[] _parts;
    private readonly LessonsPart _lessons;
    private long _rows;

    public RosterPasses(
        RosterArchive archive, ImportContext context, FaultLog faults, OneRosterOptions options, IProgress<RosterProgress>? progress, CancellationToken cancellationToken)
    {
        (_archive, _context, _faults, _options, _progress, _cancellationToken) = (archive, context, faults, options, progress, cancellationToken);
        _lessons = new(context, options.LessonsMax);
        _parts =
        [
            new OrgsPart(context, faults), new SessionsPart(context), new CoursesPart(context), new ClassesPart(context, archive.Has),
            new UsersPart(context), new RolesPart(context), new EnrollmentsPart(context), _lessons,
        ];
    }

    public IReadOnlyList<PlannedLesson> Lessons => _lessons.Lessons;

    /// <summary>Checks every row. Faults go to the log; nothing is written.</summary>
    public void Check()
    {
        _rows = 0;
        foreach (var part in _parts)
        {
            part.Begin();
            if (_archive.Has(part.File))
            {
                CheckFile(part);
            }
        }
    }

    /// <summary>Stages what the archive changes, in bounded batches.</summary>
    public async Task StageAsync(IRosterStaging staging)
    {
        _rows = 0;
        _archive.Rewind();
        var batch = new List<RosterChange>(_options.StageRows);
        foreach (var part in _parts.Where(part => _archive.Has(part.File)))
        {
            var mode = ModeOf(part);
            using var table = _archive.OpenTable(part.File);
            table.ReadHeader(part.Columns);
            while (table.Read())
            {
                Count(RosterPhase.Staging, part.File);
                part.Stage(table, mode, (entry, row) =>
                {
                    if (entry.IsAdded || entry.IsChanged)
                    {
                        batch.Add(entry.Number is { } number ? RosterChange.Replace(row, number) : RosterChange.Add(row));
                    }
                });
                await FlushAsync(staging, batch, atLeast: _options.StageRows);
            }
        }

        foreach (var entry in _context.Book.All.Where(entry => entry.IsRemoved))
        {
            batch.Add(RosterChange.Remove(entry.Kind, RosterChanges.OwnerOf(entry), entry.Number!.Value));
            await FlushAsync(staging, batch, atLeast: _options.StageRows);
        }

        await FlushAsync(staging, batch, atLeast: 1);
    }

    private void CheckFile(RosterPart part)
    {
        var mode = ModeOf(part);
        using var table = _archive.OpenTable(part.File);
        if (!table.ReadHeader(part.Columns))
        {
            return;
        }

        var before = (_rows, _faults.Count);
        while (table.Read())
        {
            if (Count(RosterPhase.Checking, part.File) > _options.RowsMax)
            {
                throw new ArchiveFaultException(RosterFaultCode.TooManyRows, part.File, table.Line);
            }

            part.Check(table, mode);
            if (table.RowIsBad)
            {
                part.NoteBad(table);
            }
        }

        if (mode == RowsMode.Bulk && before == (_rows, _faults.Count))
        {
            _faults.Add(RosterFaultCode.FileEmpty, part.File);
        }

        part.End(mode);
    }

    private RowsMode ModeOf(RosterPart part) => part == _lessons ? RowsMode.Delta : _context.Manifest.ModeOf(part.File);

    private long Count(RosterPhase phase, string file)
    {
        if (_rows++ % ReportRows == 0)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            _progress?.Report(new(phase, file, _rows - 1));
        }

        return _rows;
    }

    private async Task FlushAsync(IRosterStaging staging, List<RosterChange> batch, int atLeast)
    {
        if (batch.Count >= atLeast)
        {
            await staging.StageAsync(batch, _cancellationToken);
            batch.Clear();
        }
    }
}
