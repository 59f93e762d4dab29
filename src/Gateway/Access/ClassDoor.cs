using Classroom.Contracts.Ids;
using Classroom.Contracts.Rosters;
using Classroom.Grains.Abstractions.Timetables;

namespace Classroom.Gateway.Access;

/// <summary>Finds out whether a class exists for a caller.</summary>
internal sealed class ClassDoor(IGrainFactory grains)
{
    /// <summary>The class as it is now, if it exists for the caller; null both for one that does not exist and for one that is not theirs.</summary>
    /// <remarks>Asks nobody about a class of another school: how long the answer takes tells nothing either.</remarks>
    public async Task<ClassRoster?> ReadAsync(Caller caller, ClassId @class) =>
        caller.MayReadSchool(@class.School) && await grains.GetGrain<IClassGrain>(@class.ToString()).Roster() is { } roster && caller.MayReadClass(roster)
            ? roster
            : null;
}
