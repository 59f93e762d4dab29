using System.Collections.Immutable;
using Classroom.Contracts.Identity;
using Classroom.Contracts.Ids;
using Classroom.Ports.Identity;
using Microsoft.Data.Sqlite;

namespace Classroom.Storage.Sqlite.Identity;

/// <summary>Issues and spends invitations, inside one transaction.</summary>
internal static class InvitationRows
{
    public static bool Issue(SqliteSession session, IssuedInvitation invitation, AuditAct act)
    {
        var account = AccountId.Of(invitation.Person);
        var school = invitation.Person.School.ToString();
        session.Execute("DELETE FROM invitation WHERE expires_at <= $now", ("$now", act.At.ToUnixTimeMilliseconds()));
        var isPromised = session.QueryFirst(
            "SELECT 1 FROM invitation WHERE school = $school AND login = $login AND account <> $account", _ => true,
            ("$school", school), ("$login", invitation.Login), ("$account", account.ToString()));
        if (isPromised || AccountRows.IsTaken(session, school, invitation.Login, account))
        {
            return false;
        }

        session.Execute(
            """
            INSERT INTO invitation (account, school, login, token_hash, expires_at) VALUES ($account, $school, $login, $hash, $expires)
            ON CONFLICT (account) DO UPDATE SET login = excluded.login, token_hash = excluded.token_hash, expires_at = excluded.expires_at
            """,
            ("$account", account.ToString()), ("$school", school), ("$login", invitation.Login),
            ("$hash", invitation.TokenHash.ToArray()), ("$expires", invitation.ExpiresAt.ToUnixTimeMilliseconds()));
        PasswordResetRows.Forget(session, account);
        AuditRows.Append(session, act);
        return true;
    }

    public static IssuedInvitation? Find(SqliteSession session, ImmutableArray<byte> tokenHash, DateTimeOffset now) =>
        session.QueryFirst(
            "SELECT account, login, expires_at FROM invitation WHERE token_hash = $hash AND expires_at > $now",
            row => Map(row, tokenHash), ("$hash", tokenHash.ToArray()), ("$now", now.ToUnixTimeMilliseconds()));

    public static Account? Accept(SqliteSession session, ImmutableArray<byte> tokenHash, string passwordHash, string stamp, DateTimeOffset now)
    {
        if (Find(session, tokenHash, now) is not { } invitation)
        {
            return null;
        }

        var account = AccountId.Of(invitation.Person);
        if (AccountRows.IsTaken(session, invitation.Person.School.ToString(), invitation.Login, account))
        {
            return null;
        }

        session.Execute("DELETE FROM invitation WHERE token_hash = $hash", ("$hash", tokenHash.ToArray()));
        AccountRows.WritePassword(session, account, invitation.Login, null, passwordHash, stamp);
        PasswordResetRows.Forget(session, account);
        AuditRows.Append(session, AuditAct.ByOwner(AuditAction.InvitationAccepted, account, now));
        return AccountRows.Read(session, account);
    }

    private static IssuedInvitation Map(SqliteDataReader row, ImmutableArray<byte> tokenHash) => new(
        tokenHash, PersonKey.Parse(row.GetString(0)), row.GetString(1), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2)));
}
