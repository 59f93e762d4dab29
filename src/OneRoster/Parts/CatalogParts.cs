using Classroom.Contracts.Rosters;
using Classroom.OneRoster.Archives;
using Classroom.OneRoster.Csv;
using Classroom.OneRoster.Imports;
using Classroom.Ports.Rosters;

namespace Classroom.OneRoster.Parts;

/// <summary><c>academicSessions.csv</c>: of the school if its office imports, else shared by the node.</summary>
internal sealed class SessionsPart(ImportContext context) : RosterPart(context)
{
    public override string File => OneRosterFile.Sessions;

    public override CsvColumn[] Columns => SessionLine.Columns;

    public override void Check(CsvTable table, RowsMode mode)
    {
        if (SessionLine.Read(table, mode) is not { } line)
        {
            return;
        }

        var session = Book.Sessions.Find(Context.Office, line.Head.SourcedId);
        if (ImportContext.IsDuplicate(table, session))
        {
            return;
        }

        if (line.Head.Removed)
        {
            session?.Remove();
            return;
        }

        var hash = Fingerprint.OfCatalog(line.Title, line.Type, line.Parent, line.StartsOn, line.EndsOn, null);
        if (session is null && IsShared(Book.Sessions, line.Head.SourcedId, hash))
        {
            return;
        }

        if (session is null)
        {
            session = new(RosterKind.Session, Context.Office, line.Head.SourcedId);
            Book.Sessions.Add(session);
        }

        session.Name(hash);
    }

    public override void End(RowsMode mode)
    {
        if (mode == RowsMode.Bulk)
        {
            Context.RemoveUnnamed(Book.Sessions, Named);
        }
    }

    public override void Stage(CsvTable table, RowsMode mode, Action<Entry, RosterRow> stage)
    {
        if (SessionLine.Read(table, mode) is { Head.Removed: false } line && Book.Sessions.Find(Context.Office, line.Head.SourcedId) is { } session)
        {
            stage(
                session,
                new CatalogRow(
                    RosterKind.Session, Context.Office?.Id, line.Head.SourcedId, line.Title, line.Type, line.Parent, line.StartsOn, line.EndsOn, null));
        }
    }
}

/// <summary><c>courses.csv</c>: of the school it names, or of the node if it names what is above schools.</summary>
internal sealed class CoursesPart(ImportContext context) : RosterPart(context)
{
    public override string File => OneRosterFile.Courses;

    public override CsvColumn[] Columns => CourseLine.Columns;

    public override void Begin()
    {
        foreach (var course in Book.Courses.All.Concat(Book.Sessions.All).Where(entry => entry.Owner is { Active: false }))
        {
            course.Active = false;
        }
    }

    public override void Check(CsvTable table, RowsMode mode)
    {
        if (CourseLine.Read(table, mode) is not { } line)
        {
            return;
        }

        if (line.Head.Removed && line.Org.Length == 0)
        {
            if (Book.Courses.Find(null, line.Head.SourcedId) is { } shared && Context.Office is null)
            {
                shared.Remove();
            }
            else
            {
                ImportContext.RemoveNamed(table, Book.Courses, Context.Office, line.Head.SourcedId);
            }

            return;
        }

        var owner = OwnerOf(line.Org);
        if (owner is null && !Context.IsOtherOrg(line.Org))
        {
            Context.FaultUnknown(table, RosterFaultCode.OrgUnknown, CourseLine.OrgColumn, line.Org, OneRosterFile.Orgs);
            return;
        }

        var course = Book.Courses.Find(owner, line.Head.SourcedId);
        if (ImportContext.IsDuplicate(table, course))
        {
            return;
        }

        if (line.Head.Removed)
        {
            course?.Remove();
            return;
        }

        var hash = Fingerprint.OfCatalog(line.Title, null, null, null, null, line.Subject);
        if (course is null && IsShared(Book.Courses, line.Head.SourcedId, hash))
        {
            return;
        }

        if (course is null)
        {
            course = new(RosterKind.Course, owner, line.Head.SourcedId);
            Book.Courses.Add(course);
        }

        course.Name(hash);
        if (owner is not null)
        {
            Named.Add(owner);
        }
    }

    public override void End(RowsMode mode)
    {
        if (mode == RowsMode.Bulk)
        {
            Context.RemoveUnnamed(Book.Courses, Named);
        }
    }

    public override void Stage(CsvTable table, RowsMode mode, Action<Entry, RosterRow> stage)
    {
        if (CourseLine.Read(table, mode) is { Head.Removed: false } line)
        {
            var owner = OwnerOf(line.Org);
            if (Book.Courses.Find(owner, line.Head.SourcedId) is { } course)
            {
                stage(course, new CatalogRow(RosterKind.Course, owner?.Id, line.Head.SourcedId, line.Title, null, null, null, null, line.Subject));
            }
        }
    }

    /// <summary>An office keeps at its school what it calls a course of the organisation above.</summary>
    private SchoolEntry? OwnerOf(string org) => Context.FindSchool(org) ?? (Context.IsOtherOrg(org) ? Context.Office : null);
}
