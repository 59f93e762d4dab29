using Classroom.Contracts.Identity;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Problems;
using Classroom.Gateway.Access;
using Classroom.Gateway.Identity.Limits;
using Classroom.Gateway.Identity.Sessions;
using Classroom.Ports.Identity;
using Microsoft.AspNetCore.Identity;

namespace Classroom.Gateway.Identity.Passwords;

/// <summary>Lets people change their own password. Their other sessions end; the one that asks goes on under a new token.</summary>
internal sealed class PasswordChanges(IAccountStore accounts, PasswordWork work, PasswordTries tries, SessionChecks checks, TimeProvider time)
{
    public async Task<(SessionGrant? Grant, string? Problem, TimeSpan Wait)> ChangeAsync(Caller caller, ChangePassword request, CancellationToken cancellationToken)
    {
        if (await accounts.ReadAsync(caller.Account, cancellationToken) is not { Login: { } login, PasswordHash: not null } account)
        {
            return (null, ProblemCode.PasswordWrong, default); // A student with a code has none to change.
        }

        if (!PasswordRules.IsStrong(request.New, login))
        {
            return (null, ProblemCode.PasswordWeak, default);
        }

        // A stolen session must not become a place to guess the password from.
        var place = $"session {caller.Session.Account}";
        var attempt = tries.Begin(login, place, PasswordTries.KeyOf(account.Id));
        if (attempt.Wait is { } wait)
        {
            return (null, ProblemCode.TooManyAttempts, wait);
        }

        using var turn = await work.TurnAsync(known: true, cancellationToken);
        if (!turn.IsAcquired)
        {
            attempt.Refund();
            return (null, ProblemCode.Busy, default);
        }

        if (request.Current is not { Length: > 0 and <= PasswordRules.LengthMax } || work.Verify(account, request.Current) == PasswordVerificationResult.Failed)
        {
            return (null, ProblemCode.PasswordWrong, default);
        }

        attempt.Proved(PasswordTries.KeyOf(account.Id));
        var stamp = OpaqueId.New();
        var act = AuditAct.ByOwner(AuditAction.PasswordChanged, caller.Account, time.GetUtcNow());
        if (!await accounts.ReplacePasswordAsync(account.Id, account.Stamp, work.Hash(request.New), stamp, act, cancellationToken))
        {
            return (null, ProblemCode.PasswordWrong, default); // Changed by another session at the same moment.
        }

        checks.ForgetAll();
        return (new(caller.Session with { Stamp = stamp }, caller.DisplayName, caller.Roles), null, default);
    }
}
