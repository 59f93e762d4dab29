using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Contracts.Rosters;
using Classroom.Contracts.Timetables;
using Classroom.Gateway.Access;
using Classroom.Gateway.Identity.Limits;
using Classroom.Grains.Abstractions.Timetables;
using Classroom.Ports.Timetables;

namespace Classroom.Gateway.Lessons;

/// <summary>Finds out whether a lesson exists for a caller, and what they are in it.</summary>
/// <remarks>What was read is believed for a few seconds, so that a class that joins at once costs one read.</remarks>
internal sealed class LessonDoor(ITimetableStore timetable, IGrainFactory grains, TimeProvider time)
{
    private const int RememberedMax = 10_000;
    private static readonly TimeSpan RememberedFor = TimeSpan.FromSeconds(3);

    private readonly BoundedCache<LessonId, Remembered> _remembered = new(RememberedMax);

    /// <summary>The lesson as it is now, if it exists for the caller: theirs, or of a class they may read.</summary>
    public async Task<LessonAccess?> ReadAsync(Caller caller, LessonId lesson, CancellationToken cancellationToken) =>
        caller.MayReadSchool(lesson.School) ? See(caller, await FindAsync(lesson, cancellationToken)) : null;

    /// <summary>The lesson as it was a few seconds ago at most, if the caller takes part in it: only they get at its content.</summary>
    public async ValueTask<LessonAccess?> EnterAsync(Caller caller, LessonId lesson, CancellationToken cancellationToken)
    {
        if (caller.School != lesson.School)
        {
            return null;
        }

        return See(caller, await RememberAsync(lesson, cancellationToken)) is { Role: not null } access ? access : null;
    }

    /// <summary>Whether somebody who is in the lesson may stay in it, as what they came: rosters change while lessons go on. As of a few seconds ago at most.</summary>
    public async ValueTask<bool> KeepsAsync(Viewer viewer, LessonId lesson, CancellationToken cancellationToken = default)
    {
        var role = viewer.IsTeacher ? SchoolRole.Teacher : SchoolRole.Student;
        return await RememberAsync(lesson, cancellationToken) is { } access
            && access.Roster.Enrollments.Any(enrollment => enrollment.Role == role && ParticipantId.Of(enrollment.Person) == viewer.Participant);
    }

    private async ValueTask<LessonAccess?> RememberAsync(LessonId lesson, CancellationToken cancellationToken)
    {
        if (!_remembered.TryGet(lesson, out var remembered) || time.GetElapsedTime(remembered.At) > RememberedFor)
        {
            remembered = new(await FindAsync(lesson, cancellationToken), time.GetTimestamp());
            _remembered.Set(lesson, remembered);
        }

        return remembered.Lesson;
    }

    private async Task<LessonAccess?> FindAsync(LessonId lesson, CancellationToken cancellationToken) =>
        await timetable.ReadAsync(lesson, cancellationToken) is { } plan
        && await grains.GetGrain<IClassGrain>(plan.Class.ToString()).Roster() is { } roster
            ? new(plan, roster, Role: null)
            : null;

    private static LessonAccess? See(Caller caller, LessonAccess? lesson) =>
        lesson is not null && caller.MayReadClass(lesson.Roster) ? lesson with { Role = caller.LessonRoleIn(lesson.Roster) } : null;

    private sealed record Remembered(LessonAccess? Lesson, long At);
}

/// <summary>A lesson that exists for a caller.</summary>
/// <param name="Plan">Its plan.</param>
/// <param name="Roster">Its class.</param>
/// <param name="Role">What the caller is in it; null for who may only see its plan.</param>
internal sealed record LessonAccess(LessonPlan Plan, ClassRoster Roster, LessonRole? Role)
{
    /// <summary>The caller as a viewer. Only for who takes part.</summary>
    public Viewer ViewerOf(Caller caller) => new(ParticipantId.Of(caller.Person!.Value), Role!.Value);
}
