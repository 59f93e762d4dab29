using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Ports.Identity;

namespace Classroom.Gateway.Tests.Identity;

/// <summary>A store that fails its reads of stamps while the roster is down, as one database would.</summary>
internal sealed class GatedAccountStore(IAccountStore inner, TestRoster roster) : IAccountStore
{
    private int _stampsRead;

    /// <summary>How often a stamp was asked for.</summary>
    public int StampsRead => _stampsRead;

    /// <summary>Answers for the store what stamp an account has, if set.</summary>
    public Func<Task<string?>>? Stamp { get; set; }

    public Task<string?> ReadStampAsync(AccountId account, string sessionId, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _stampsRead);
        if (Stamp is { } stamp)
        {
            return stamp();
        }

        return roster.IsDown ? Task.FromException<string?>(new IOException("The store is down.")) : inner.ReadStampAsync(account, sessionId, cancellationToken);
    }

    public Task<Account?> ReadAsync(AccountId account, CancellationToken cancellationToken = default) => inner.ReadAsync(account, cancellationToken);

    public Task<ImmutableArray<Account>> FindByLoginAsync(string login, SchoolId? school, CancellationToken cancellationToken = default) => inner.FindByLoginAsync(login, school, cancellationToken);

    public Task<Account?> FindByCodeAsync(SchoolId school, ImmutableArray<byte> codeHash, CancellationToken cancellationToken = default) => inner.FindByCodeAsync(school, codeHash, cancellationToken);

    public Task<bool> ReplacePasswordAsync(AccountId account, string expectedStamp, string passwordHash, string stamp, AuditAct? act, CancellationToken cancellationToken = default) =>
        inner.ReplacePasswordAsync(account, expectedStamp, passwordHash, stamp, act, cancellationToken);

    public Task IssueCodesAsync(IReadOnlyCollection<IssuedCode> codes, CancellationToken cancellationToken = default) => inner.IssueCodesAsync(codes, cancellationToken);

    public Task<bool> IssueInvitationAsync(IssuedInvitation invitation, AuditAct act, CancellationToken cancellationToken = default) => inner.IssueInvitationAsync(invitation, act, cancellationToken);

    public Task<Account?> AcceptInvitationAsync(ImmutableArray<byte> tokenHash, string passwordHash, string stamp, DateTimeOffset now, CancellationToken cancellationToken = default) =>
        inner.AcceptInvitationAsync(tokenHash, passwordHash, stamp, now, cancellationToken);

    public Task<IssuedInvitation?> FindInvitationAsync(ImmutableArray<byte> tokenHash, DateTimeOffset now, CancellationToken cancellationToken = default) => inner.FindInvitationAsync(tokenHash, now, cancellationToken);

    public Task<bool> IssueSetupAsync(ImmutableArray<byte> tokenHash, DateTimeOffset expiresAt, bool further, AuditAct? act, CancellationToken cancellationToken = default) =>
        inner.IssueSetupAsync(tokenHash, expiresAt, further, act, cancellationToken);

    public Task<bool> IsSetupOpenAsync(ImmutableArray<byte> tokenHash, DateTimeOffset now, CancellationToken cancellationToken = default) =>
        inner.IsSetupOpenAsync(tokenHash, now, cancellationToken);

    public Task<bool> CompleteSetupAsync(ImmutableArray<byte> tokenHash, Account administrator, DateTimeOffset now, CancellationToken cancellationToken = default) =>
        inner.CompleteSetupAsync(tokenHash, administrator, now, cancellationToken);

    public Task EndSessionAsync(string sessionId, DateTimeOffset expiresAt, DateTimeOffset now, CancellationToken cancellationToken = default) => inner.EndSessionAsync(sessionId, expiresAt, now, cancellationToken);

    public Task<ImmutableArray<AccountStanding>> ReadStandingsAsync(SchoolId school, DateTimeOffset now, CancellationToken cancellationToken = default) =>
        inner.ReadStandingsAsync(school, now, cancellationToken);

    public Task<ImmutableArray<AccountStanding>> ReadStandingsAsync(
        SchoolId school, IReadOnlyCollection<PersonId> people, DateTimeOffset now, CancellationToken cancellationToken = default) =>
        inner.ReadStandingsAsync(school, people, now, cancellationToken);

    public Task RequestPasswordResetAsync(string login, SchoolId? school, DateTimeOffset now, CancellationToken cancellationToken = default) =>
        inner.RequestPasswordResetAsync(login, school, now, cancellationToken);

    public Task<ImmutableArray<RequestedReset>> ReadPasswordResetsAsync(SchoolId school, DateTimeOffset now, CancellationToken cancellationToken = default) =>
        inner.ReadPasswordResetsAsync(school, now, cancellationToken);
}
