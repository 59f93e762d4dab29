using Classroom.Contracts.Ids;
using Classroom.Contracts.Rosters;
using Classroom.OneRoster.Archives;
using Classroom.OneRoster.Csv;
using Classroom.OneRoster.Imports;
using Classroom.Ports.Rosters;

namespace Classroom.OneRoster.Parts;

/// <summary><c>classes.csv</c>.</summary>
internal sealed class ClassesPart(ImportContext context, Func<string, bool> archiveHas) : RosterPart(context)
{
    public override string File => OneRosterFile.Classes;

    public override CsvColumn[] Columns => ClassLine.Columns;

    public override void Begin()
    {
        foreach (var entry in Book.Classes.All.Where(entry => !entry.Owner!.Active))
        {
            entry.Active = false;
        }
    }

    public override void Check(CsvTable table, RowsMode mode)
    {
        if (ClassLine.Read(table, mode) is not { } line)
        {
            return;
        }

        if (line.Head.Removed)
        {
            ImportContext.RemoveNamed(table, Book.Classes, Context.Office ?? Context.FindSchool(line.School), line.Head.SourcedId);
            return;
        }

        if (Context.NeedSchool(table, ClassLine.SchoolColumn, line.School) is not { } school)
        {
            return;
        }

        CheckReferences(table, line, school);
        var found = Book.Classes.Find(school, line.Head.SourcedId);
        if (ImportContext.IsDuplicate(table, found))
        {
            return;
        }

        if (found is null)
        {
            found = new(ClassId.Of(school.Id, OpaqueId.New()), school, line.Head.SourcedId);
            Book.Classes.Add(found);
        }

        found.Name(Fingerprint.OfClass(line.Title, line.Subject, line.Course));
        Named.Add(school);
    }

    public override void End(RowsMode mode)
    {
        if (mode == RowsMode.Bulk)
        {
            Context.RemoveUnnamed(Book.Classes, Named);
        }
    }

    public override void Stage(CsvTable table, RowsMode mode, Action<Entry, RosterRow> stage)
    {
        if (ClassLine.Read(table, mode) is { Head.Removed: false } line)
        {
            var found = Book.Classes.Find(Context.FindSchool(line.School), line.Head.SourcedId)!;
            stage(found, new ClassRow(found.Id, line.Head.SourcedId, line.Title, line.Subject, line.Course));
        }
    }

    /// <summary>Courses and sessions decide nobody's rights: they are checked if the archive brings them, else taken as they are.</summary>
    private void CheckReferences(CsvTable table, ClassLine line, SchoolEntry school)
    {
        if (archiveHas(OneRosterFile.Courses) && !IsKnown(Book.Courses, school, line.Course!))
        {
            Context.FaultUnknown(table, RosterFaultCode.CourseUnknown, ClassLine.CourseColumn, line.Course!, OneRosterFile.Courses);
        }

        if (archiveHas(OneRosterFile.Sessions))
        {
            foreach (var term in line.Terms.Where(term => !IsKnown(Book.Sessions, school, term)))
            {
                Context.FaultUnknown(table, RosterFaultCode.SessionUnknown, ClassLine.TermsColumn, term, OneRosterFile.Sessions);
            }
        }
    }

    private static bool IsKnown(EntryTable<Entry> table, SchoolEntry school, string sourcedId) =>
        table.Find(school, sourcedId) is { Active: true } || table.Find(null, sourcedId) is { Active: true };
}
