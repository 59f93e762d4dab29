using System.Collections.Immutable;
using System.Text.Json;
using Classroom.Contracts.Ids;
using Classroom.Ports.Identity;
using Microsoft.Data.Sqlite;

namespace Classroom.Storage.Sqlite.Identity;

/// <summary>Reads and writes rows of accounts, inside one transaction.</summary>
internal static class AccountRows
{
    private const string Columns = "id, login, display_name, password_hash, stamp";
    private const string StandingColumns = "k.id, coalesce(a.login, i.login), a.password_hash IS NOT NULL, i.expires_at, a.code_hash IS NOT NULL, a.code_issued_at";
    private const string StandingJoins = "LEFT JOIN account a ON a.id = k.id LEFT JOIN invitation i ON i.account = k.id AND i.expires_at > $now";

    public static Account? Read(SqliteSession session, AccountId account) =>
        session.QueryFirst($"SELECT {Columns} FROM account WHERE id = $id", Map, ("$id", account.ToString()));

    /// <summary>The school of administrators is '', so that they come first: in the order of the index of logins, however many there are.</summary>
    public static ImmutableArray<Account> FindByLogin(SqliteSession session, string login, SchoolId? school) =>
    [
        .. school is { } one
            ? session.Query(
                $"SELECT {Columns} FROM account WHERE login = $login AND school = $school AND password_hash IS NOT NULL",
                Map, ("$login", login), ("$school", one.ToString()))
            : session.Query(
                $"SELECT {Columns} FROM account WHERE login = $login AND password_hash IS NOT NULL ORDER BY school LIMIT $max",
                Map, ("$login", login), ("$max", (long)IAccountStore.SameLoginMax)),
    ];

    public static Account? FindByCode(SqliteSession session, SchoolId school, byte[] codeHash) =>
        session.QueryFirst(
            $"SELECT {Columns} FROM account WHERE school = $school AND code_hash = $hash",
            Map, ("$school", school.ToString()), ("$hash", codeHash));

    public static bool AnyAdministrator(SqliteSession session) =>
        session.QueryFirst("SELECT 1 FROM account WHERE school = '' LIMIT 1", _ => true);

    /// <summary>Whether somebody else of the school has the login.</summary>
    public static bool IsTaken(SqliteSession session, string school, string login, AccountId but) =>
        session.QueryFirst(
            "SELECT 1 FROM account WHERE login = $login AND school = $school AND id <> $id", _ => true,
            ("$login", login), ("$school", school), ("$id", but.ToString()));

    public static void WritePassword(SqliteSession session, AccountId account, string login, string? displayName, string passwordHash, string stamp) =>
        session.Execute(
            """
            INSERT INTO account (id, school, login, display_name, password_hash, stamp) VALUES ($id, $school, $login, $name, $hash, $stamp)
            ON CONFLICT (id) DO UPDATE SET login = excluded.login, password_hash = excluded.password_hash, stamp = excluded.stamp
            """,
            ("$id", account.ToString()), ("$school", SchoolOf(account)), ("$login", login), ("$name", displayName), ("$hash", passwordHash), ("$stamp", stamp));

    public static void WriteCode(SqliteSession session, PersonKey person, byte[] codeHash, string stamp, DateTimeOffset issuedAt) =>
        session.Execute(
            """
            INSERT INTO account (id, school, code_hash, stamp, code_issued_at) VALUES ($id, $school, $hash, $stamp, $at)
            ON CONFLICT (id) DO UPDATE SET code_hash = excluded.code_hash, stamp = excluded.stamp, code_issued_at = excluded.code_issued_at
            """,
            ("$id", person.ToString()), ("$school", person.School.ToString()), ("$hash", codeHash), ("$stamp", stamp), ("$at", issuedAt.ToUnixTimeMilliseconds()));

    public static ImmutableArray<AccountStanding> ReadStandings(SqliteSession session, SchoolId school, DateTimeOffset now) =>
    [
        .. session.Query(
            $"""
            SELECT {StandingColumns}
            FROM (
                SELECT id FROM account WHERE id > $first AND id < $last
                UNION SELECT account FROM invitation WHERE account > $first AND account < $last AND expires_at > $now) k
            {StandingJoins}
            ORDER BY k.id
            """,
            MapStanding, ("$first", $"{school}~"), ("$last", $"{school}\u007f"), ("$now", now.ToUnixTimeMilliseconds())),
    ];

    public static ImmutableArray<AccountStanding> ReadStandings(SqliteSession session, SchoolId school, IEnumerable<PersonId> people, DateTimeOffset now) =>
    [
        .. session.Query(
            $"""
            SELECT {StandingColumns}
            FROM (SELECT DISTINCT value AS id FROM json_each($people)) k
            {StandingJoins}
            WHERE a.id IS NOT NULL OR i.account IS NOT NULL
            ORDER BY k.id
            """,
            MapStanding, ("$people", JsonSerializer.Serialize(people.Select(person => PersonKey.Of(school, person).ToString()))), ("$now", now.ToUnixTimeMilliseconds())),
    ];

    public static string SchoolOf(AccountId account) => account.Person?.School.ToString() ?? "";

    private static Account Map(SqliteDataReader row) =>
        new(AccountId.Parse(row.GetString(0)), Text(row, 1), Text(row, 2), Text(row, 3), row.GetString(4));

    private static AccountStanding MapStanding(SqliteDataReader row) => new(
        PersonId.Parse(PersonKey.Parse(row.GetString(0)).Local), Text(row, 1), row.GetBoolean(2), Instant(row, 3), row.GetBoolean(4), Instant(row, 5));

    private static DateTimeOffset? Instant(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
