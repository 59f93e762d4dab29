using System.Collections.Immutable;
using Classroom.Contracts.Identity;
using Classroom.Contracts.Ids;

namespace Classroom.Ports.Identity;

/// <summary>Who did what when; append only. Held to tests/Storage.Tests/AuditTrailSpec.</summary>
public interface IAuditTrail
{
    /// <summary>Appends one act; durable on return.</summary>
    Task AppendAsync(AuditAct act, CancellationToken cancellationToken = default);

    /// <summary>Entries of one school (null: of the node, and of no school) that are selected, in its order; at most <paramref name="countMax"/>.</summary>
    Task<ImmutableArray<AuditEntry>> ReadAsync(SchoolId? school, AuditSelection selection, int countMax, CancellationToken cancellationToken = default);

    /// <summary>All entries after a sequence, oldest first; at most <paramref name="countMax"/>.</summary>
    Task<ImmutableArray<AuditEntry>> ReadAsync(SchoolId? school, long after, int countMax, CancellationToken cancellationToken = default) =>
        ReadAsync(school, new AuditSelection(after), countMax, cancellationToken);
}

/// <summary>Which entries of a trail, and in what order.</summary>
/// <param name="After">Sequence of the entry that they follow in that order; null: from the beginning of it.</param>
/// <param name="IsNewestFirst">Whether the latest comes first.</param>
/// <param name="Action">Only what is of this kind; null: of every kind.</param>
/// <param name="From">Only what was done then or later.</param>
/// <param name="To">Only what was done before.</param>
public sealed record AuditSelection(long? After = null, bool IsNewestFirst = false, AuditAction? Action = null, DateTimeOffset? From = null, DateTimeOffset? To = null);
