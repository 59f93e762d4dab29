using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Ports.Identity;

namespace Classroom.Storage.Sqlite.Identity;

/// <summary>Keeps who said that a password is forgotten, inside one transaction.</summary>
internal static class PasswordResetRows
{
    /// <summary>The same reads and writes whoever has the login, also nobody: else the time it takes would tell.</summary>
    public static void Request(SqliteSession session, string login, SchoolId? school, DateTimeOffset now)
    {
        var accounts = AccountRows.FindByLogin(session, login, school).Where(account => account.Id.Person is not null)
            .Select(account => (Id: account.Id.ToString(), School: AccountRows.SchoolOf(account.Id)))
            .DefaultIfEmpty((Id: "", School: ""));
        foreach (var (id, of) in accounts)
        {
            session.Execute(
                """
                INSERT INTO password_reset (account, school, requested_at) VALUES ($account, $school, $now)
                ON CONFLICT (account) DO UPDATE SET requested_at = excluded.requested_at
                """,
                ("$account", id), ("$school", of), ("$now", now.ToUnixTimeMilliseconds()));
            session.Execute("DELETE FROM password_reset WHERE school = $school AND requested_at <= $old", ("$school", of), ("$old", Oldest(now)));
            session.Execute(
                "DELETE FROM password_reset WHERE account IN (SELECT account FROM password_reset WHERE school = $school ORDER BY requested_at DESC, account LIMIT -1 OFFSET $max)",
                ("$school", of), ("$max", (long)IAccountStore.PasswordResetsMax));
        }
    }

    public static ImmutableArray<RequestedReset> Read(SqliteSession session, SchoolId school, DateTimeOffset now) =>
    [
        .. session.Query(
            """
            SELECT r.account, a.login, r.requested_at FROM password_reset r JOIN account a ON a.id = r.account
            WHERE r.school = $school AND r.requested_at > $old AND a.login IS NOT NULL ORDER BY r.requested_at DESC, r.account
            """,
            row => new RequestedReset(PersonKey.Parse(row.GetString(0)), row.GetString(1), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2))),
            ("$school", school.ToString()), ("$old", Oldest(now))),
    ];

    /// <summary>The account got an invitation or a new password.</summary>
    public static void Forget(SqliteSession session, AccountId account) =>
        session.Execute("DELETE FROM password_reset WHERE account = $account", ("$account", account.ToString()));

    private static long Oldest(DateTimeOffset now) => (now - IAccountStore.PasswordResetKept).ToUnixTimeMilliseconds();
}
