using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Pages;
using Classroom.Contracts.Problems;
using Classroom.Contracts.Rosters;
using Classroom.Gateway.Access;
using Classroom.Gateway.Problems;
using Classroom.Gateway.Searching;
using Classroom.Ports.Identity;
using Classroom.Ports.Rosters;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Classroom.Gateway.Office;

/// <summary><c>GET /api/v1/schools/{school}/people</c>: who is at the school, and how far they got with signing in; <c>…/people/counts</c>: how many cannot yet.</summary>
internal static class PeopleEndpoints
{
    private const int LimitDefault = 100;
    private const int LimitMax = 500;
    private const int SearchMax = 100;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/schools/{school}/people", ReadAsync).WithTags("Office").WithName("ReadPeople").WithSummary("People of a school and how they sign in, by name; for its office.")
            .RequireAuthorization().Refuses(ProblemCode.NotFound);
        api.MapGet("/schools/{school}/people/counts", CountAsync).WithTags("Office").WithName("CountPeople").WithSummary("How many people a school has, and how many of them cannot sign in yet; for its office.")
            .RequireAuthorization().Refuses(ProblemCode.NotFound);
    }

    private static async Task<Results<Ok<Page<PersonInOffice>>, NotFound, ProblemHttpResult>> ReadAsync(
        SchoolId school, Caller caller, SchoolDoor door, SchoolPeople people, IAccountStore accounts, TimeProvider time, CancellationToken cancellationToken,
        string? role = null, string? search = null, [FromQuery(Name = "class")] ClassId? ofClass = null, PersonId? after = null, int limit = LimitDefault)
    {
        if (await door.ManageAsync(caller, school, cancellationToken) is not { } found)
        {
            return TypedResults.NotFound();
        }

        if (!TryRole(role, out var wanted) || search is { Length: > SearchMax })
        {
            return Problem.Of(ProblemCode.Malformed, $"A role is student, teacher or office; a search has at most {SearchMax} characters.");
        }

        var all = await people.OfAsync(found, cancellationToken);
        var (sought, now, countMax) = (SearchWords.Of(search ?? ""), time.GetUtcNow(), Math.Clamp(limit, 1, LimitMax));
        var logins = sought.IsEmpty ? [] : (await accounts.ReadStandingsAsync(school, now, cancellationToken)).ToDictionary(standing => standing.Person, standing => standing.Login); // Words are sought in them, too.
        var page = all.Skip(After(all, after))
            .Where(one => wanted is null || one.Person.Roles.Contains(wanted.Value))
            .Where(one => ofClass is null || one.Classes.Any(own => own.Class == ofClass))
            .Where(one => one.Matches(sought, logins.GetValueOrDefault(one.Person.Id)))
            .Take(countMax + 1)
            .ToArray();
        PersonId[] shown = [.. page.Take(countMax).Select(one => one.Person.Id)];
        var standings = (await accounts.ReadStandingsAsync(school, shown, now, cancellationToken)).ToDictionary(standing => standing.Person);
        return TypedResults.Ok(new Page<PersonInOffice>(
            [.. page.Take(countMax).Select(one => Describe(one, standings.GetValueOrDefault(one.Person.Id)))],
            page.Length > countMax ? $"{shown[^1]}" : null));
    }

    private static async Task<Results<Ok<PeopleCounts>, NotFound>> CountAsync(
        SchoolId school, Caller caller, SchoolDoor door, SchoolPeople people, IAccountStore accounts, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await door.ManageAsync(caller, school, cancellationToken) is not { } found)
        {
            return TypedResults.NotFound();
        }

        var all = await people.OfAsync(found, cancellationToken);
        var standings = (await accounts.ReadStandingsAsync(school, time.GetUtcNow(), cancellationToken)).ToDictionary(standing => standing.Person);
        return TypedResults.Ok(new PeopleCounts(
            all.Length,
            all.Count(one => one.IsStaff && StateOf(standings.GetValueOrDefault(one.Person.Id)) == AccountState.None),
            all.Count(one => one.Person.Roles.Contains(SchoolRole.Student) && standings.GetValueOrDefault(one.Person.Id) is not { HasCode: true })));
    }

    /// <summary>How many to skip; none after somebody who has left meanwhile, so that nobody is missed.</summary>
    private static int After(ImmutableArray<FoundPerson> all, PersonId? after)
    {
        for (var index = 0; after is not null && index < all.Length; index++)
        {
            if (all[index].Person.Id == after)
            {
                return index + 1;
            }
        }

        return 0;
    }

    private static bool TryRole(string? text, out SchoolRole? role)
    {
        role = text switch { "student" => SchoolRole.Student, "teacher" => SchoolRole.Teacher, "office" => SchoolRole.Office, _ => null };
        return text is null || role is not null;
    }

    private static PersonInOffice Describe(FoundPerson found, AccountStanding? standing) => new(
        found.Person.Id,
        found.Person.GivenName,
        found.Person.FamilyName,
        found.Person.Roles,
        found.Person.Email,
        StateOf(standing),
        standing?.Login,
        standing?.InvitationExpiresAt,
        standing is { HasCode: true },
        standing?.CodeIssuedAt,
        found.Classes);

    private static AccountState StateOf(AccountStanding? standing) =>
        standing is { HasPassword: true } ? AccountState.Active : standing is { InvitationExpiresAt: not null } ? AccountState.Invited : AccountState.None;
}
