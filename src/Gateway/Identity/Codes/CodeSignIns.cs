using System.Net;
using Classroom.Contracts.Identity;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Rosters;
using Classroom.Gateway.Identity.Limits;
using Classroom.Gateway.Identity.Sessions;
using Classroom.Ports.Identity;

namespace Classroom.Gateway.Identity.Codes;

/// <summary>Signs in students by school code and personal code.</summary>
internal sealed class CodeSignIns(IAccountStore accounts, CodeHasher hasher, SignInLimits limits, SessionChecks checks, SessionTokens tokens)
{
    public async Task<SignInOutcome> SignInAsync(CodeSignIn request, IPAddress? address, CancellationToken cancellationToken)
    {
        var (holder, wait) = await FindAsync(request.School, request.Code, address, cancellationToken);
        return wait is { } pause ? SignInOutcome.After(pause)
            : holder is null ? SignInOutcome.Failed
            : SignInOutcome.Started(tokens.Start(holder.Account, holder.Name, [SchoolRole.Student], request.Remember));
    }

    /// <summary>Whose code it is, within the limit of the school and the address it is asked from.</summary>
    /// <returns>Nobody if it is nobody's who is a student now; and how long to wait, if it was not looked at.</returns>
    public async Task<(CodeHolder? Holder, TimeSpan? Wait)> FindAsync(string? school, string typed, IPAddress? address, CancellationToken cancellationToken) =>
        SchoolOf(school) is not { } known ? (null, null)
        : limits.TakeCode(known, address) is { } wait ? (null, wait)
        : (await FindAsync(known, typed, cancellationToken), null);

    private async Task<CodeHolder?> FindAsync(SchoolId school, string typed, CancellationToken cancellationToken)
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
                ? new(account, school, standing.DisplayName ?? "")
                : null;
    }

    /// <summary>The school that somebody meant who typed this, or null.</summary>
    private static SchoolId? SchoolOf(string? typed) =>
        typed is { Length: <= SchoolId.LengthMax * 2 } && SchoolId.TryParse(typed.Trim().ToLowerInvariant(), null, out var school) ? school : null;
}

/// <summary>A student whose code it is.</summary>
internal sealed record CodeHolder(Account Account, SchoolId School, string Name);
