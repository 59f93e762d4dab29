using System.Collections.Immutable;
using Classroom.Contracts.Identity;
using Classroom.Contracts.Ids;
using Classroom.Ports.Identity;

namespace Classroom.Ports.Substitutes;

/// <summary>Keeps who stands in for the teachers of which class, and when. Held to tests/Storage.Tests/Substitutes/SubstituteStoreSpec.</summary>
/// <remarks>Rosters and their imports do not touch it. Instants are kept to the millisecond. Changes stand in the audit trail in the same transaction.</remarks>
public interface ISubstituteStore
{
    /// <summary>Most substitutions of a school that have not ended.</summary>
    const int OpenMax = 500;

    /// <summary>How long those that ended are kept.</summary>
    static readonly TimeSpan EndedKept = TimeSpan.FromDays(31);

    /// <summary>Those of the school that end after an instant, by start, then id.</summary>
    Task<ImmutableArray<Substitution>> ReadAsync(SchoolId school, DateTimeOffset endsAfter, CancellationToken cancellationToken = default);

    /// <summary>Keeps one, and drops what ended longer ago than <see cref="EndedKept"/>; durable on return.</summary>
    /// <returns>What is kept: the one of the same class, teacher and times if there is one already. Null, and nothing changes, at <see cref="OpenMax"/>.</returns>
    Task<Substitution?> AddAsync(Substitution substitution, AccountId? by, DateTimeOffset at, CancellationToken cancellationToken = default);

    /// <summary>Takes one back: one that has not begun is gone, one that runs ends now, one that ended stays as it is; durable on return.</summary>
    /// <returns>False if the school has none of that id.</returns>
    Task<bool> RemoveAsync(SchoolId school, SubstituteId id, AccountId? by, DateTimeOffset at, CancellationToken cancellationToken = default);
}

/// <summary>One teacher in one class for a time.</summary>
/// <param name="Id">Which.</param>
/// <param name="Class">In which class.</param>
/// <param name="Teacher">Who stands in.</param>
/// <param name="From">When it begins.</param>
/// <param name="To">When it ends.</param>
/// <param name="Reason">What the office noted.</param>
public sealed record Substitution(SubstituteId Id, ClassId Class, PersonId Teacher, DateTimeOffset From, DateTimeOffset To, string? Reason)
{
    /// <summary>What the trail says of it.</summary>
    public AuditAct Act(AuditAction action, AccountId? by, DateTimeOffset at) =>
        new(at, by, Class.School, action, $"{Class}/{Teacher}/{From.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}/{To.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}");
}
