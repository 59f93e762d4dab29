using System.Collections.Immutable;
using Classroom.Contracts.Identity;
using Classroom.Contracts.Ids;
using Classroom.Ports.Identity;
using Microsoft.Data.Sqlite;

namespace Classroom.Storage.Sqlite.Identity;

/// <summary>Reads and appends rows of the audit trail, inside one transaction.</summary>
internal static class AuditRows
{
    private const string Select = "SELECT sequence, at, actor, school, action, subject FROM audit WHERE school = $school";
    private const string Selected = "at >= $from AND at < $to AND ($action IS NULL OR action = $action)";
    private const string OldestFirst = $"{Select} AND sequence > $after AND {Selected} ORDER BY sequence LIMIT $max";
    private const string NewestFirst = $"{Select} AND sequence < $after AND {Selected} ORDER BY sequence DESC LIMIT $max";

    public static void Append(SqliteSession session, AuditAct act) =>
        session.Execute(
            "INSERT INTO audit (at, actor, school, action, subject) VALUES ($at, $actor, $school, $action, $subject)",
            ("$at", act.At.ToUnixTimeMilliseconds()),
            ("$actor", act.Actor?.ToString()),
            ("$school", act.School?.ToString() ?? ""),
            ("$action", act.Action.ToString()),
            ("$subject", act.Subject));

    public static ImmutableArray<AuditEntry> Read(SqliteSession session, SchoolId? school, AuditSelection selection, int countMax) =>
    [
        .. session.Query(
            selection.IsNewestFirst ? NewestFirst : OldestFirst,
            Map,
            ("$school", school?.ToString() ?? ""),
            ("$after", selection.After ?? (selection.IsNewestFirst ? long.MaxValue : 0)),
            ("$action", selection.Action?.ToString()),
            ("$from", selection.From?.ToUnixTimeMilliseconds() ?? long.MinValue),
            ("$to", selection.To?.ToUnixTimeMilliseconds() ?? long.MaxValue),
            ("$max", (long)countMax)),
    ];

    private static AuditEntry Map(SqliteDataReader row) => new(
        row.GetInt64(0),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)),
        row.IsDBNull(2) ? null : AccountId.Parse(row.GetString(2)),
        row.GetString(3) is { Length: > 0 } school ? SchoolId.Parse(school) : null,
        Enum.Parse<AuditAction>(row.GetString(4)),
        row.IsDBNull(5) ? null : row.GetString(5));
}
