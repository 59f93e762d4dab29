using System.Collections.Immutable;
using Classroom.Contracts.Identity;
using Classroom.Contracts.Ids;
using Classroom.Ports.Substitutes;
using Classroom.Storage.InMemory.Identity;

namespace Classroom.Storage.InMemory.Substitutes;

/// <summary>Substitutions that live as long as the object: for tests.</summary>
internal sealed class InMemorySubstituteStore(InMemoryAuditTrail trail) : ISubstituteStore
{
    private readonly Lock _lock = new();
    private readonly List<Substitution> _kept = [];

    public Task<ImmutableArray<Substitution>> ReadAsync(SchoolId school, DateTimeOffset endsAfter, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            return Task.FromResult<ImmutableArray<Substitution>>(
            [
                .. _kept.Where(one => one.Class.School == school && one.To > endsAfter).OrderBy(one => one.From).ThenBy(one => one.Id.ToString(), StringComparer.Ordinal),
            ]);
        }
    }

    public Task<Substitution?> AddAsync(Substitution substitution, AccountId? by, DateTimeOffset at, CancellationToken cancellationToken = default)
    {
        var wanted = substitution with { From = ToMilliseconds(substitution.From), To = ToMilliseconds(substitution.To) };
        var school = wanted.Class.School;
        lock (_lock)
        {
            _kept.RemoveAll(one => one.Class.School == school && one.To <= at - ISubstituteStore.EndedKept);
            if (_kept.FirstOrDefault(one => one with { Id = wanted.Id, Reason = wanted.Reason } == wanted) is { } known)
            {
                return Task.FromResult<Substitution?>(known);
            }

            if (_kept.Count(one => one.Class.School == school && one.To > at) >= ISubstituteStore.OpenMax)
            {
                return Task.FromResult<Substitution?>(null);
            }

            _kept.Add(wanted);
            trail.Append(wanted.Act(AuditAction.SubstituteAdded, by, at));
            return Task.FromResult<Substitution?>(wanted);
        }
    }

    public Task<bool> RemoveAsync(SchoolId school, SubstituteId id, AccountId? by, DateTimeOffset at, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            var index = _kept.FindIndex(one => one.Class.School == school && one.Id == id);
            if (index >= 0 && _kept[index] is var found && found.To > at)
            {
                _kept.RemoveAt(index);
                if (found.From < at)
                {
                    _kept.Insert(index, found with { To = ToMilliseconds(at) });
                }

                trail.Append(found.Act(AuditAction.SubstituteRemoved, by, at));
            }

            return Task.FromResult(index >= 0);
        }
    }

    private static DateTimeOffset ToMilliseconds(DateTimeOffset at) => DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());
}
