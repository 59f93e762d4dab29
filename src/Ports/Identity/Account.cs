using System.Collections.Immutable;
using Classroom.Contracts.Identity;
using Classroom.Contracts.Ids;

namespace Classroom.Ports.Identity;

/// <summary>Who can sign in, and what sessions must match.</summary>
/// <param name="Id">Whose account.</param>
/// <param name="Login">Normalized login, unique within the school (or among administrators); null for one who has only a code.</param>
/// <param name="DisplayName">Name of an administrator; null for people of a roster, which knows it.</param>
/// <param name="PasswordHash">Self-describing hash; null for one who has only a code.</param>
/// <param name="Stamp">Changes when a credential does: sessions with another stamp have ended.</param>
public sealed record Account(AccountId Id, string? Login, string? DisplayName, string? PasswordHash, string Stamp)
{
    /// <summary>Says nothing of the hash, so that no log can.</summary>
    public override string ToString() => $"{nameof(Account)} {Id}";
}

/// <summary>A new personal code of one student.</summary>
/// <param name="Person">Whose.</param>
/// <param name="CodeHash">Keyed hash of the code.</param>
/// <param name="Stamp">The account's new stamp.</param>
/// <param name="Act">Who issued it.</param>
public sealed record IssuedCode(PersonKey Person, ImmutableArray<byte> CodeHash, string Stamp, AuditAct Act);

/// <summary>An invitation, by the hash of its token.</summary>
/// <param name="TokenHash">SHA-256 of the token.</param>
/// <param name="Person">Who is invited.</param>
/// <param name="Login">Normalized login the account will have.</param>
/// <param name="ExpiresAt">When it ends if not accepted.</param>
public sealed record IssuedInvitation(ImmutableArray<byte> TokenHash, PersonKey Person, string Login, DateTimeOffset ExpiresAt);

/// <summary>How far somebody got with signing in. Holds no secret.</summary>
/// <param name="Person">Who, within the school.</param>
/// <param name="Login">What they sign in with, or are invited to; null for one who has only a code.</param>
/// <param name="HasPassword">Whether they have a password.</param>
/// <param name="InvitationExpiresAt">End of the invitation that can still be accepted; null if there is none.</param>
/// <param name="HasCode">Whether they have a personal code.</param>
/// <param name="CodeIssuedAt">When it was issued.</param>
public sealed record AccountStanding(PersonId Person, string? Login, bool HasPassword, DateTimeOffset? InvitationExpiresAt, bool HasCode, DateTimeOffset? CodeIssuedAt);

/// <summary>A forgotten password.</summary>
/// <param name="Person">Whose.</param>
/// <param name="Login">Their login.</param>
/// <param name="RequestedAt">When it was last said.</param>
public sealed record RequestedReset(PersonKey Person, string Login, DateTimeOffset RequestedAt);

/// <summary>One act to append to the audit trail.</summary>
/// <param name="At">When.</param>
/// <param name="Actor">Who; null: the node itself.</param>
/// <param name="School">Which school; null: the node.</param>
/// <param name="Action">What.</param>
/// <param name="Subject">What it was done to, by id; at most 160 characters.</param>
public sealed record AuditAct(DateTimeOffset At, AccountId? Actor, SchoolId? School, AuditAction Action, string? Subject)
{
    /// <summary>What somebody did to their own account.</summary>
    public static AuditAct ByOwner(AuditAction action, AccountId account, DateTimeOffset at) => new(at, account, account.Person?.School, action, account.ToString());
}
