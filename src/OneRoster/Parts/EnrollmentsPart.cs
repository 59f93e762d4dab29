using Classroom.Contracts.Rosters;
using Classroom.OneRoster.Archives;
using Classroom.OneRoster.Csv;
using Classroom.OneRoster.Imports;
using Classroom.Ports.Rosters;

namespace Classroom.OneRoster.Parts;

/// <summary><c>enrollments.csv</c>: who is in which class.</summary>
internal sealed class EnrollmentsPart(ImportContext context) : RosterPart(context)
{
    public override string File => OneRosterFile.Enrollments;

    public override CsvColumn[] Columns => EnrollmentLine.Columns;

    /// <summary>Users and roles have been read: now it is known who will be at each school, and as what.</summary>
    public override void Begin()
    {
        foreach (var (sourcedId, user) in Context.Users)
        {
            foreach (var person in Book.PeopleOf(sourcedId).Where(Context.Reaches))
            {
                person.Gone |= user.Removed;
                person.Hash = user.Removed ? person.Hash : user.Hash;
            }
        }

        foreach (var role in Book.Roles.All.Where(role => role.Active))
        {
            role.Active = !role.Person.Gone && role.Owner!.Active;
            role.Person.Roles |= role.Active ? (RoleSet)(1 << (int)role.Role) : RoleSet.None;
        }

        foreach (var person in Book.People.All)
        {
            person.Active = person.Roles != RoleSet.None;
        }
    }

    public override void Check(CsvTable table, RowsMode mode)
    {
        if (EnrollmentLine.Read(table, mode) is not { } line)
        {
            return;
        }

        if (line.Head.Removed)
        {
            ImportContext.RemoveNamed(table, Book.Enrollments, Context.Office ?? Context.FindSchool(line.School), line.Head.SourcedId);
            return;
        }

        if (Context.NeedSchool(table, EnrollmentLine.SchoolColumn, line.School) is not { } school)
        {
            return;
        }

        Named.Add(school);
        var found = Book.Enrollments.Find(school, line.Head.SourcedId);
        if (ImportContext.IsDuplicate(table, found))
        {
            return;
        }

        if (RoleWord.Kept(line.Role) is not { } role || role == SchoolRole.Office)
        {
            Context.Skipped++;
            found?.Remove();
            return;
        }

        var ofClass = FindClass(table, line, school);
        var person = FindPerson(table, line, school, role); // Looked for all the same: both faults of a row are told.
        if (ofClass is not null && person is not null)
        {
            Name(found, ofClass, person, line, role, mode);
        }
    }

    public override void End(RowsMode mode)
    {
        if (mode == RowsMode.Bulk)
        {
            Context.RemoveUnnamed(Book.Enrollments, Named);
        }
    }

    public override void Stage(CsvTable table, RowsMode mode, Action<Entry, RosterRow> stage)
    {
        if (EnrollmentLine.Read(table, mode) is { Head.Removed: false } line
            && Book.Enrollments.Find(Context.FindSchool(line.School), line.Head.SourcedId) is { Active: true } found)
        {
            stage(found, new EnrollmentRow(found.Class.Id, line.Head.SourcedId, found.Person.Id, found.Role));
        }
    }

    private ClassEntry? FindClass(CsvTable table, EnrollmentLine line, SchoolEntry school)
    {
        if (Book.Classes.Find(school, line.Class) is { Active: true } found)
        {
            return found;
        }

        Context.FaultUnknown(table, RosterFaultCode.ClassUnknown, EnrollmentLine.ClassColumn, line.Class, OneRosterFile.Classes);
        return null;
    }

    private PersonEntry? FindPerson(CsvTable table, EnrollmentLine line, SchoolEntry school, SchoolRole role)
    {
        if (Book.People.Find(school, line.User) is not { Active: true } person)
        {
            Context.FaultUnknown(table, RosterFaultCode.UserUnknown, EnrollmentLine.UserColumn, line.User, OneRosterFile.Users);
            return null;
        }

        if (!EnrollmentEntry.IsHeld(person.Roles, role))
        {
            table.Fault(RosterFaultCode.RoleNotHeld, EnrollmentLine.RoleColumn, line.Role);
            return null;
        }

        return person;
    }

    private void Name(EnrollmentEntry? found, ClassEntry ofClass, PersonEntry person, EnrollmentLine line, SchoolRole role, RowsMode mode)
    {
        if (found is null)
        {
            found = new(person.Owner!, line.Head.SourcedId) { Class = ofClass, Person = person, Role = role };
            Book.Enrollments.Add(found);
        }

        found.Class = ofClass;
        found.Person = person;
        found.Role = role;
        found.Name(Fingerprint.OfEnrollment(ofClass.Id.Local, person.Id.ToString(), role));

        // In a delta nothing else will say that the enrollment left its old school.
        foreach (var other in mode == RowsMode.Delta ? Context.OthersOf(person) : [])
        {
            if (Book.Enrollments.Find(other.Owner, line.Head.SourcedId) is { Named: false } moved && moved.Person == other)
            {
                moved.Active = false;
            }
        }
    }
}
