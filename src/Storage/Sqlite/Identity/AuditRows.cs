using System.Collections.Immutable;
using Classroom.Contracts.Identity;
using Classroom.Contracts.Ids;
using Classroom.Ports.Identity;
using Microsoft.Data.Sqlite;

namespace Classroom.Storage.Sqlite.Identity;

/// <summary>Reads and appends rows of the audit trail, inside one transaction.</summary>
internal static class AuditRows
{
    private const string Columns = "sequence, at, actor, school, action, subject";

    public static void Append(SqliteSession session, AuditAct act) =>
        session.Execute(
            "INSERT INTO audit (at, actor, school, action, subject) VALUES ($at, $actor, $school, $action, $subject)",
            ("$at", act.At.ToUnixTimeMilliseconds()),
            ("$actor", act.Actor?.ToString()),
            ("$school", act.School?.ToString() ?? ""),
            ("$action", act.Action.ToString()),
            ("$subject", act.Subject));

    public static ImmutableArray<AuditEntry> Read(SqliteSession session, SchoolId? school, AuditSelection selection, int countMax) =>
        [.. session.Query(Sql(selection), Map, Parameters(school, selection, countMax))];

    /// <summary>The statement that finds what is selected by the index for it; one of six, so that each is prepared once.</summary>
    internal static string Sql(AuditSelection selection) => (selection.Action, selection.From ?? selection.To, selection.IsNewestFirst) switch
    {
        (null, null, false) => $"SELECT {Columns} FROM audit INDEXED BY audit_by_school WHERE school = $school AND sequence > $after ORDER BY sequence LIMIT $max",
        (null, null, true) => $"SELECT {Columns} FROM audit INDEXED BY audit_by_school WHERE school = $school AND sequence < $after ORDER BY sequence DESC LIMIT $max",
        (null, _, false) => Found("audit_by_time", "sequence > $after", ""),
        (null, _, true) => Found("audit_by_time", "sequence < $after", "DESC"),
        (_, _, false) => Found("audit_by_action", "action = $action AND sequence > $after", ""),
        (_, _, true) => Found("audit_by_action", "action = $action AND sequence < $after", "DESC"),
    };

    internal static (string Name, object? Value)[] Parameters(SchoolId? school, AuditSelection selection, int countMax) =>
    [
        ("$school", school?.ToString() ?? ""),
        ("$after", selection.After ?? (selection.IsNewestFirst ? long.MaxValue : 0)),
        ("$action", selection.Action?.ToString()),
        ("$from", selection.From?.ToUnixTimeMilliseconds() ?? long.MinValue),
        ("$to", selection.To?.ToUnixTimeMilliseconds() ?? long.MaxValue),
        ("$max", (long)countMax),
    ];

    /// <summary>Looks for a page in the index alone, then reads its rows.</summary>
    private static string Found(string index, string selected, string order) =>
        $"SELECT {Columns} FROM audit WHERE sequence IN (SELECT sequence FROM audit INDEXED BY {index} "
        + $"WHERE school = $school AND {selected} AND at >= $from AND at < $to ORDER BY sequence {order} LIMIT $max) ORDER BY sequence {order}";

    private static AuditEntry Map(SqliteDataReader row) => new(
        row.GetInt64(0),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)),
        row.IsDBNull(2) ? null : AccountId.Parse(row.GetString(2)),
        row.GetString(3) is { Length: > 0 } school ? SchoolId.Parse(school) : null,
        Enum.Parse<AuditAction>(row.GetString(4)),
        row.IsDBNull(5) ? null : row.GetString(5));
}
