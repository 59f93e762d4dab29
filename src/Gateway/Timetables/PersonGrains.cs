using Classroom.Contracts.Rosters;
using Classroom.Gateway.Access;
using Classroom.Grains.Abstractions.Timetables;

namespace Classroom.Gateway.Timetables;

/// <summary>Finds the grain of who asks.</summary>
internal static class PersonGrains
{
    /// <summary>The caller's own grain; null for an administrator, who is nobody at a school.</summary>
    public static IPersonGrain? Of(IGrainFactory grains, Caller caller) =>
        caller.Account.Person is not { } person ? null
        : caller.Roles.Contains(SchoolRole.Student) ? grains.GetGrain<IStudentGrain>(person.ToString())
        : grains.GetGrain<ITeacherGrain>(person.ToString());
}
