using Classroom.Grains.Abstractions.Timetables;
using Classroom.Grains.Rosters;
using Classroom.Grains.Substitutes;
using Classroom.Ports.Rosters;
using Microsoft.Extensions.Options;

namespace Classroom.Grains.Timetables;

/// <summary>One teacher.</summary>
[GrainType("teacher")]
internal sealed class TeacherGrain(
    IRosterReader rosters, SchoolVersions versions, RunningSubstitutes substitutes, IOptions<TimetableOptions> options, TimeProvider time)
    : PersonGrain(rosters, versions, substitutes, options, time), ITeacherGrain;
