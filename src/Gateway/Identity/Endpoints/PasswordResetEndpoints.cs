using System.Collections.Immutable;
using Classroom.Contracts.Identity;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Pages;
using Classroom.Contracts.Problems;
using Classroom.Gateway.Access;
using Classroom.Gateway.Identity.Limits;
using Classroom.Gateway.Identity.Passwords;
using Classroom.Gateway.Problems;
using Classroom.Ports.Identity;
using Classroom.Ports.Rosters;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Classroom.Gateway.Identity.Endpoints;

/// <summary>Forgotten passwords: said by anybody, seen by the office.</summary>
internal static class PasswordResetEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/password-resets", RequestAsync).WithTags("Accounts").WithName("RequestPasswordReset").WithSummary("Says that a password is forgotten; answers the same whoever has the login.")
            .AllowAnonymous().LimitedByAddress("reset");
        api.MapGet("/schools/{school}/password-resets", ReadAsync).WithTags("Accounts").WithName("ReadPasswordResets").WithSummary("Forgotten passwords of a school, the latest first; for its office.")
            .RequireAuthorization().Refuses(ProblemCode.NotFound);
    }

    /// <summary>Nothing in the answer, nor in the work done for it, depends on whether anybody has the login.</summary>
    private static async Task<Accepted> RequestAsync(
        ForgotPassword request, IAccountStore accounts, TimeProvider time, CancellationToken cancellationToken)
    {
        if (PasswordRules.NormalizeLogin(request.Login) is { } login)
        {
            await accounts.RequestPasswordResetAsync(login, request.School, time.GetUtcNow(), cancellationToken);
        }

        return TypedResults.Accepted((string?)null);
    }

    private static async Task<Results<Ok<Page<PasswordReset>>, NotFound>> ReadAsync(
        SchoolId school, Caller caller, SchoolDoor door, IAccountStore accounts, IRosterReader roster, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await door.ManageAsync(caller, school, cancellationToken) is null)
        {
            return TypedResults.NotFound();
        }

        var resets = ImmutableArray.CreateBuilder<PasswordReset>();
        foreach (var reset in await accounts.ReadPasswordResetsAsync(school, time.GetUtcNow(), cancellationToken))
        {
            if (await roster.ReadPersonAsync(reset.Person, cancellationToken) is { } person) // Who left is nobody's to let in.
            {
                resets.Add(new(person.Id, person.GivenName, person.FamilyName, reset.Login, reset.RequestedAt));
            }
        }

        return TypedResults.Ok(new Page<PasswordReset>(resets.ToImmutable(), null));
    }
}
