using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Pages;
using Classroom.Contracts.Problems;
using Classroom.Contracts.Rosters;
using Classroom.Contracts.Substitutes;
using Classroom.Domain.Substitutes;
using Classroom.Gateway.Access;
using Classroom.Gateway.Problems;
using Classroom.Ports.Rosters;
using Classroom.Ports.Substitutes;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Classroom.Gateway.Office;

/// <summary><c>/api/v1/schools/{school}/substitutes</c>: the office lets teachers stand in for those of a class.</summary>
internal static class SubstituteEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var substitutes = api.MapGroup("/schools/{school}/substitutes").WithTags("Office").RequireAuthorization();
        substitutes.MapGet("", ReadAsync).WithName("ReadSubstitutes").WithSummary("Who stands in, will, or did lately; for the office.").Refuses(ProblemCode.NotFound);
        substitutes.MapPost("", AddAsync).WithName("AddSubstitute").WithSummary("Lets a teacher stand in for those of a class; for the office.")
            .Refuses(ProblemCode.NotFound, ProblemCode.NotTeacher, ProblemCode.TimesInvalid, ProblemCode.TextInvalid, ProblemCode.TextTooLong, ProblemCode.TooManySubstitutes);
        substitutes.MapDelete("/{substitute}", RemoveAsync).WithName("RemoveSubstitute").WithSummary("Takes a substitution back at once; for the office.").Refuses(ProblemCode.NotFound);
    }

    private static async Task<Results<Ok<Page<Substitute>>, NotFound>> ReadAsync(
        SchoolId school, Caller caller, SchoolDoor door, IRosterReader roster, ISubstituteStore substitutes, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await door.ManageAsync(caller, school, cancellationToken) is null)
        {
            return TypedResults.NotFound();
        }

        var names = new Names(roster);
        var named = new List<Substitute>();
        foreach (var one in await substitutes.ReadAsync(school, time.GetUtcNow() - ISubstituteStore.EndedKept, cancellationToken))
        {
            named.Add(await names.DescribeAsync(one, cancellationToken));
        }

        return TypedResults.Ok(new Page<Substitute>([.. named], null));
    }

    private static async Task<Results<Created<Substitute>, NotFound, ProblemHttpResult>> AddAsync(
        SchoolId school, AddSubstitute request, Caller caller, SchoolDoor door, IRosterReader roster, ISubstituteStore substitutes, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await door.ManageClassAsync(caller, school, request.Class, cancellationToken) is null
            || await door.ManagePersonAsync(caller, school, request.Teacher, cancellationToken) is not { } teacher)
        {
            return TypedResults.NotFound();
        }

        var now = time.GetUtcNow();
        if (Refuse(request, teacher, now) is { } problem)
        {
            return problem;
        }

        var wanted = new Substitution(SubstituteId.Parse(OpaqueId.New()), request.Class, request.Teacher, request.From, request.To, request.Reason);
        return await substitutes.AddAsync(wanted, caller.Account, now, cancellationToken) is { } kept
            ? TypedResults.Created($"/api/v1/schools/{school}/substitutes/{kept.Id}", await new Names(roster).DescribeAsync(kept, cancellationToken))
            : Problem.Of(ProblemCode.TooManySubstitutes, "The school has as many substitutions as it can hold.");
    }

    private static async Task<Results<NoContent, NotFound>> RemoveAsync(
        SchoolId school, SubstituteId substitute, Caller caller, SchoolDoor door, ISubstituteStore substitutes, TimeProvider time, CancellationToken cancellationToken) =>
        await door.ManageAsync(caller, school, cancellationToken) is not null
        && await substitutes.RemoveAsync(school, substitute, caller.Account, time.GetUtcNow(), cancellationToken)
            ? TypedResults.NoContent()
            : TypedResults.NotFound();

    private static ProblemHttpResult? Refuse(AddSubstitute request, SchoolPerson teacher, DateTimeOffset now) => SubstituteRules.Refuse(request, teacher, now) switch
    {
        SubstituteRefusal.NotTeacher => Problem.Of(ProblemCode.NotTeacher, "Only who teaches at the school can stand in for a teacher."),
        SubstituteRefusal.TimesInvalid => Problem.Of(ProblemCode.TimesInvalid, $"'to' is after 'from', by at most {SubstituteRules.SpanMax.TotalDays} days, and not over yet."),
        _ => request.Reason is null ? null : TextProblems.Of("reason", request.Reason, SubstituteRules.ReasonMax),
    };

    /// <summary>Reads each name once.</summary>
    private sealed class Names(IRosterReader roster)
    {
        private readonly Dictionary<ClassId, ClassRoster?> _classes = [];
        private readonly Dictionary<PersonKey, SchoolPerson?> _people = [];

        public async Task<Substitute> DescribeAsync(Substitution one, CancellationToken cancellationToken)
        {
            var key = PersonKey.Of(one.Class.School, one.Teacher);
            if (!_classes.TryGetValue(one.Class, out var @class))
            {
                _classes[one.Class] = @class = await roster.ReadClassAsync(one.Class, cancellationToken);
            }

            if (!_people.TryGetValue(key, out var person))
            {
                _people[key] = person = await roster.ReadPersonAsync(key, cancellationToken);
            }

            return new(one.Id, one.Class, @class?.Title, one.Teacher, person?.GivenName, person?.FamilyName, one.From, one.To, one.Reason);
        }
    }
}
