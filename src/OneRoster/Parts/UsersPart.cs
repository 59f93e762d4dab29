using Classroom.Contracts.Ids;
using Classroom.Contracts.Rosters;
using Classroom.OneRoster.Archives;
using Classroom.OneRoster.Csv;
using Classroom.OneRoster.Imports;
using Classroom.Ports.Rosters;

namespace Classroom.OneRoster.Parts;

/// <summary><c>users.csv</c>: who there is, and in 1.1 what they are and where.</summary>
internal sealed class UsersPart(ImportContext context) : RosterPart(context)
{
    public override string File => OneRosterFile.Users;

    public override CsvColumn[] Columns => UserLine.Columns(Context.Manifest.Is12);

    public override void Check(CsvTable table, RowsMode mode)
    {
        if (UserLine.Read(table, mode, Context.Manifest.Is12) is not { } line)
        {
            return;
        }

        var hash = Fingerprint.OfPerson(line.GivenName, line.FamilyName, line.Email, line.Enabled);
        if (!Context.Users.TryAdd(line.Head.SourcedId, new(line.Head.Removed, hash)))
        {
            table.Fault(RosterFaultCode.SourcedIdDuplicate, RowHead.SourcedIdColumn, line.Head.SourcedId);
        }
        else if (!Context.Manifest.Is12)
        {
            CheckOrgs(table, line);
        }
    }

    public override void End(RowsMode mode)
    {
        if (mode != RowsMode.Bulk)
        {
            return;
        }

        if (!Context.Manifest.Is12)
        {
            Context.RemoveUnnamed(Book.Roles, Named);
            return;
        }

        foreach (var person in Book.People.All)
        {
            person.Gone |= !Context.Users.ContainsKey(person.SourcedId) && Context.IsWhole(person.Owner, Named);
        }
    }

    public override void Stage(CsvTable table, RowsMode mode, Action<Entry, RosterRow> stage)
    {
        if (UserLine.Read(table, mode, Context.Manifest.Is12) is not { Head.Removed: false } line)
        {
            return;
        }

        foreach (var person in Book.PeopleOf(line.Head.SourcedId).Where(person => person.Active && Context.Reaches(person)))
        {
            stage(person, new PersonRow(
                person.Owner!.Id, line.Head.SourcedId, person.Id, line.GivenName, line.FamilyName, line.Email, line.Enabled, Context.Feed));
            if (!Context.Manifest.Is12 && Book.Roles.Find(person.Owner, RoleOf(line)) is { Active: true } role)
            {
                stage(role, new RoleRow(person.Owner.Id, role.SourcedId, person.Id, role.Role));
            }
        }
    }

    /// <summary>1.1 has no rows for roles. No sourcedId begins with a control character, so none is mistaken for this one.</summary>
    private static string RoleOf(UserLine line) => "\u001f" + line.Head.SourcedId;

    private void CheckOrgs(CsvTable table, UserLine line)
    {
        var kept = RoleWord.Kept(line.Role);
        var isKept = line.Head.Removed;
        foreach (var org in line.Orgs.Distinct())
        {
            if (Context.FindSchool(org) is { } school)
            {
                Named.Add(school);
                if (line.Head.Removed)
                {
                    Book.People.Find(school, line.Head.SourcedId)?.Touched = true;
                }
                else if (kept is { } role)
                {
                    isKept = true;
                    NameRole(school, line, role);
                }
            }
            else if (!Context.IsOtherOrg(org) && !line.Head.Removed)
            {
                Context.FaultUnknown(table, RosterFaultCode.OrgUnknown, UserLine.OrgsColumn, org, OneRosterFile.Orgs);
            }
        }

        Context.Skipped += isKept ? 0 : 1;

        // The row says where the user is: at no other school that the same source put them at.
        foreach (var person in Book.PeopleOf(line.Head.SourcedId))
        {
            person.Gone |= (line.Head.Removed || !person.Touched) && Context.Reaches(person);
        }
    }

    private void NameRole(SchoolEntry school, UserLine line, SchoolRole role)
    {
        var person = Book.People.Find(school, line.Head.SourcedId);
        if (person is null)
        {
            person = new(PersonId.Parse(OpaqueId.New()), school, line.Head.SourcedId, Context.Feed);
            Book.Add(person);
        }

        person.Touched = true;
        var held = Book.Roles.Find(school, RoleOf(line));
        if (held is null)
        {
            held = new(school, RoleOf(line)) { Person = person, Role = role };
            Book.Roles.Add(held);
        }

        held.Role = role;
        held.Name(Fingerprint.OfRole(person.Id.ToString(), role));
    }
}
