using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Classroom.Contracts.Json;
using Classroom.Contracts.Ids;

namespace Classroom.Contracts.Registers;

/// <summary>Who was in a lesson, as its log says and its teachers corrected. Of a live lesson: so far.</summary>
/// <param name="Lesson">Which lesson.</param>
/// <param name="Class">Of which class.</param>
/// <param name="ClassTitle">The class's name.</param>
/// <param name="Title">The lesson's title.</param>
/// <param name="StartsAt">Its planned start.</param>
/// <param name="EndsAt">Its planned end.</param>
/// <param name="StartedAt">When it went live; absent if it has not.</param>
/// <param name="EndedAt">When it ended; absent if it has not.</param>
/// <param name="LateAfterMinutes">How late one may come, or how early leave, and still count as present.</param>
/// <param name="Through">The last entry of the log that this takes into account.</param>
/// <param name="AsOf">The time up to which presence that goes on is counted.</param>
/// <param name="People">The students of the class, and those who came and are no longer in it, by name. Empty if the lesson has not started.</param>
public sealed record LessonRegister(
    LessonId Lesson,
    ClassId Class,
    string ClassTitle,
    string Title,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    int LateAfterMinutes,
    long Through,
    DateTimeOffset AsOf,
    ImmutableArray<RegisterPerson> People);

/// <summary>One student in a register.</summary>
/// <param name="Person">Who.</param>
/// <param name="GivenName">Given name; empty for somebody whom the roster no longer knows.</param>
/// <param name="FamilyName">Family name; empty likewise.</param>
/// <param name="Status">What counts: the latest correction, else what was recorded.</param>
/// <param name="Recorded">What the log says; never changed by a correction.</param>
/// <param name="ArrivedAt">When they first were in the lesson.</param>
/// <param name="LeftAt">When they last were; absent while they are.</param>
/// <param name="LateMinutes">By how much they were late; 0 if they were not.</param>
/// <param name="LeftEarlyMinutes">By how much they left early; 0 if they did not, or the lesson goes on.</param>
/// <param name="PresentMinutes">How long they were there in all.</param>
/// <param name="Intervals">When they were there, in order, never overlapping.</param>
/// <param name="Corrections">What teachers and the office corrected, the oldest first.</param>
public sealed record RegisterPerson(
    PersonId Person,
    string GivenName,
    string FamilyName,
    PresenceStatus Status,
    PresenceStatus Recorded,
    DateTimeOffset? ArrivedAt,
    DateTimeOffset? LeftAt,
    int LateMinutes,
    int LeftEarlyMinutes,
    int PresentMinutes,
    ImmutableArray<RegisterInterval> Intervals,
    ImmutableArray<RegisterCorrection> Corrections);

/// <summary>A stretch of time in which somebody was in a lesson.</summary>
/// <param name="From">Its beginning.</param>
/// <param name="To">Its end: the last proof that they were there; absent while they are.</param>
public sealed record RegisterInterval(DateTimeOffset From, DateTimeOffset? To);

/// <summary>One correction. Never changed or taken away: a wrong one is followed by another.</summary>
/// <param name="Status">What counts from then on.</param>
/// <param name="Reason">Why: 1 to 500 UTF-16 code units.</param>
/// <param name="By">Who corrected; absent for an administrator.</param>
/// <param name="ByName">Their name as the roster has it now; empty if it no longer does.</param>
/// <param name="At">When.</param>
public sealed record RegisterCorrection(PresenceStatus Status, string Reason, PersonId? By, string ByName, DateTimeOffset At);

/// <summary>Body of <c>POST /api/v1/lessons/{lesson}/register/{person}/corrections</c>.</summary>
/// <param name="Status">What counts from now on.</param>
/// <param name="Reason">Why: 1 to 500 UTF-16 code units.</param>
public sealed record CorrectionToMake(PresenceStatus Status, string Reason);

/// <summary>A lesson of which the caller missed something.</summary>
/// <param name="Lesson">Which lesson.</param>
/// <param name="ClassTitle">The class's name.</param>
/// <param name="Title">The lesson's title.</param>
/// <param name="StartsAt">Its planned start.</param>
/// <param name="StartedAt">When it went live.</param>
/// <param name="EndedAt">When it ended.</param>
/// <param name="Status">What counts for the caller.</param>
/// <param name="Missed">When they were not there though the lesson went on, in order; a minute or more each.</param>
public sealed record MissedLesson(
    LessonId Lesson,
    string ClassTitle,
    string Title,
    DateTimeOffset StartsAt,
    DateTimeOffset StartedAt,
    DateTimeOffset EndedAt,
    PresenceStatus Status,
    ImmutableArray<RegisterInterval> Missed);

/// <summary>What a register says of somebody. Part of the protocol: append only.</summary>
[JsonConverter(typeof(NamedEnumConverter<PresenceStatus>))]
public enum PresenceStatus
{
    /// <summary>Was there from the beginning to the end, but for what is tolerated.</summary>
    [JsonStringEnumMemberName("present")]
    Present = 1,

    /// <summary>Came later than tolerated.</summary>
    [JsonStringEnumMemberName("late")]
    Late = 2,

    /// <summary>Was not there at all.</summary>
    [JsonStringEnumMemberName("absent")]
    Absent = 3,

    /// <summary>Left earlier than tolerated.</summary>
    [JsonStringEnumMemberName("leftEarly")]
    LeftEarly = 4,
}
