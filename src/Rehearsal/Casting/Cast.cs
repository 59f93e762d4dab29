using System.Collections.Immutable;
using Classroom.Client;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Identity;
using Classroom.Contracts.Timetables;

namespace Classroom.Rehearsal.Casting;

/// <summary>The people of a rehearsal, each with the devices they are signed in on, and their lesson.</summary>
internal sealed record Cast(LessonPlan Plan, CastMember Teacher, ImmutableArray<CastMember> Students) : IDisposable
{
    public IEnumerable<CastMember> Everybody => Students.Prepend(Teacher);

    public void Dispose()
    {
        foreach (var client in Everybody.SelectMany(member => member.Devices))
        {
            client.Client.Dispose();
        }
    }
}

/// <summary>One person.</summary>
internal sealed record CastMember(string Name, ParticipantId Participant, ImmutableArray<CastDevice> Devices);

/// <summary>One device of a person.</summary>
internal sealed record CastDevice(DeviceId Device, ClassroomClient Client);
