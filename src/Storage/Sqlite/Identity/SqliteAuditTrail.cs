using System.Collections.Immutable;
using Classroom.Contracts.Identity;
using Classroom.Contracts.Ids;
using Classroom.Ports.Identity;

namespace Classroom.Storage.Sqlite.Identity;

/// <summary>The audit trail in <c>school.db</c>.</summary>
internal sealed class SqliteAuditTrail(SqliteDatabase database) : IAuditTrail
{
    public Task AppendAsync(AuditAct act, CancellationToken cancellationToken = default) =>
        database.WriteAsync(session => AuditRows.Append(session, act), cancellationToken);

    public Task<ImmutableArray<AuditEntry>> ReadAsync(SchoolId? school, AuditSelection selection, int countMax, CancellationToken cancellationToken = default) =>
        database.ReadAsync(session => AuditRows.Read(session, school, selection, countMax), cancellationToken);
}
