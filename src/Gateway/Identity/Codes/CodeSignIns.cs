using Classroom.Contracts.Identity;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Rosters;
using Classroom.Gateway.Identity.Sessions;
using Classroom.Ports.Identity;

namespace Classroom.Gateway.Identity.Codes;

/// <summary>Signs in students by school code and personal code.</summary>
internal sealed class CodeSignIns(IAccountStore accounts, CodeHasher hasher, SessionChecks checks, SessionTokens tokens)
{
    /// <summary>The school that somebody meant who typed this, or null.</summary>
    public static SchoolId? SchoolOf(string? typed) =>
        typed is { Length: <= SchoolId.LengthMax * 2 } && SchoolId.TryParse(typed.Trim().ToLowerInvariant(), null, out var school) ? school : null;

    public async Task<SignInOutcome> SignInAsync(CodeSignIn request, SchoolId school, CancellationToken cancellationToken) =>
        await FindAsync(school, request.Code, cancellationToken) is var (account, name)
            ? SignInOutcome.Started(tokens.Start(account, name, [SchoolRole.Student], request.Remember))
            : SignInOutcome.Failed;

    /// <summary>Whose code it is, with their name; null if nobody's who is a student now.</summary>
    public async Task<(Account Account, string Name)?> FindAsync(SchoolId school, string typed, CancellationToken cancellationToken)
    {
        if (Crockford.Normalize(typed, CodeHasher.Length) is not { } code)
        {
            return null; // No such code can exist: nothing to look up, nothing to learn.
        }

        var hash = await hasher.HashAsync(school, code, cancellationToken);

        // A code opens a student's session and never more, whatever else the person has become since.
        return await accounts.FindByCodeAsync(school, hash, cancellationToken) is { } account
            && await checks.StandingOfAsync(account.Id, cancellationToken) is { } standing
            && standing.Roles.Contains(SchoolRole.Student)
                ? (account, standing.DisplayName ?? "")
                : null;
    }
}
