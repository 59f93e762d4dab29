using System.Text.Json.Serialization;
using Classroom.Contracts.Json;
using Classroom.Contracts.Ids;
using Orleans;

namespace Classroom.Contracts.Timetables;

/// <summary>One lesson in a timetable.</summary>
/// <param name="Lesson">Which lesson.</param>
/// <param name="Class">The class it is for; of the same school.</param>
/// <param name="Title">What it is about: 1 to 200 UTF-16 code units.</param>
/// <param name="StartsAt">Planned start.</param>
/// <param name="EndsAt">Planned end; after the start, by at most 12 hours by default.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Version">Grows with every change: the ETag of the plan.</param>
[GenerateSerializer, Immutable, Alias("LessonPlan")]
public sealed record LessonPlan(
    LessonId Lesson,
    ClassId Class,
    string Title,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    LessonStatus Status,
    long Version);

/// <summary>Where a planned lesson stands. Live, ended and not held follow its log, within seconds. Part of the API: append only.</summary>
[GenerateSerializer, Alias("LessonStatus")]
[JsonConverter(typeof(NamedEnumConverter<LessonStatus>))]
public enum LessonStatus
{
    /// <summary>Not started.</summary>
    [JsonStringEnumMemberName("planned")]
    Planned = 0,

    /// <summary>Going on.</summary>
    [JsonStringEnumMemberName("live")]
    Live = 1,

    /// <summary>Held, and over.</summary>
    [JsonStringEnumMemberName("ended")]
    Ended = 2,

    /// <summary>Called off before it ended.</summary>
    [JsonStringEnumMemberName("cancelled")]
    Cancelled = 3,

    /// <summary>Over without ever having been started; nobody counts as absent from it.</summary>
    [JsonStringEnumMemberName("notHeld")]
    NotHeld = 4,
}

/// <summary>Why a plan was refused. Part of the API: append only.</summary>
[GenerateSerializer, Alias("PlanRefusal")]
[JsonConverter(typeof(NamedEnumConverter<PlanRefusal>))]
public enum PlanRefusal
{
    /// <summary>There is no such class or lesson, or the caller may not know of it.</summary>
    [JsonStringEnumMemberName("notFound")]
    NotFound = 1,

    /// <summary>The title is missing, too long, or has characters that are not text.</summary>
    [JsonStringEnumMemberName("titleInvalid")]
    TitleInvalid = 2,

    /// <summary>The end is not after the start, or too long after it (12 hours by default), or the times are out of the accepted years.</summary>
    [JsonStringEnumMemberName("timesInvalid")]
    TimesInvalid = 3,

    /// <summary>The plan changed meanwhile. Read it again, then retry.</summary>
    [JsonStringEnumMemberName("versionConflict")]
    VersionConflict = 4,

    /// <summary>The lesson has ended, was not held, or was cancelled.</summary>
    [JsonStringEnumMemberName("lessonOver")]
    LessonOver = 5,

    /// <summary>The class has as many lessons planned as it can hold.</summary>
    [JsonStringEnumMemberName("tooManyLessons")]
    TooManyLessons = 6,
}
