using Classroom.Contracts.Ids;
using Classroom.Contracts.Rosters;
using Classroom.OneRoster.Archives;
using Classroom.OneRoster.Csv;
using Classroom.OneRoster.Imports;
using Classroom.Ports.Rosters;

namespace Classroom.OneRoster.Parts;

/// <summary><c>roles.csv</c> of 1.2: what users are, and where.</summary>
internal sealed class RolesPart(ImportContext context) : RosterPart(context)
{
    public override string File => OneRosterFile.Roles;

    public override CsvColumn[] Columns => RoleLine.Columns;

    public override void Check(CsvTable table, RowsMode mode)
    {
        if (RoleLine.Read(table, mode) is not { } line)
        {
            return;
        }

        if (line.Head.Removed)
        {
            ImportContext.RemoveNamed(table, Book.Roles, Context.Office ?? Context.FindSchool(line.Org), line.Head.SourcedId);
            return;
        }

        if (Context.FindSchool(line.Org) is not { } school)
        {
            Context.Skipped++;
            if (!Context.IsOtherOrg(line.Org))
            {
                Context.FaultUnknown(table, RosterFaultCode.OrgUnknown, RoleLine.OrgColumn, line.Org, OneRosterFile.Orgs);
            }

            return;
        }

        Named.Add(school);
        var held = Book.Roles.Find(school, line.Head.SourcedId);
        if (ImportContext.IsDuplicate(table, held))
        {
            return;
        }

        if (RoleWord.Kept(line.Role) is not { } role)
        {
            Context.Skipped++;
            held?.Remove();
            return;
        }

        if (FindPerson(table, line, school) is { } person)
        {
            Name(held, person, line, role, mode);
        }
    }

    public override void NoteBad(CsvTable table)
    {
        base.NoteBad(table);
        Context.NoteBad(OneRosterFile.Users, table.Peek(RoleLine.UserColumn)); // Without this role they may be nobody at the school.
    }

    public override void End(RowsMode mode)
    {
        if (mode == RowsMode.Bulk)
        {
            Context.RemoveUnnamed(Book.Roles, Named);
        }
    }

    public override void Stage(CsvTable table, RowsMode mode, Action<Entry, RosterRow> stage)
    {
        if (RoleLine.Read(table, mode) is { Head.Removed: false } line
            && Book.Roles.Find(Context.FindSchool(line.Org), line.Head.SourcedId) is { Active: true } role)
        {
            stage(role, new RoleRow(role.Owner!.Id, line.Head.SourcedId, role.Person.Id, role.Role));
        }
    }

    /// <summary>Somebody new to a school must be in <c>users.csv</c> of the same archive: names are not taken from another school.</summary>
    private PersonEntry? FindPerson(CsvTable table, RoleLine line, SchoolEntry school)
    {
        var person = Book.People.Find(school, line.User);
        var isNamed = Context.Users.TryGetValue(line.User, out var user);
        var isKnown = isNamed ? !user.Removed : person is { Active: true, Gone: false } && Context.Manifest.ModeOf(OneRosterFile.Users) != RowsMode.Bulk;
        if (!isKnown)
        {
            Context.FaultUnknown(table, RosterFaultCode.UserUnknown, RoleLine.UserColumn, line.User, OneRosterFile.Users);
            return null;
        }

        if (person is null)
        {
            person = new(PersonId.Parse(OpaqueId.New()), school, line.User, Context.Feed);
            Book.Add(person);
        }

        person.Touched = true;
        return person;
    }

    private void Name(RoleEntry? held, PersonEntry person, RoleLine line, SchoolRole role, RowsMode mode)
    {
        if (held is null)
        {
            held = new(person.Owner!, line.Head.SourcedId) { Person = person, Role = role };
            Book.Roles.Add(held);
        }

        held.Person = person;
        held.Role = role;
        held.Name(Fingerprint.OfRole(person.Id.ToString(), role));

        // In a delta nothing else will say that the role left its old school.
        foreach (var other in mode == RowsMode.Delta ? Context.OthersOf(person) : [])
        {
            if (Book.Roles.Find(other.Owner, line.Head.SourcedId) is { Named: false } moved && moved.Person == other)
            {
                moved.Active = false;
            }
        }
    }
}
