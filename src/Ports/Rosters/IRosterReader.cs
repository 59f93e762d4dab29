using Classroom.Contracts.Ids;
using Classroom.Contracts.Rosters;

namespace Classroom.Ports.Rosters;

/// <summary>Reads schools, people and classes as of their last completed import. Held to tests/Storage.Tests/RosterStoreSpec.</summary>
/// <remarks>A read never sees half an import. What was marked <c>tobedeleted</c> is absent.</remarks>
public interface IRosterReader
{
    /// <summary>The school, or null if there is none of that id.</summary>
    Task<School?> ReadSchoolAsync(SchoolId school, CancellationToken cancellationToken = default);

    /// <summary>Schools in order of id, after the given one; at most <paramref name="countMax"/>.</summary>
    Task<IReadOnlyList<School>> ReadSchoolsAsync(SchoolId? after, int countMax, CancellationToken cancellationToken = default);

    /// <summary>The class with its enrollments, or null if the school has none of that id.</summary>
    Task<ClassRoster?> ReadClassAsync(ClassId id, CancellationToken cancellationToken = default);

    /// <summary>The school's classes in order of id, after the given one; at most <paramref name="countMax"/>.</summary>
    Task<IReadOnlyList<ClassSummary>> ReadClassesAsync(SchoolId school, ClassId? after, int countMax, CancellationToken cancellationToken = default);

    /// <summary>The classes a person is enrolled in, with their role there, in order of id.</summary>
    Task<IReadOnlyList<(ClassId Class, SchoolRole Role)>> ReadClassesOfAsync(PersonKey person, CancellationToken cancellationToken = default);

    /// <summary>The person, or null if the school has none of that id.</summary>
    Task<SchoolPerson?> ReadPersonAsync(PersonKey person, CancellationToken cancellationToken = default);

    /// <summary>The school's people in order of id, after the given one; at most <paramref name="countMax"/>.</summary>
    Task<IReadOnlyList<SchoolPerson>> ReadPeopleAsync(SchoolId school, PersonId? after, int countMax, CancellationToken cancellationToken = default);

    /// <summary>Who of the school is in which class, whatever their role there: each pair once, in order of person and class.</summary>
    Task<IReadOnlyList<(PersonId Person, ClassOfPerson Class)>> ReadMembersAsync(SchoolId school, CancellationToken cancellationToken = default);
}
