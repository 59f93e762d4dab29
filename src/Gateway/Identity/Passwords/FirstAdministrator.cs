using Classroom.Contracts.Identity;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Problems;
using Classroom.Ports.Identity;
using Microsoft.Extensions.Options;

namespace Classroom.Gateway.Identity.Passwords;

/// <summary>Makes the first administrator, by a token that only who can see the node's console has.</summary>
internal sealed class FirstAdministrator(IAccountStore accounts, PasswordWork work, IOptions<IdentityOptions> options, TimeProvider time)
{
    /// <summary>Longest accepted name, in characters.</summary>
    public const int DisplayNameLengthMax = 100;

    /// <summary>A new setup token for the composition root to print, once, with the path of the page; null if there is an administrator.</summary>
    /// <param name="recovery">True: also if there is one, because their password is lost.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<SetupToken?> PrepareAsync(bool recovery = false, CancellationToken cancellationToken = default)
    {
        var token = SecretToken.Create();
        var expiresAt = time.GetUtcNow() + options.Value.SetupLifetime;
        return await accounts.IssueSetupAsync(SecretToken.Hash(token)!.Value, expiresAt, recovery, cancellationToken)
            ? new(token, $"/welcome#setup={token}", expiresAt)
            : null;
    }

    /// <summary>Makes the administrator; null, or says by code why not.</summary>
    public async Task<string?> CompleteAsync(SetUpAdministrator request, CancellationToken cancellationToken)
    {
        if (PasswordRules.NormalizeLogin(request.Login) is not { } login || request.DisplayName is { Length: > DisplayNameLengthMax })
        {
            return ProblemCode.LoginInvalid;
        }

        if (!PasswordRules.IsStrong(request.Password, login))
        {
            return ProblemCode.PasswordWeak;
        }

        if (SecretToken.Hash(request.Token) is not { } hash)
        {
            return ProblemCode.TokenSpent;
        }

        using var turn = await work.TurnAsync(known: false, cancellationToken);
        if (!turn.IsAcquired)
        {
            return ProblemCode.Busy;
        }

        var account = new Account(AccountId.Parse(OpaqueId.New()), login, request.DisplayName ?? login, work.Hash(request.Password), OpaqueId.New());
        return await accounts.CompleteSetupAsync(hash, account, time.GetUtcNow(), cancellationToken) ? null : ProblemCode.TokenSpent;
    }
}

/// <summary>What to print at the first start.</summary>
/// <param name="Token">The secret.</param>
/// <param name="Path">Path of the page that takes it.</param>
/// <param name="ExpiresAt">When it ends.</param>
internal sealed record SetupToken(string Token, string Path, DateTimeOffset ExpiresAt);
