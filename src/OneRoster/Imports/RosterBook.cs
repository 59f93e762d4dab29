using Classroom.Contracts.Ids;
using Classroom.Contracts.Rosters;
using Classroom.Ports.Rosters;

namespace Classroom.OneRoster.Imports;

/// <summary>Every record in the scope of an import, as it is stored and as it will be.</summary>
internal sealed class RosterBook
{
    private readonly Dictionary<string, PersonEntry> _byUser = new(StringComparer.Ordinal);

    public EntryTable<SchoolEntry> Schools { get; } = new();

    public EntryTable<Entry> Orgs { get; } = new();

    public EntryTable<Entry> Sessions { get; } = new();

    public EntryTable<Entry> Courses { get; } = new();

    public EntryTable<ClassEntry> Classes { get; } = new();

    public EntryTable<PersonEntry> People { get; } = new();

    public EntryTable<RoleEntry> Roles { get; } = new();

    public EntryTable<EnrollmentEntry> Enrollments { get; } = new();

    public IEnumerable<Entry> All =>
        Schools.All.Concat(Orgs.All).Concat(Sessions.All).Concat(Courses.All).Concat(Classes.All).Concat(People.All).Concat(Roles.All).Concat(Enrollments.All);

    public static async Task<RosterBook> LoadAsync(IRosterStaging staging, CancellationToken cancellationToken)
    {
        var book = new RosterBook();
        var loader = new Loader(book);
        foreach (var kind in Enum.GetValues<RosterKind>())
        {
            await foreach (var stored in staging.ReadAsync(kind, cancellationToken))
            {
                loader.Add(stored);
            }
        }

        return book;
    }

    /// <summary>A user's persons, one a school.</summary>
    public IEnumerable<PersonEntry> PeopleOf(string user)
    {
        for (var person = _byUser.GetValueOrDefault(user); person is not null; person = person.Next)
        {
            yield return person;
        }
    }

    public void Add(PersonEntry person)
    {
        People.Add(person);
        person.Next = _byUser.GetValueOrDefault(person.SourcedId);
        _byUser[person.SourcedId] = person;
    }

    /// <summary>Puts stored rows in place; kinds come in the order of <see cref="RosterKind"/>, so that what a row names is there.</summary>
    private sealed class Loader(RosterBook book)
    {
        private readonly Dictionary<SchoolId, SchoolEntry> _schools = [];
        private readonly Dictionary<ClassId, ClassEntry> _classes = [];
        private readonly Dictionary<(SchoolId, PersonId), PersonEntry> _people = [];

        public void Add(StoredRosterRow stored) => Entry(stored.Row).Store(stored);

        private Entry Entry(RosterRow row)
        {
            switch (row)
            {
                case SchoolRow school:
                    var schoolEntry = new SchoolEntry(school.Id, school.SourcedId);
                    _schools.Add(school.Id, schoolEntry);
                    book.Schools.Add(schoolEntry);
                    return schoolEntry;
                case CatalogRow catalog:
                    var entry = new Entry(row.Kind, catalog.Owner is { } owner ? _schools[owner] : null, catalog.SourcedId);
                    (row.Kind switch { RosterKind.Organisation => book.Orgs, RosterKind.Session => book.Sessions, _ => book.Courses }).Add(entry);
                    return entry;
                case ClassRow found:
                    var classEntry = new ClassEntry(found.Id, _schools[found.Id.School], found.SourcedId);
                    _classes.Add(found.Id, classEntry);
                    book.Classes.Add(classEntry);
                    return classEntry;
                case PersonRow person:
                    var personEntry = new PersonEntry(person.Id, _schools[person.School], person.SourcedId, person.Feed);
                    _people.Add((person.School, person.Id), personEntry);
                    book.Add(personEntry);
                    return personEntry;
                case RoleRow role:
                    var roleEntry = new RoleEntry(_schools[role.School], role.SourcedId) { Person = _people[(role.School, role.Person)], Role = role.Role };
                    book.Roles.Add(roleEntry);
                    return roleEntry;
                case EnrollmentRow enrollment:
                    var enrollmentEntry = new EnrollmentEntry(_schools[enrollment.Class.School], enrollment.SourcedId)
                    {
                        Class = _classes[enrollment.Class],
                        Person = _people[(enrollment.Class.School, enrollment.Person)],
                        Role = enrollment.Role,
                    };
                    book.Enrollments.Add(enrollmentEntry);
                    return enrollmentEntry;
                default:
                    throw new ArgumentException($"{row.GetType().Name} has no place.", nameof(row));
            }
        }
    }
}
