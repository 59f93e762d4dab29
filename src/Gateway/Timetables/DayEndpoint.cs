using System.Collections.Immutable;
using Classroom.Contracts.Problems;
using Classroom.Domain.Timetables;
using Classroom.Gateway.Access;
using Classroom.Gateway.Problems;
using Classroom.Grains.Abstractions.Timetables;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Classroom.Gateway.Timetables;

/// <summary><c>GET /api/v1/me/day</c>: the caller's lessons.</summary>
internal static class DayEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/me/day", ReadAsync).WithTags("Timetable").WithName("ReadDay").WithSummary("One's own lessons in a stretch of time.").RequireAuthorization()
            .Refuses(ProblemCode.TimesInvalid);

    /// <summary>Why a stretch of time cannot be read; null if it can.</summary>
    public static ProblemHttpResult? Check(DateTimeOffset from, DateTimeOffset to) => to <= from || to - from > PlanLimits.WindowMax
        ? Problem.Of(ProblemCode.TimesInvalid, $"'to' is after 'from', by at most {PlanLimits.WindowMax.TotalDays} days.")
        : null;

    private static async Task<Results<Ok<ImmutableArray<DayLesson>>, ProblemHttpResult>> ReadAsync(
        Caller caller, IGrainFactory grains, DateTimeOffset from, DateTimeOffset to)
    {
        if (Check(from, to) is { } problem)
        {
            return problem;
        }

        return TypedResults.Ok(PersonGrains.Of(grains, caller) is { } person ? await person.Day(from, to) : []);
    }
}
