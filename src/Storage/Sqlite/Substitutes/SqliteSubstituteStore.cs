using System.Collections.Immutable;
using Classroom.Contracts.Identity;
using Classroom.Contracts.Ids;
using Classroom.Ports.Substitutes;
using Classroom.Storage.Sqlite.Identity;
using Microsoft.Data.Sqlite;

namespace Classroom.Storage.Sqlite.Substitutes;

/// <summary>Substitutions in <c>school.db</c>.</summary>
internal sealed class SqliteSubstituteStore(SqliteDatabase database) : ISubstituteStore
{
    private const string Columns = "id, class, teacher, from_at, to_at, reason";

    public Task<ImmutableArray<Substitution>> ReadAsync(SchoolId school, DateTimeOffset endsAfter, CancellationToken cancellationToken = default) =>
        database.ReadAsync<ImmutableArray<Substitution>>(
            session =>
            [
                .. session.Query(
                    $"SELECT {Columns} FROM substitution WHERE school = $school AND to_at > $after ORDER BY from_at, id",
                    Map, ("$school", school.ToString()), ("$after", endsAfter.ToUnixTimeMilliseconds())),
            ],
            cancellationToken);

    public Task<Substitution?> AddAsync(Substitution substitution, AccountId? by, DateTimeOffset at, CancellationToken cancellationToken = default) =>
        database.WriteAsync(session => Add(session, substitution, by, at), cancellationToken);

    public Task<bool> RemoveAsync(SchoolId school, SubstituteId id, AccountId? by, DateTimeOffset at, CancellationToken cancellationToken = default) =>
        database.WriteAsync(session => Remove(session, school, id, by, at), cancellationToken);

    private static Substitution? Add(SqliteSession session, Substitution wanted, AccountId? by, DateTimeOffset at)
    {
        var school = wanted.Class.School.ToString();
        session.Execute(
            "DELETE FROM substitution WHERE school = $school AND to_at <= $old",
            ("$school", school), ("$old", (at - ISubstituteStore.EndedKept).ToUnixTimeMilliseconds()));
        (string, object?)[] values =
        [
            ("$school", school), ("$class", wanted.Class.ToString()), ("$teacher", wanted.Teacher.ToString()),
            ("$from", wanted.From.ToUnixTimeMilliseconds()), ("$to", wanted.To.ToUnixTimeMilliseconds()),
        ];
        var known = session.QueryFirst(
            $"SELECT {Columns} FROM substitution WHERE school = $school AND class = $class AND teacher = $teacher AND from_at = $from AND to_at = $to", Map, values);
        if (known is not null)
        {
            return known;
        }

        var open = session.QueryFirst(
            "SELECT count(*) FROM substitution WHERE school = $school AND to_at > $now", row => row.GetInt64(0),
            ("$school", school), ("$now", at.ToUnixTimeMilliseconds()));
        if (open >= ISubstituteStore.OpenMax)
        {
            return null;
        }

        session.Execute(
            $"INSERT INTO substitution (school, {Columns}) VALUES ($school, $id, $class, $teacher, $from, $to, $reason)",
            [.. values, ("$id", wanted.Id.ToString()), ("$reason", wanted.Reason)]);
        AuditRows.Append(session, wanted.Act(AuditAction.SubstituteAdded, by, at));
        return Find(session, wanted.Class.School, wanted.Id);
    }

    private static bool Remove(SqliteSession session, SchoolId school, SubstituteId id, AccountId? by, DateTimeOffset at)
    {
        if (Find(session, school, id) is not { } found)
        {
            return false;
        }

        if (found.To <= at)
        {
            return true;
        }

        (string, object?)[] values = [("$school", school.ToString()), ("$id", id.ToString())];
        if (found.From < at)
        {
            session.Execute("UPDATE substitution SET to_at = $now WHERE school = $school AND id = $id", [.. values, ("$now", at.ToUnixTimeMilliseconds())]);
        }
        else
        {
            session.Execute("DELETE FROM substitution WHERE school = $school AND id = $id", values);
        }

        AuditRows.Append(session, found.Act(AuditAction.SubstituteRemoved, by, at));
        return true;
    }

    private static Substitution? Find(SqliteSession session, SchoolId school, SubstituteId id) => session.QueryFirst(
        $"SELECT {Columns} FROM substitution WHERE school = $school AND id = $id", Map, ("$school", school.ToString()), ("$id", id.ToString()));

    private static Substitution Map(SqliteDataReader row) => new(
        SubstituteId.Parse(row.GetString(0)),
        ClassId.Parse(row.GetString(1)),
        PersonId.Parse(row.GetString(2)),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)),
        row.IsDBNull(5) ? null : row.GetString(5));
}
