using Classroom.Contracts.Identity;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Problems;
using Classroom.Ports.Identity;
using Microsoft.Extensions.Options;

namespace Classroom.Gateway.Identity.Passwords;

/// <summary>Makes administrators, by a token that only who commands the node has, or whom an administrator gave it to.</summary>
internal sealed class AdministratorSetup(IAccountStore accounts, PasswordWork work, IOptions<IdentityOptions> options, TimeProvider time)
{
    /// <summary>Longest accepted name, in characters.</summary>
    public const int DisplayNameLengthMax = 100;

    /// <summary>A new link for the first administrator; null if there is one.</summary>
    public Task<AdministratorInvitation?> PrepareAsync(CancellationToken cancellationToken = default) => IssueAsync(further: false, null, cancellationToken);

    /// <summary>A new link for a further administrator, because the password of those there are is lost.</summary>
    public async Task<AdministratorInvitation> RecoverAsync(CancellationToken cancellationToken = default) =>
        (await IssueAsync(further: true, new(time.GetUtcNow(), Actor: null, School: null, AuditAction.RecoveryIssued, Subject: null), cancellationToken))!;

    /// <summary>A new link for a further administrator, whom <paramref name="actor"/> invites.</summary>
    public async Task<AdministratorInvitation> InviteAsync(AccountId actor, CancellationToken cancellationToken = default) =>
        (await IssueAsync(further: true, new(time.GetUtcNow(), actor, School: null, AuditAction.AdministratorInvited, Subject: null), cancellationToken))!;

    private async Task<AdministratorInvitation?> IssueAsync(bool further, AuditAct? act, CancellationToken cancellationToken)
    {
        var token = SecretToken.Create();
        var expiresAt = time.GetUtcNow() + options.Value.SetupLifetime;
        return await accounts.IssueSetupAsync(SecretToken.Hash(token)!.Value, expiresAt, further, act, cancellationToken)
            ? new(token, $"/welcome#setup={token}", expiresAt)
            : null;
    }

    /// <summary>Whether a token can still make an administrator.</summary>
    public async Task<bool> IsOpenAsync(string? token, CancellationToken cancellationToken) =>
        SecretToken.Hash(token) is { } hash && await accounts.IsSetupOpenAsync(hash, time.GetUtcNow(), cancellationToken);

    /// <summary>Makes the administrator, or says by code why not.</summary>
    public async Task<(Account? Administrator, string? Problem)> CompleteAsync(SetUpAdministrator request, CancellationToken cancellationToken)
    {
        if (PasswordRules.NormalizeLogin(request.Login) is not { } login || request.DisplayName is { Length: > DisplayNameLengthMax })
        {
            return (null, ProblemCode.LoginInvalid);
        }

        if (!PasswordRules.IsStrong(request.Password, login))
        {
            return (null, ProblemCode.PasswordWeak);
        }

        if (SecretToken.Hash(request.Token) is not { } hash)
        {
            return (null, ProblemCode.TokenSpent);
        }

        using var turn = await work.TurnAsync(known: false, cancellationToken);
        if (!turn.IsAcquired)
        {
            return (null, ProblemCode.Busy);
        }

        var account = new Account(AccountId.Parse(OpaqueId.New()), login, request.DisplayName ?? login, work.Hash(request.Password), OpaqueId.New());
        return await accounts.CompleteSetupAsync(hash, account, time.GetUtcNow(), cancellationToken) ? (account, null) : (null, ProblemCode.TokenSpent);
    }
}
