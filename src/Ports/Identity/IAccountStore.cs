using System.Collections.Immutable;
using Classroom.Contracts.Identity;
using Classroom.Contracts.Ids;

namespace Classroom.Ports.Identity;

/// <summary>Keeps accounts, their invitations and the sessions that were ended early. Held to tests/Storage.Tests/AccountStoreSpec.</summary>
/// <remarks>
/// Secrets reach it only as hashes. Every method is one transaction, durable on return;
/// an <see cref="AuditAct"/> given to it is appended to the trail in the same one, or not at all.
/// </remarks>
public interface IAccountStore
{
    /// <summary>Most accounts that <see cref="FindByLoginAsync"/> returns.</summary>
    const int SameLoginMax = 4;

    /// <summary>Forgotten passwords of one school that are kept; the latest.</summary>
    const int PasswordResetsMax = 500;

    /// <summary>How long a forgotten password is kept.</summary>
    static readonly TimeSpan PasswordResetKept = TimeSpan.FromDays(14);

    /// <summary>The account, or null.</summary>
    Task<Account?> ReadAsync(AccountId account, CancellationToken cancellationToken = default);

    /// <summary>Accounts with this normalized login and a password: of the school, or of the node and all schools; at most <see cref="SameLoginMax"/>, an administrator first, then by school.</summary>
    Task<ImmutableArray<Account>> FindByLoginAsync(string login, SchoolId? school, CancellationToken cancellationToken = default);

    /// <summary>The account whose code has this keyed hash, or null.</summary>
    Task<Account?> FindByCodeAsync(SchoolId school, ImmutableArray<byte> codeHash, CancellationToken cancellationToken = default);

    /// <summary>Replaces the password hash and stamp if the stamp is still <paramref name="expectedStamp"/>; says whether it did.</summary>
    Task<bool> ReplacePasswordAsync(AccountId account, string expectedStamp, string passwordHash, string stamp, AuditAct? act, CancellationToken cancellationToken = default);

    /// <summary>Gives each account its new code and stamp, making the account if there is none; all or none. Earlier codes are void.</summary>
    Task IssueCodesAsync(IReadOnlyCollection<IssuedCode> codes, CancellationToken cancellationToken = default);

    /// <summary>Keeps an invitation and voids earlier ones of the account; false, and nothing changes, if another account of the school has, or is invited to, the login.</summary>
    Task<bool> IssueInvitationAsync(IssuedInvitation invitation, AuditAct act, CancellationToken cancellationToken = default);

    /// <summary>Spends an invitation: the account (made if there is none) gets the login, password hash and stamp. Null, and nothing changes, if it is unknown, spent or expired, or its login was taken since.</summary>
    Task<Account?> AcceptInvitationAsync(ImmutableArray<byte> tokenHash, string passwordHash, string stamp, DateTimeOffset now, CancellationToken cancellationToken = default);

    /// <summary>The account an invitation that can still be accepted is for, or null.</summary>
    Task<IssuedInvitation?> FindInvitationAsync(ImmutableArray<byte> tokenHash, DateTimeOffset now, CancellationToken cancellationToken = default);

    /// <summary>Keeps a setup token; false, and nothing changes, if there is an administrator and the token is not for a further one.</summary>
    /// <param name="tokenHash">SHA-256 of the token.</param>
    /// <param name="expiresAt">When it ends if not used.</param>
    /// <param name="further">Whether it makes an administrator also if there is one.</param>
    /// <param name="act">Who asked for it; null: goes without saying.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    Task<bool> IssueSetupAsync(ImmutableArray<byte> tokenHash, DateTimeOffset expiresAt, bool further, AuditAct? act, CancellationToken cancellationToken = default);

    /// <summary>Whether a setup token can still make an administrator.</summary>
    Task<bool> IsSetupOpenAsync(ImmutableArray<byte> tokenHash, DateTimeOffset now, CancellationToken cancellationToken = default);

    /// <summary>Spends a setup token and makes the administrator; all tokens for a first one are void. False, and nothing changes, if it is unknown, spent or expired, an administrator exists and it was not for a further one, or the login is an administrator's.</summary>
    Task<bool> CompleteSetupAsync(ImmutableArray<byte> tokenHash, Account administrator, DateTimeOffset now, CancellationToken cancellationToken = default);

    /// <summary>Ends one session for good; remembered until it would have expired anyway.</summary>
    Task EndSessionAsync(string sessionId, DateTimeOffset expiresAt, DateTimeOffset now, CancellationToken cancellationToken = default);

    /// <summary>The stamp of an account, null if it is gone or the session was ended.</summary>
    Task<string?> ReadStampAsync(AccountId account, string sessionId, CancellationToken cancellationToken = default);

    /// <summary>Everybody of a school who has an account or an invitation that can still be accepted, by id.</summary>
    Task<ImmutableArray<AccountStanding>> ReadStandingsAsync(SchoolId school, DateTimeOffset now, CancellationToken cancellationToken = default);

    /// <summary>Those of <paramref name="people"/> who have an account or an invitation that can still be accepted, by id.</summary>
    Task<ImmutableArray<AccountStanding>> ReadStandingsAsync(SchoolId school, IReadOnlyCollection<PersonId> people, DateTimeOffset now, CancellationToken cancellationToken = default);

    /// <summary>Keeps that the password of the normalized login is forgotten: of the school, or of those that <see cref="FindByLoginAsync"/> finds.</summary>
    /// <remarks>Costs and answers the same for a login that nobody has. One an account; an invitation or a new password takes it off.</remarks>
    Task RequestPasswordResetAsync(string login, SchoolId? school, DateTimeOffset now, CancellationToken cancellationToken = default);

    /// <summary>Forgotten passwords of a school, the latest first.</summary>
    Task<ImmutableArray<RequestedReset>> ReadPasswordResetsAsync(SchoolId school, DateTimeOffset now, CancellationToken cancellationToken = default);
}
