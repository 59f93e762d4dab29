using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Rosters;
using Classroom.Ports.Rosters;
using Classroom.Storage.InMemory.Identity;
using Classroom.Storage.Rosters;

namespace Classroom.Storage.InMemory.Rosters;

/// <summary>Rosters in memory, for tests: one immutable state, replaced by each import.</summary>
internal sealed class InMemoryRosterStore(InMemoryAuditTrail trail) : IRosterStore, IRosterReader
{
    private readonly RosterGate _gate = new();

    /// <summary>Where each import is told of.</summary>
    public InMemoryAuditTrail Trail => trail;

    /// <summary>What is stored now. A read of it is a read of one edition.</summary>
    public InMemoryRoster Current { get; private set; } = new(ImmutableSortedDictionary<long, StoredRosterRow>.Empty, ImmutableDictionary<string, long>.Empty);

    public Task<IRosterStaging?> BeginAsync(SchoolId? school, CancellationToken cancellationToken = default) =>
        Task.FromResult<IRosterStaging?>(_gate.TryEnter(school) ? new InMemoryRosterStaging(this, school, () => _gate.Leave(school)) : null);

    public Task<School?> ReadSchoolAsync(SchoolId school, CancellationToken cancellationToken = default) =>
        Task.FromResult(Current.Schools().FirstOrDefault(found => found.Id == school));

    public Task<IReadOnlyList<School>> ReadSchoolsAsync(SchoolId? after, int countMax, CancellationToken cancellationToken = default) =>
        Page(Current.Schools(), school => school.Id.ToString(), after?.ToString(), countMax);

    public Task<ClassRoster?> ReadClassAsync(ClassId id, CancellationToken cancellationToken = default)
    {
        var current = Current;
        return Task.FromResult(current.Active<ClassRow>(id.School).Where(row => row.Id == id)
            .Select(row => new ClassRoster(id, row.Title, current.SubjectOf(row), [.. current.Enrollments(id).Order(RosterOrder.Enrollments)], current.Editions[id.School.ToString()]))
            .FirstOrDefault());
    }

    public Task<IReadOnlyList<ClassSummary>> ReadClassesAsync(SchoolId school, ClassId? after, int countMax, CancellationToken cancellationToken = default)
    {
        var current = Current;
        return Page(
            current.Active<ClassRow>(school).Select(row => new ClassSummary(
                row.Id, row.Title, current.SubjectOf(row), current.Enrollments(row.Id).Count(enrollment => enrollment.Role == SchoolRole.Student))),
            summary => summary.Class.Local, after?.Local, countMax);
    }

    public Task<IReadOnlyList<(ClassId Class, SchoolRole Role)>> ReadClassesOfAsync(PersonKey person, CancellationToken cancellationToken = default)
    {
        var current = Current;
        return Task.FromResult<IReadOnlyList<(ClassId, SchoolRole)>>([..
            from row in current.Active<ClassRow>(person.School)
            from enrollment in current.Enrollments(row.Id)
            where enrollment.Person.ToString() == person.Local
            orderby row.Id.Local
            select (row.Id, enrollment.Role)]);
    }

    public Task<SchoolPerson?> ReadPersonAsync(PersonKey person, CancellationToken cancellationToken = default) =>
        Task.FromResult(Current.People(person.School).FirstOrDefault(found => found.Id.ToString() == person.Local));

    public Task<IReadOnlyList<SchoolPerson>> ReadPeopleAsync(SchoolId school, PersonId? after, int countMax, CancellationToken cancellationToken = default) =>
        Page(Current.People(school), person => person.Id.ToString(), after?.ToString(), countMax);

    public Task<IReadOnlyList<(PersonId Person, ClassOfPerson Class)>> ReadMembersAsync(SchoolId school, CancellationToken cancellationToken = default)
    {
        var current = Current;
        return Task.FromResult<IReadOnlyList<(PersonId, ClassOfPerson)>>([..
            (from row in current.Active<ClassRow>(school)
             from enrollment in current.Enrollments(row.Id)
             select (enrollment.Person, new ClassOfPerson(row.Id, row.Title)))
            .OrderBy(member => member.Person.ToString(), StringComparer.Ordinal).ThenBy(member => member.Item2.Class.Local, StringComparer.Ordinal)]);
    }

    internal void Apply(Func<InMemoryRoster, InMemoryRoster> change) => Current = change(Current);

    private static Task<IReadOnlyList<T>> Page<T>(IEnumerable<T> all, Func<T, string> key, string? after, int countMax) =>
        Task.FromResult<IReadOnlyList<T>>([.. all
            .OrderBy(key, StringComparer.Ordinal)
            .Where(item => after is null || string.CompareOrdinal(key(item), after) > 0)
            .Take(countMax)]);
}

/// <summary>Everything stored, by number, and the edition of each owner.</summary>
internal sealed record InMemoryRoster(ImmutableSortedDictionary<long, StoredRosterRow> Rows, ImmutableDictionary<string, long> Editions)
{
    public IEnumerable<T> Active<T>(SchoolId? owner)
        where T : RosterRow =>
        Rows.Values.Where(stored => stored.Active).Select(stored => stored.Row).OfType<T>().Where(row => row.Owner == owner);

    public IEnumerable<School> Schools() =>
        Rows.Values.Where(stored => stored.Active).Select(stored => stored.Row).OfType<SchoolRow>()
            .Select(row => new School(row.Id, row.Name, Editions[row.Id.ToString()]));

    public IEnumerable<SchoolPerson> People(SchoolId school)
    {
        var roles = Active<RoleRow>(school).ToLookup(row => row.Person, row => row.Role);
        return Active<PersonRow>(school).Where(row => row.Enabled && roles.Contains(row.Id))
            .Select(row => new SchoolPerson(row.Id, row.GivenName, row.FamilyName, [.. roles[row.Id].Distinct().Order()], row.Email));
    }

    public IEnumerable<Enrollment> Enrollments(ClassId id)
    {
        var people = People(id.School).ToDictionary(person => person.Id);
        return Active<EnrollmentRow>(id.School).Where(row => row.Class == id && people.ContainsKey(row.Person))
            .GroupBy(row => row.Person, row => row.Role)
            .Select(roles => new Enrollment(roles.Key, roles.Max(), people[roles.Key].GivenName, people[roles.Key].FamilyName));
    }

    public string? SubjectOf(ClassRow row) =>
        row.Subject ?? Active<CatalogRow>(row.Owner).Concat(Active<CatalogRow>(null))
            .Where(course => course.Kind == RosterKind.Course && course.SourcedId == row.Course)
            .Select(course => course.Subject ?? course.Title).FirstOrDefault();
}
