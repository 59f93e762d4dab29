using Classroom.Contracts.Rosters;
using Classroom.OneRoster.Archives;
using Classroom.OneRoster.Csv;
using Classroom.Ports.Rosters;

namespace Classroom.OneRoster.Imports;

/// <summary>What the parts of one import share.</summary>
internal sealed class ImportContext(RosterBook book, RosterScope scope, Manifest manifest)
{
    /// <summary>Schools that a bulk <c>orgs.csv</c> names: other bulk files are whole for these.</summary>
    private readonly HashSet<SchoolEntry> _whole = [];

    /// <summary>Organisations that are no schools, which an office's archive may mention but not bring.</summary>
    private readonly HashSet<string> _mentioned = new(StringComparer.Ordinal);

    /// <summary>Records with a bad row: what refers to one is not another fault.</summary>
    private readonly HashSet<(string File, string SourcedId)> _bad = [];

    public RosterBook Book { get; } = book;

    public RosterScope Scope { get; } = scope;

    public Manifest Manifest { get; } = manifest;

    /// <summary>Which source the rows come from; null if it is a school's office.</summary>
    public string? Feed { get; } = scope.School is null ? manifest.Feed : null;

    /// <summary>The one school of an office's import; null for the node's.</summary>
    public SchoolEntry? Office { get; } = scope.School is { } school ? book.Schools.All.SingleOrDefault(entry => entry.Id == school && entry.Active) : null;

    /// <summary>Users that the archive names, by sourcedId.</summary>
    public Dictionary<string, UserNaming> Users { get; } = new(StringComparer.Ordinal);

    /// <summary>Valid rows of what Classroom does not keep.</summary>
    public long Skipped { get; set; }

    /// <summary>The school of that sourcedId, if it will be there.</summary>
    public SchoolEntry? FindSchool(string sourcedId) => Book.Schools.Find(null, sourcedId) is { Active: true } school ? school : null;

    /// <summary>Whether it is an organisation other than a school.</summary>
    public bool IsOtherOrg(string sourcedId) => _mentioned.Contains(sourcedId) || Book.Orgs.Find(null, sourcedId) is { Active: true };

    public void Mention(string otherOrg) => _mentioned.Add(otherOrg);

    public void NameWhole(SchoolEntry school) => _whole.Add(school);

    /// <summary>The school that a row names, or null with a fault.</summary>
    public SchoolEntry? NeedSchool(CsvTable table, CsvColumn column, string sourcedId)
    {
        var school = FindSchool(sourcedId);
        if (school is null)
        {
            FaultUnknown(table, RosterFaultCode.OrgUnknown, column, sourcedId, OneRosterFile.Orgs);
        }

        return school;
    }

    /// <summary>Notes that the row of a record is bad.</summary>
    public void NoteBad(string file, string? sourcedId)
    {
        if (sourcedId is not null)
        {
            _bad.Add((file, sourcedId));
        }
    }

    /// <summary>Records that what a row refers to is unknown, unless its own row is bad: that fault is told already.</summary>
    public void FaultUnknown(CsvTable table, RosterFaultCode code, CsvColumn column, string sourcedId, string file)
    {
        if (_bad.Contains((file, sourcedId)))
        {
            table.Spoil();
        }
        else
        {
            table.Fault(code, column, sourcedId);
        }
    }

    /// <summary>
    /// Whether a user row reaches this person: by naming the school; else, in a delta, because the same source brought them,
    /// and in a bulk file, because it is whole for their school. A number alone does not make two schools' people one user.
    /// </summary>
    public bool Reaches(PersonEntry person) =>
        Office is not null || person.Touched || (Manifest.ModeOf(OneRosterFile.Users) == RowsMode.Bulk ? _whole.Contains(person.Owner!) : person.Feed == Feed);

    /// <summary>The same user's persons elsewhere, of the same source: where a record of a delta may have moved from.</summary>
    public IEnumerable<PersonEntry> OthersOf(PersonEntry person) =>
        Book.PeopleOf(person.SourcedId).Where(other => other != person && other.Feed == Feed);

    /// <summary>Removes what a bulk file does not name, at the schools that it is whole for.</summary>
    /// <param name="named">Schools that its rows name.</param>
    public void RemoveUnnamed<T>(EntryTable<T> table, HashSet<SchoolEntry> named)
        where T : Entry
    {
        foreach (var entry in table.All)
        {
            if (!entry.Named && IsWhole(entry.Owner, named))
            {
                entry.Active = false;
            }
        }
    }

    public bool IsWhole(SchoolEntry? owner, HashSet<SchoolEntry> named) => owner is not null && (owner == Office || named.Contains(owner) || _whole.Contains(owner));

    /// <summary>Removes the record that a row names, wherever it is; a fault if several schools have one.</summary>
    public static void RemoveNamed<T>(CsvTable table, EntryTable<T> entries, SchoolEntry? school, string sourcedId)
        where T : Entry
    {
        T[] found = school is not null
            ? entries.Find(school, sourcedId) is { } one ? [one] : []
            : [.. entries.FindAnywhere(sourcedId).Where(entry => entry.Owner is not null)];
        if (found.Length > 1)
        {
            table.Fault(RosterFaultCode.SourcedIdAmbiguous, RowHead.SourcedIdColumn, sourcedId);
        }
        else if (found.Length == 1 && !IsDuplicate(table, found[0]))
        {
            found[0].Remove();
        }
    }

    /// <summary>Says, as a fault, that an earlier row of the file named the same record.</summary>
    public static bool IsDuplicate(CsvTable table, Entry? entry)
    {
        if (entry is not { Named: true })
        {
            return false;
        }

        table.Fault(RosterFaultCode.SourcedIdDuplicate, RowHead.SourcedIdColumn, entry.SourcedId);
        return true;
    }
}

/// <summary>A user as <c>users.csv</c> names it.</summary>
internal readonly record struct UserNaming(bool Removed, ulong Hash);
