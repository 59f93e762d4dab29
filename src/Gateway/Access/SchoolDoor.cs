using Classroom.Contracts.Ids;
using Classroom.Contracts.Rosters;
using Classroom.Ports.Rosters;

namespace Classroom.Gateway.Access;

/// <summary>Finds out whether a school exists for a caller, and what is in it for those who run it.</summary>
/// <remarks>Null both for what does not exist and for what is not theirs: one answer, so that nobody can tell them apart.</remarks>
internal sealed class SchoolDoor(IRosterReader roster)
{
    /// <summary>The school, if it exists for the caller.</summary>
    public async Task<SchoolAccess?> ReadAsync(Caller caller, SchoolId school, CancellationToken cancellationToken) =>
        caller.MayReadSchool(school) && await roster.ReadSchoolAsync(school, cancellationToken) is { } found
            ? new(found, caller.MayManageSchool(school))
            : null;

    /// <summary>The school, if the caller runs it.</summary>
    public async Task<School?> ManageAsync(Caller caller, SchoolId school, CancellationToken cancellationToken) =>
        caller.MayManageSchool(school) ? await roster.ReadSchoolAsync(school, cancellationToken) : null;

    /// <summary>Somebody of a school that the caller runs.</summary>
    public async Task<SchoolPerson?> ManagePersonAsync(Caller caller, SchoolId school, PersonId person, CancellationToken cancellationToken) =>
        caller.MayManageSchool(school) ? await roster.ReadPersonAsync(PersonKey.Of(school, person), cancellationToken) : null;

    /// <summary>A class of a school that the caller runs; not found in any other.</summary>
    public async Task<ClassRoster?> ManageClassAsync(Caller caller, SchoolId school, ClassId @class, CancellationToken cancellationToken) =>
        caller.MayManageSchool(school) && @class.School == school ? await roster.ReadClassAsync(@class, cancellationToken) : null;
}

/// <summary>A school that exists for a caller.</summary>
/// <param name="School">The school.</param>
/// <param name="IsManaged">Whether the caller runs it, and so sees all of it and decides in it.</param>
internal sealed record SchoolAccess(School School, bool IsManaged);
