using System.Collections.Immutable;
using Classroom.Contracts.Identity;
using Classroom.Contracts.Ids;

namespace Classroom.Ports.Identity;

/// <summary>Who did what when; append only. Held to tests/Storage.Tests/AuditTrailSpec.</summary>
public interface IAuditTrail
{
    /// <summary>Appends one act; durable on return.</summary>
    Task AppendAsync(AuditAct act, CancellationToken cancellationToken = default);

    /// <summary>Entries of one school (null: of the node, and of no school) after a sequence, oldest first; at most <paramref name="countMax"/>.</summary>
    Task<ImmutableArray<AuditEntry>> ReadAsync(SchoolId? school, long after, int countMax, CancellationToken cancellationToken = default);
}
