using System.Collections.Immutable;
using Classroom.Contracts.Identity;
using Classroom.Contracts.Ids;
using Classroom.Ports.Identity;

namespace Classroom.Storage.Sqlite.Identity;

/// <summary>Accounts in <c>school.db</c>.</summary>
internal sealed class SqliteAccountStore(SqliteDatabase database) : IAccountStore
{
    public Task<Account?> ReadAsync(AccountId account, CancellationToken cancellationToken = default) =>
        database.ReadAsync(session => AccountRows.Read(session, account), cancellationToken);

    public Task<ImmutableArray<Account>> FindByLoginAsync(string login, SchoolId? school, CancellationToken cancellationToken = default) =>
        database.ReadAsync(session => AccountRows.FindByLogin(session, login, school), cancellationToken);

    public Task<Account?> FindByCodeAsync(SchoolId school, ImmutableArray<byte> codeHash, CancellationToken cancellationToken = default) =>
        database.ReadAsync(session => AccountRows.FindByCode(session, school, [.. codeHash]), cancellationToken);

    public Task<string?> ReadStampAsync(AccountId account, string sessionId, CancellationToken cancellationToken = default) =>
        database.ReadAsync(
            session => session.QueryFirst(
                "SELECT stamp FROM account WHERE id = $id AND NOT EXISTS (SELECT 1 FROM ended_session WHERE id = $session)",
                row => row.GetString(0), ("$id", account.ToString()), ("$session", sessionId)),
            cancellationToken);

    public Task<ImmutableArray<AccountStanding>> ReadStandingsAsync(SchoolId school, DateTimeOffset now, CancellationToken cancellationToken = default) =>
        database.ReadAsync(session => AccountRows.ReadStandings(session, school, now), cancellationToken);

    public Task<ImmutableArray<AccountStanding>> ReadStandingsAsync(
        SchoolId school, IReadOnlyCollection<PersonId> people, DateTimeOffset now, CancellationToken cancellationToken = default) =>
        database.ReadAsync(session => AccountRows.ReadStandings(session, school, people, now), cancellationToken);

    public Task RequestPasswordResetAsync(string login, SchoolId? school, DateTimeOffset now, CancellationToken cancellationToken = default) =>
        database.WriteAsync(session => PasswordResetRows.Request(session, login, school, now), cancellationToken);

    public Task<ImmutableArray<RequestedReset>> ReadPasswordResetsAsync(SchoolId school, DateTimeOffset now, CancellationToken cancellationToken = default) =>
        database.ReadAsync(session => PasswordResetRows.Read(session, school, now), cancellationToken);

    public Task<bool> ReplacePasswordAsync(
        AccountId account, string expectedStamp, string passwordHash, string stamp, AuditAct? act, CancellationToken cancellationToken = default) =>
        database.WriteAsync(
            session =>
            {
                var isReplaced = session.Execute(
                    "UPDATE account SET password_hash = $hash, stamp = $stamp WHERE id = $id AND stamp = $expected AND password_hash IS NOT NULL",
                    ("$hash", passwordHash), ("$stamp", stamp), ("$id", account.ToString()), ("$expected", expectedStamp)) == 1;
                if (isReplaced && act is not null)
                {
                    PasswordResetRows.Forget(session, account);
                    AuditRows.Append(session, act);
                }

                return isReplaced;
            },
            cancellationToken);

    public Task IssueCodesAsync(IReadOnlyCollection<IssuedCode> codes, CancellationToken cancellationToken = default) =>
        database.WriteAsync(
            session =>
            {
                foreach (var code in codes)
                {
                    AccountRows.WriteCode(session, code.Person, [.. code.CodeHash], code.Stamp, code.Act.At);
                    AuditRows.Append(session, code.Act);
                }
            },
            cancellationToken);

    public Task<bool> IssueInvitationAsync(IssuedInvitation invitation, AuditAct act, CancellationToken cancellationToken = default) =>
        database.WriteAsync(session => InvitationRows.Issue(session, invitation, act), cancellationToken);

    public Task<IssuedInvitation?> FindInvitationAsync(ImmutableArray<byte> tokenHash, DateTimeOffset now, CancellationToken cancellationToken = default) =>
        database.ReadAsync(session => InvitationRows.Find(session, tokenHash, now), cancellationToken);

    public Task<Account?> AcceptInvitationAsync(
        ImmutableArray<byte> tokenHash, string passwordHash, string stamp, DateTimeOffset now, CancellationToken cancellationToken = default) =>
        database.WriteAsync(session => InvitationRows.Accept(session, tokenHash, passwordHash, stamp, now), cancellationToken);

    public Task<bool> IssueSetupAsync(ImmutableArray<byte> tokenHash, DateTimeOffset expiresAt, bool further, AuditAct? act, CancellationToken cancellationToken = default) =>
        database.WriteAsync(
            session =>
            {
                if (!further && AccountRows.AnyAdministrator(session))
                {
                    return false;
                }

                session.Execute(
                    "INSERT INTO setup_token (token_hash, expires_at, recovery) VALUES ($hash, $expires, $further)",
                    ("$hash", tokenHash.ToArray()), ("$expires", expiresAt.ToUnixTimeMilliseconds()), ("$further", further ? 1L : 0L));
                if (act is not null)
                {
                    AuditRows.Append(session, act);
                }

                return true;
            },
            cancellationToken);

    public Task<bool> IsSetupOpenAsync(ImmutableArray<byte> tokenHash, DateTimeOffset now, CancellationToken cancellationToken = default) =>
        database.ReadAsync(session => IsSetupOpen(session, [.. tokenHash], now), cancellationToken);

    public Task<bool> CompleteSetupAsync(ImmutableArray<byte> tokenHash, Account administrator, DateTimeOffset now, CancellationToken cancellationToken = default) =>
        database.WriteAsync(session => CompleteSetup(session, [.. tokenHash], administrator, now), cancellationToken);

    public Task EndSessionAsync(string sessionId, DateTimeOffset expiresAt, DateTimeOffset now, CancellationToken cancellationToken = default) =>
        database.WriteAsync(
            session =>
            {
                session.Execute("DELETE FROM ended_session WHERE expires_at < $now", ("$now", now.ToUnixTimeMilliseconds()));
                session.Execute(
                    "INSERT INTO ended_session (id, expires_at) VALUES ($id, $expires) ON CONFLICT (id) DO NOTHING",
                    ("$id", sessionId), ("$expires", expiresAt.ToUnixTimeMilliseconds()));
            },
            cancellationToken);

    private static bool IsSetupOpen(SqliteSession session, byte[] tokenHash, DateTimeOffset now) =>
        session.QueryFirst(
            "SELECT recovery FROM setup_token WHERE token_hash = $hash AND expires_at > $now",
            row => (bool?)(row.GetInt64(0) == 1), ("$hash", tokenHash), ("$now", now.ToUnixTimeMilliseconds())) is { } further
        && (further || !AccountRows.AnyAdministrator(session));

    private static bool CompleteSetup(SqliteSession session, byte[] tokenHash, Account administrator, DateTimeOffset now)
    {
        if (!IsSetupOpen(session, tokenHash, now) || AccountRows.IsTaken(session, "", administrator.Login!, administrator.Id))
        {
            return false;
        }

        session.Execute(
            "DELETE FROM setup_token WHERE token_hash = $hash OR recovery = 0 OR expires_at <= $now",
            ("$hash", tokenHash), ("$now", now.ToUnixTimeMilliseconds()));
        AccountRows.WritePassword(session, administrator.Id, administrator.Login!, administrator.DisplayName, administrator.PasswordHash!, administrator.Stamp);
        AuditRows.Append(session, AuditAct.ByOwner(AuditAction.AdministratorSetUp, administrator.Id, now));
        return true;
    }
}
