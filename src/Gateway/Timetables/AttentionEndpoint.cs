using System.Collections.Immutable;
using Classroom.Contracts.Lessons;
using Classroom.Contracts.Problems;
using Classroom.Contracts.Rosters;
using Classroom.Contracts.Timetables;
using Classroom.Domain.Timetables;
using Classroom.Gateway.Access;
using Classroom.Gateway.Lessons;
using Classroom.Gateway.Problems;
using Classroom.Gateway.Registers;
using Classroom.Grains.Abstractions.Timetables;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Classroom.Gateway.Timetables;

/// <summary><c>GET /api/v1/me/attention</c>: which lessons that the caller teaches ask for a look.</summary>
internal sealed class AttentionEndpoint(RegisterBooks books, LessonRegisters registers, IGrainFactory grains, TimeProvider time)
{
    /// <summary>Logs that one answer looks into: of the lessons that are due, and of those that were held last.</summary>
    private const int LogsMax = 100;
    private const int LessonsMax = 200;

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/me/attention", AnswerAsync).WithTags("Timetable").WithName("ReadAttention")
            .WithSummary("For teachers: lessons of a stretch of time that ask for a look, and why; what is urgent first.").RequireAuthorization()
            .Refuses(ProblemCode.TimesInvalid);

    private static async Task<Results<Ok<ImmutableArray<LessonAttention>>, ProblemHttpResult>> AnswerAsync(
        Caller caller, AttentionEndpoint attention, IGrainFactory grains, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        if (DayEndpoint.Check(from, to) is { } problem)
        {
            return problem;
        }

        return TypedResults.Ok(caller.Roles.Contains(SchoolRole.Teacher) && PersonGrains.Of(grains, caller) is { } person
            ? await attention.OfAsync([.. (await person.Day(from, to)).Where(lesson => lesson.Role == SchoolRole.Teacher)], cancellationToken)
            : []);
    }

    private async Task<ImmutableArray<LessonAttention>> OfAsync(ImmutableArray<DayLesson> taught, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (due, over, left) = (new List<LessonAttention>(), new List<LessonAttention>(), LogsMax);
        foreach (var lesson in taught.Where(lesson => AttentionRules.IsDue(lesson.Plan, now)).Take(LogsMax))
        {
            left--;
            if (AttentionRules.Now(lesson.Plan, lesson.ClassTitle, await books.ReadAsync(lesson.Plan.Lesson, cancellationToken), now) is { } urgent)
            {
                due.Add(urgent);
            }
        }

        foreach (var lesson in taught.Where(lesson => lesson.Plan.Status is LessonStatus.Ended or LessonStatus.NotHeld).Reverse())
        {
            var found = lesson.Plan.Status == LessonStatus.NotHeld ? new LessonAttention(lesson.Plan, lesson.ClassTitle, AttentionReason.NotHeld, 0, null, null)
                : left-- > 0 ? await AfterAsync(lesson.Plan, cancellationToken)
                : null;
            if (found is not null)
            {
                over.Add(found);
            }
        }

        var overlaps = AttentionRules.Overlaps(taught.Select(lesson => (lesson.Plan, lesson.ClassTitle)), now);
        return [.. due.OrderBy(lesson => lesson.Reason).Concat(overlaps).Concat(over).Take(LessonsMax)];
    }

    private async Task<LessonAttention?> AfterAsync(LessonPlan plan, CancellationToken cancellationToken) =>
        await grains.GetGrain<IClassGrain>(plan.Class.ToString()).Roster() is { } roster
            ? AttentionRules.After(plan, await registers.ReadAsync(new LessonAccess(plan, roster, LessonRole.Teacher), cancellationToken))
            : null;
}
