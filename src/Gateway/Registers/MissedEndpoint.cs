using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Problems;
using Classroom.Contracts.Registers;
using Classroom.Contracts.Rosters;
using Classroom.Contracts.Timetables;
using Classroom.Domain.Registers;
using Classroom.Gateway.Access;
using Classroom.Gateway.Problems;
using Classroom.Gateway.Timetables;
using Classroom.Grains.Abstractions.Timetables;
using Classroom.Ports.Registers;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Classroom.Gateway.Registers;

/// <summary><c>GET /api/v1/me/missed</c>: what the caller, a student, missed of lessons that are over.</summary>
internal sealed class MissedEndpoint(RegisterBooks books, IRegisterStore store, LessonRegisters registers, TimeProvider time)
{
    private const int LessonsMax = 200;

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/me/missed", AnswerAsync).WithTags("Registers").WithName("ReadMissed")
            .WithSummary("For students: the lessons of a stretch of time of which they missed a minute or more, the latest first.").RequireAuthorization()
            .Refuses(ProblemCode.TimesInvalid);

    private static async Task<Results<Ok<ImmutableArray<MissedLesson>>, ProblemHttpResult>> AnswerAsync(
        Caller caller, MissedEndpoint missed, IGrainFactory grains, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        if (DayEndpoint.Check(from, to) is { } problem)
        {
            return problem;
        }

        return TypedResults.Ok(caller.Roles.Contains(SchoolRole.Student) && PersonGrains.Of(grains, caller) is { } person
            ? await missed.OfAsync(caller.School!.Value, caller.Person!.Value, await person.Day(from, to), cancellationToken)
            : []);
    }

    private async Task<ImmutableArray<MissedLesson>> OfAsync(SchoolId school, PersonId person, ImmutableArray<DayLesson> day, CancellationToken cancellationToken)
    {
        DayLesson[] over = [.. day.Where(lesson => lesson is { Role: SchoolRole.Student, Plan.Status: LessonStatus.Ended }).Reverse().Take(LessonsMax)];
        if (over.Length == 0)
        {
            return [];
        }

        var lateAfter = TimeSpan.FromMinutes(await registers.LateAfterMinutesAsync(school, cancellationToken));
        var missed = ImmutableArray.CreateBuilder<MissedLesson>();
        foreach (var lesson in over)
        {
            if (await OfAsync(person, lesson, lateAfter, cancellationToken) is { } some)
            {
                missed.Add(some);
            }
        }

        return missed.ToImmutable();
    }

    /// <summary>Nothing for a lesson that was not held, and for one at which a teacher says they were.</summary>
    private async Task<MissedLesson?> OfAsync(PersonId person, DayLesson lesson, TimeSpan lateAfter, CancellationToken cancellationToken)
    {
        var (plan, participant) = (lesson.Plan, ParticipantId.Of(person));
        var book = await books.ReadAsync(plan.Lesson, cancellationToken);
        var times = new RegisterTimes(plan.StartsAt, lateAfter, time.GetUtcNow());
        if (RegisterRules.MissedOf(book, participant, times) is not { } recorded)
        {
            return null;
        }

        var corrected = (await store.ReadAsync(plan.Lesson, cancellationToken)).LastOrDefault(correction => correction.Person == person)?.Status;
        return recorded.Corrected(corrected) is not { } missed ? null : new(
            plan.Lesson, lesson.ClassTitle, plan.Title, plan.StartsAt, missed.StartedAt, missed.EndedAt, missed.Status,
            [.. missed.Gaps.Select(gap => new RegisterInterval(gap.From, gap.To))]);
    }
}
