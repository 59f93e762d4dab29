using Classroom.Contracts.Ids;
using Classroom.Contracts.Rosters;
using Classroom.OneRoster.Archives;
using Classroom.OneRoster.Csv;
using Classroom.OneRoster.Imports;
using Classroom.Ports.Rosters;

namespace Classroom.OneRoster.Parts;

/// <summary><c>orgs.csv</c>: schools, and the organisations above them. None is removed by being absent: an archive need not know all.</summary>
internal sealed class OrgsPart(ImportContext context, FaultLog faults) : RosterPart(context)
{
    private readonly List<(long Line, string Parent)> _parents = [];
    private readonly HashSet<SchoolId> _ids = [.. context.Book.Schools.All.Select(school => school.Id)];

    public override string File => OneRosterFile.Orgs;

    public override CsvColumn[] Columns => OrgLine.Columns;

    public override void Check(CsvTable table, RowsMode mode)
    {
        if (OrgLine.Read(table, mode) is not { } line)
        {
            return;
        }

        if (Context.Scope.School is not null)
        {
            CheckOfOffice(table, mode, line);
        }
        else if (line.Head.Removed)
        {
            Book.Schools.Find(null, line.Head.SourcedId)?.Remove();
            Book.Orgs.Find(null, line.Head.SourcedId)?.Remove();
        }
        else if (line.IsSchool)
        {
            CheckSchool(table, mode, line);
        }
        else
        {
            CheckOther(table, line);
        }
    }

    public override void End(RowsMode mode)
    {
        foreach (var (line, parent) in _parents.Where(row => Context.FindSchool(row.Parent) is null && !Context.IsOtherOrg(row.Parent)))
        {
            faults.Add(RosterFaultCode.OrgUnknown, File, line, OrgLine.ParentColumn.Name, parent);
        }
    }

    public override void Stage(CsvTable table, RowsMode mode, Action<Entry, RosterRow> stage)
    {
        if (OrgLine.Read(table, mode) is not { Head.Removed: false } line)
        {
            return;
        }

        if (line.IsSchool && Context.FindSchool(line.Head.SourcedId) is { } school)
        {
            stage(school, new SchoolRow(school.Id, line.Head.SourcedId, line.Name, line.Parent));
        }
        else if (Book.Orgs.Find(null, line.Head.SourcedId) is { } org && Context.Scope.School is null)
        {
            stage(org, new CatalogRow(RosterKind.Organisation, null, line.Head.SourcedId, line.Name, line.Type, line.Parent, null, null, null));
        }
    }

    private void CheckOfOffice(CsvTable table, RowsMode mode, OrgLine line)
    {
        var isOwn = line.Head.SourcedId == Context.Office?.SourcedId;
        if (!isOwn && !line.IsSchool && !line.Head.Removed)
        {
            Context.Mention(line.Head.SourcedId);
            Context.Skipped++;
        }
        else if (!isOwn)
        {
            table.Fault(RosterFaultCode.SchoolOther, RowHead.SourcedIdColumn, line.Head.SourcedId);
        }
        else if (line.Head.Removed)
        {
            table.Fault(RosterFaultCode.SchoolRemovalNotAllowed, RowHead.SourcedIdColumn, line.Head.SourcedId);
        }
        else if (!line.IsSchool)
        {
            table.Fault(RosterFaultCode.OrgTypeChanged, OrgLine.TypeColumn, line.Type);
        }
        else if (!ImportContext.IsDuplicate(table, Context.Office))
        {
            Name(Context.Office!, mode, line);
        }
    }

    private void CheckSchool(CsvTable table, RowsMode mode, OrgLine line)
    {
        var school = Book.Schools.Find(null, line.Head.SourcedId);
        if (ImportContext.IsDuplicate(table, school))
        {
            return;
        }

        if (Book.Orgs.Find(null, line.Head.SourcedId) is { Active: true })
        {
            table.Fault(RosterFaultCode.OrgTypeChanged, OrgLine.TypeColumn, line.Type);
            return;
        }

        if (school is null)
        {
            var id = Context.Scope.Pinned.TryGetValue(line.Head.SourcedId, out var pinned) ? pinned : NewId();
            if (!_ids.Add(id))
            {
                table.Fault(RosterFaultCode.SchoolIdTaken, RowHead.SourcedIdColumn, line.Head.SourcedId);
                return;
            }

            school = new(id, line.Head.SourcedId);
            Book.Schools.Add(school);
        }

        NoteParent(table, line);
        Name(school, mode, line);
    }

    private void CheckOther(CsvTable table, OrgLine line)
    {
        var org = Book.Orgs.Find(null, line.Head.SourcedId);
        if (ImportContext.IsDuplicate(table, org))
        {
            return;
        }

        if (Context.FindSchool(line.Head.SourcedId) is not null)
        {
            table.Fault(RosterFaultCode.OrgTypeChanged, OrgLine.TypeColumn, line.Type);
            return;
        }

        if (org is null)
        {
            org = new(RosterKind.Organisation, null, line.Head.SourcedId);
            Book.Orgs.Add(org);
        }

        NoteParent(table, line);
        org.Name(Fingerprint.OfCatalog(line.Name, line.Type, line.Parent, null, null, null));
    }

    private void Name(SchoolEntry school, RowsMode mode, OrgLine line)
    {
        school.Name(Fingerprint.OfSchool(line.Name, line.Parent));
        if (mode == RowsMode.Bulk)
        {
            Context.NameWhole(school);
        }
    }

    /// <summary>A parent may stand below its children in the file: looked up at its end.</summary>
    private void NoteParent(CsvTable table, OrgLine line)
    {
        if (line.Parent is not null)
        {
            _parents.Add((table.Line, line.Parent));
        }
    }

    private SchoolId NewId()
    {
        SchoolId id;
        do
        {
            id = SchoolId.Parse(OpaqueId.New(OpaqueId.SchoolLength));
        }
        while (_ids.Contains(id));

        return id;
    }
}
