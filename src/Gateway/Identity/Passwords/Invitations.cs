using Classroom.Contracts.Identity;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Problems;
using Classroom.Contracts.Rosters;
using Classroom.Gateway.Identity.Sessions;
using Classroom.Ports.Identity;
using Classroom.Ports.Rosters;
using Classroom.Ports.Settings;
using Microsoft.Extensions.Options;

namespace Classroom.Gateway.Identity.Passwords;

/// <summary>Issues and accepts invitations: how staff get their first password, and a new one when it is forgotten.</summary>
internal sealed class Invitations(IAccountStore accounts, IRosterReader roster, ISchoolSettingsStore settings, PasswordWork work, SessionChecks checks, IOptions<IdentityOptions> options, TimeProvider time)
{
    /// <summary>Issues an invitation, or says by code why not.</summary>
    /// <param name="school">Which school.</param>
    /// <param name="person">Who is invited.</param>
    /// <param name="wanted">Login to use; null: what they have, else their e-mail address.</param>
    /// <param name="actor">Who asked; null: the node itself.</param>
    public async Task<(Invitation? Invitation, string? Problem)> IssueAsync(
        SchoolId school, SchoolPerson person, string? wanted, AccountId? actor, CancellationToken cancellationToken)
    {
        if (!person.Roles.Any(role => role is SchoolRole.Teacher or SchoolRole.Office))
        {
            return (null, ProblemCode.NotStaff);
        }

        var key = PersonKey.Of(school, person.Id);
        var text = wanted ?? (await accounts.ReadAsync(AccountId.Of(key), cancellationToken))?.Login ?? person.Email;
        if (text is null)
        {
            return (null, ProblemCode.LoginRequired);
        }

        if (PasswordRules.NormalizeLogin(text) is not { } login)
        {
            return (null, ProblemCode.LoginInvalid);
        }

        var token = SecretToken.Create();
        var now = time.GetUtcNow();
        var issued = new IssuedInvitation(SecretToken.Hash(token)!.Value, key, login, now + options.Value.InvitationLifetime);
        var act = new AuditAct(now, actor, school, AuditAction.InvitationIssued, key.ToString());
        return await accounts.IssueInvitationAsync(issued, act, cancellationToken)
            ? (new(person.Id, login, token, $"/welcome#invitation={token}", issued.ExpiresAt), null)
            : (null, ProblemCode.LoginTaken);
    }

    /// <summary>Whom an invitation is for; null if it is spent, void or unknown.</summary>
    public async Task<InvitationFound?> FindAsync(string? token, CancellationToken cancellationToken)
    {
        if (SecretToken.Hash(token) is not { } hash || await accounts.FindInvitationAsync(hash, time.GetUtcNow(), cancellationToken) is not { } invitation)
        {
            return null;
        }

        var person = await roster.ReadPersonAsync(invitation.Person, cancellationToken);
        var school = await roster.ReadSchoolAsync(invitation.Person.School, cancellationToken);
        var account = await accounts.ReadAsync(AccountId.Of(invitation.Person), cancellationToken);
        var language = (await settings.ReadAsync(invitation.Person.School, cancellationToken)).Settings.Language;
        return new(invitation.Login, person?.FullName(), school?.Name, account?.PasswordHash is not null, language);
    }

    /// <summary>Accepts an invitation, or says by code why not.</summary>
    public async Task<(InvitationAccepted? Accepted, AccountId? Account, string? Problem)> AcceptAsync(string? token, string? password, CancellationToken cancellationToken)
    {
        if (SecretToken.Hash(token) is not { } hash || await accounts.FindInvitationAsync(hash, time.GetUtcNow(), cancellationToken) is not { } invitation)
        {
            return (null, null, ProblemCode.TokenSpent);
        }

        if (!PasswordRules.IsStrong(password, invitation.Login))
        {
            return (null, null, ProblemCode.PasswordWeak);
        }

        using var turn = await work.TurnAsync(known: false, cancellationToken);
        if (!turn.IsAcquired)
        {
            return (null, null, ProblemCode.Busy);
        }

        var account = await accounts.AcceptInvitationAsync(hash, work.Hash(password!), OpaqueId.New(), time.GetUtcNow(), cancellationToken);
        checks.ForgetAll();
        return account is null ? (null, null, ProblemCode.TokenSpent) : (new(invitation.Person.School, invitation.Login), account.Id, null);
    }
}
