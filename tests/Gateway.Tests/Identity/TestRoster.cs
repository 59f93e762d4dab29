using Classroom.Contracts.Ids;
using Classroom.Contracts.Rosters;
using Classroom.Ports.Rosters;

namespace Classroom.Gateway.Tests.Identity;

/// <summary>Two schools that a test can change at will.</summary>
internal sealed class TestRoster : IRosterReader
{
    public static readonly SchoolId School = SchoolId.Parse("demo");
    public static readonly SchoolId Other = SchoolId.Parse("other");
    public static readonly ClassId Maths = ClassId.Of(School, "maths");

    public Dictionary<SchoolId, School> Schools { get; } = new()
    {
        [School] = new(School, "Collège Émile-Zola", 1),
        [Other] = new(Other, "Lycée Hugo", 1),
    };

    public Dictionary<PersonKey, SchoolPerson> People { get; } = new[]
    {
        (School, Person("office", "Olga", SchoolRole.Office, "olga@example.org")),
        (School, Person("teacher", "Ada", SchoolRole.Teacher, "ada@example.org")),
        (School, Person("nomail", "Noé", SchoolRole.Teacher, null)),
        (School, Person("student", "Élise", SchoolRole.Student, null)),
        (School, Person("student2", "Zoé", SchoolRole.Student, null)),
        (Other, Person("office", "Otto", SchoolRole.Office, "otto@example.org")),
        (Other, Person("teacher", "Ada", SchoolRole.Teacher, "ada@example.org")),
        (Other, Person("student", "Max", SchoolRole.Student, null)),
    }.ToDictionary(row => PersonKey.Of(row.Item1, row.Item2.Id), row => row.Item2);

    /// <summary>While true, nothing can be read.</summary>
    public bool IsDown { get; set; }

    public Task<School?> ReadSchoolAsync(SchoolId school, CancellationToken cancellationToken = default) => Answer(Schools.GetValueOrDefault(school));

    public Task<SchoolPerson?> ReadPersonAsync(PersonKey person, CancellationToken cancellationToken = default) => Answer(People.GetValueOrDefault(person));

    public Task<ClassRoster?> ReadClassAsync(ClassId id, CancellationToken cancellationToken = default) =>
        Answer(id == Maths
            ? new ClassRoster(id, "3e B", null, [EnrollmentOf("student"), EnrollmentOf("student2"), EnrollmentOf("teacher")], 1)
            : null);

    public Task<IReadOnlyList<School>> ReadSchoolsAsync(SchoolId? after, int countMax, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<IReadOnlyList<ClassSummary>> ReadClassesAsync(SchoolId school, ClassId? after, int countMax, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<IReadOnlyList<(ClassId Class, SchoolRole Role)>> ReadClassesOfAsync(PersonKey person, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<IReadOnlyList<SchoolPerson>> ReadPeopleAsync(SchoolId school, PersonId? after, int countMax, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<IReadOnlyList<(PersonId Person, ClassOfPerson Class)>> ReadMembersAsync(SchoolId school, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    private static SchoolPerson Person(string id, string given, SchoolRole role, string? email) => new(PersonId.Parse(id), given, "Martin", [role], email);

    private Enrollment EnrollmentOf(string id)
    {
        var person = People[PersonKey.Of(School, id)];
        return new(person.Id, person.Roles[0], person.GivenName, person.FamilyName);
    }

    private Task<T> Answer<T>(T value) => IsDown ? Task.FromException<T>(new IOException("The store is down.")) : Task.FromResult(value);
}
