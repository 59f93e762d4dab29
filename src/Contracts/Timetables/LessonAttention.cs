using System.Text.Json.Serialization;
using Classroom.Contracts.Json;
using Classroom.Contracts.Ids;

namespace Classroom.Contracts.Timetables;

/// <summary>A lesson that asks for a look of one of its teachers, and why. A lesson may be there for several reasons.</summary>
/// <param name="Plan">Which lesson.</param>
/// <param name="ClassTitle">The class's name.</param>
/// <param name="Reason">Why.</param>
/// <param name="Students">How many students it is about: those who are there now, or were absent; 0 where that says nothing.</param>
/// <param name="Since">Since when: students are there, or no teacher is. Absent of all else.</param>
/// <param name="Other">The lesson that goes on at the same time. Absent of all but an overlap.</param>
public sealed record LessonAttention(
    LessonPlan Plan,
    string ClassTitle,
    AttentionReason Reason,
    int Students,
    DateTimeOffset? Since,
    LessonPlan? Other);

/// <summary>Why a lesson asks for a look. Part of the API: append only.</summary>
[JsonConverter(typeof(NamedEnumConverter<AttentionReason>))]
public enum AttentionReason
{
    /// <summary>It is time, students are there, the lesson has not started, and no teacher is there.</summary>
    [JsonStringEnumMemberName("waiting")]
    Waiting = 1,

    /// <summary>It goes on without a teacher.</summary>
    [JsonStringEnumMemberName("unattended")]
    Unattended = 2,

    /// <summary>It is to go on at the same time as another that one teaches.</summary>
    [JsonStringEnumMemberName("overlap")]
    Overlap = 3,

    /// <summary>It was held and not one student came.</summary>
    [JsonStringEnumMemberName("nobodyCame")]
    NobodyCame = 4,

    /// <summary>It was held and somebody counts as absent from it.</summary>
    [JsonStringEnumMemberName("absences")]
    Absences = 5,

    /// <summary>It was planned and not held.</summary>
    [JsonStringEnumMemberName("notHeld")]
    NotHeld = 6,
}
