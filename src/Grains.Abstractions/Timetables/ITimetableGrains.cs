using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Rosters;
using Classroom.Contracts.Timetables;
using Orleans;
using Orleans.Concurrency;

namespace Classroom.Grains.Abstractions.Timetables;

/// <summary>One class: its roster, cached, and the lessons planned for it. Key: <see cref="ClassId"/>.</summary>
[Alias("IClassGrain")]
public interface IClassGrain : IGrainWithStringKey
{
    /// <summary>The class, its enrollments and who stands in there now, or null if the school has no such class.</summary>
    [Alias("Roster"), ReadOnly]
    Task<ClassRoster?> Roster();

    /// <summary>Lessons that end after <paramref name="from"/> and start before <paramref name="to"/>, by start; at most 1,000 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The window is longer than 31 days, or what the installation set.</exception>
    [Alias("Lessons"), ReadOnly]
    Task<ImmutableArray<LessonPlan>> Lessons(DateTimeOffset from, DateTimeOffset to);

    /// <summary>Plans a lesson.</summary>
    [Alias("Plan")]
    Task<PlanResult> Plan(PlanLesson request);

    /// <summary>Changes a lesson that has not ended.</summary>
    [Alias("Change")]
    Task<PlanResult> Change(ChangeLesson request);

    /// <summary>Cancels a lesson that has not ended; ends it if it is live.</summary>
    [Alias("Cancel")]
    Task<PlanResult> Cancel(LessonId lesson, long version);

    /// <summary>The school's roster changed: forget what is cached if it is older.</summary>
    [Alias("RosterChanged")]
    Task RosterChanged(long version);
}

/// <summary>A lesson to plan.</summary>
/// <param name="Lesson">Its id, chosen by the caller, so that a retry plans it once.</param>
/// <param name="Title">What it is about.</param>
/// <param name="StartsAt">Planned start.</param>
/// <param name="EndsAt">Planned end.</param>
[GenerateSerializer, Immutable, Alias("PlanLesson")]
public sealed record PlanLesson(LessonId Lesson, string Title, DateTimeOffset StartsAt, DateTimeOffset EndsAt);

/// <summary>A change to a plan.</summary>
/// <param name="Lesson">Which lesson.</param>
/// <param name="Version">The version that was read.</param>
/// <param name="Title">What it is about from now on.</param>
/// <param name="StartsAt">Planned start from now on.</param>
/// <param name="EndsAt">Planned end from now on.</param>
[GenerateSerializer, Immutable, Alias("ChangeLesson")]
public sealed record ChangeLesson(LessonId Lesson, long Version, string Title, DateTimeOffset StartsAt, DateTimeOffset EndsAt);

/// <summary>The plan as it now is, or why it was refused.</summary>
[GenerateSerializer, Immutable, Alias("PlanResult")]
public sealed record PlanResult(LessonPlan? Plan, PlanRefusal? Refusal = null)
{
    public static implicit operator PlanResult(PlanRefusal refusal) => new(null, refusal);

    public static implicit operator PlanResult(LessonPlan plan) => new(plan);
}

/// <summary>A teacher's day and devices. Key: <see cref="PersonKey"/>.</summary>
[Alias("ITeacherGrain")]
public interface ITeacherGrain : IPersonGrain;

/// <summary>A student's day and devices. Key: <see cref="PersonKey"/>.</summary>
[Alias("IStudentGrain")]
public interface IStudentGrain : IPersonGrain;

/// <summary>A person's day and devices. Key: <see cref="PersonKey"/>.</summary>
[Alias("IPersonGrain")]
public interface IPersonGrain : IGrainWithStringKey
{
    /// <summary>The lessons of this person's classes that end after <paramref name="from"/> and start before <paramref name="to"/>, by start.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The window is longer than 31 days, or what the installation set.</exception>
    [Alias("Day"), ReadOnly]
    Task<ImmutableArray<DayLesson>> Day(DateTimeOffset from, DateTimeOffset to);

    /// <summary>Notes that a device of this person joined a lesson.</summary>
    [Alias("DeviceSeen")]
    Task DeviceSeen(DeviceId device, LessonId lesson);

    /// <summary>Devices seen since this grain woke, the latest first; at most 16.</summary>
    [Alias("Devices"), ReadOnly]
    Task<ImmutableArray<SeenDevice>> Devices();
}

/// <summary>One lesson of somebody's day.</summary>
/// <param name="Plan">Its plan.</param>
/// <param name="ClassTitle">The name of its class.</param>
/// <param name="Role">What this person is in it.</param>
[GenerateSerializer, Immutable, Alias("DayLesson")]
public sealed record DayLesson(LessonPlan Plan, string ClassTitle, SchoolRole Role);

/// <summary>A device and where it was last.</summary>
/// <param name="Device">The device, as its client names itself.</param>
/// <param name="Lesson">The lesson it joined last.</param>
/// <param name="At">When.</param>
[GenerateSerializer, Immutable, Alias("SeenDevice")]
public sealed record SeenDevice(DeviceId Device, LessonId Lesson, DateTimeOffset At);
