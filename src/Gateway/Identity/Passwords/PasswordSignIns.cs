using System.Collections.Immutable;
using Classroom.Contracts.Identity;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Rosters;
using Classroom.Gateway.Identity.Limits;
using Classroom.Gateway.Identity.Sessions;
using Classroom.Ports.Identity;
using Microsoft.AspNetCore.Identity;

namespace Classroom.Gateway.Identity.Passwords;

/// <summary>Signs in teachers, the office and administrators.</summary>
/// <remarks>
/// An unknown login costs what a known one with a wrong password costs, and is answered alike.
/// A login can be known at several schools; the password tells which is meant. What is counted, cleared and remembered
/// belongs to the account that was proved, since anybody's office can give an account the login of somebody else.
/// </remarks>
internal sealed class PasswordSignIns(
    IAccountStore accounts, SessionChecks checks, SessionTokens tokens, PasswordWork work, PasswordTries tries, KnownBrowser browsers)
{
    public async Task<SignInOutcome> SignInAsync(HttpContext context, PasswordSignIn request, string place, CancellationToken cancellationToken)
    {
        if (PasswordRules.NormalizeLogin(request.Login) is not { } login || request.Password is not { Length: > 0 and <= PasswordRules.LengthMax })
        {
            return SignInOutcome.Failed;
        }

        var attempt = new PasswordAttempt(tries, login, request.School, place, browsers.Recognize(context, login, request.School));
        if (attempt.Wait is { } wait)
        {
            return SignInOutcome.After(wait);
        }

        var candidates = await accounts.FindByLoginAsync(login, request.School, cancellationToken);
        using var turn = await work.TurnAsync(attempt.IsKnown, cancellationToken);
        if (!turn.IsAcquired)
        {
            attempt.Refund();
            return SignInOutcome.Busy;
        }

        var proven = Prove(candidates, attempt, request.Password, isNamed: request.School is not null);
        var entitled = new List<(Account Account, Standing Standing)>();
        foreach (var account in proven.Keys)
        {
            if (await StaffStandingAsync(account, cancellationToken) is { } standing)
            {
                entitled.Add((account, standing));
            }
        }

        if (entitled is [])
        {
            return SignInOutcome.Failed;
        }

        entitled.ForEach(one => attempt.Proved(one.Account.Id));
        if (entitled is not [var only])
        {
            return SignInOutcome.Choose([.. entitled.Select(one => one.Account.Id.Person?.School).OfType<SchoolId>()]);
        }

        if (proven[only.Account] == PasswordVerificationResult.SuccessRehashNeeded)
        {
            await accounts.ReplacePasswordAsync(only.Account.Id, only.Account.Stamp, work.Hash(request.Password), only.Account.Stamp, act: null, cancellationToken);
        }

        if (!request.Bearer)
        {
            browsers.Remember(context, only.Account.Id, login);
        }

        var name = only.Standing.DisplayName ?? only.Account.DisplayName ?? login;
        return SignInOutcome.Started(tokens.Start(only.Account, name, only.Standing.Roles, request.Remember));
    }

    /// <summary>Accounts for which it comes too early cost their work and are never right: neither answer nor time tells of them.</summary>
    private Dictionary<Account, PasswordVerificationResult> Prove(ImmutableArray<Account> candidates, PasswordAttempt attempt, string password, bool isNamed)
    {
        var results = candidates.Select(account => (Account: account, Result: work.Verify(attempt.MayBe(account.Id) ? account : null, password))).ToArray();
        for (var done = results.Length; done < WorkFor(results.Length, isNamed); done++)
        {
            work.Verify(null, password);
        }

        return results.Where(proof => proof.Result != PasswordVerificationResult.Failed).ToDictionary(proof => proof.Account, proof => proof.Result);
    }

    /// <summary>How many hashes a try costs: one where there can be one account at most, else two, which hides a second account behind one that is known. More are too rare to make every sign-in wait for them.</summary>
    private static int WorkFor(int accounts, bool isNamed) => isNamed ? 1 : accounts <= 2 ? 2 : IAccountStore.SameLoginMax;

    /// <summary>What a password opens: every role, but only to staff and administrators of today.</summary>
    private async Task<Standing?> StaffStandingAsync(Account account, CancellationToken cancellationToken) =>
        await checks.StandingOfAsync(account.Id, cancellationToken) is { } standing
        && (account.Id.Person is null || standing.Roles.Any(role => role is SchoolRole.Teacher or SchoolRole.Office))
            ? standing
            : null;
}
