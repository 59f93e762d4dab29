using System.Collections.Immutable;
using Classroom.Contracts.Identity;
using Classroom.Contracts.Ids;
using Classroom.Ports.Identity;

namespace Classroom.Storage.InMemory.Identity;

/// <summary>An audit trail that lives as long as the object.</summary>
internal sealed class InMemoryAuditTrail : IAuditTrail
{
    private readonly Lock _lock = new();
    private readonly List<AuditEntry> _entries = [];

    public void Append(AuditAct act)
    {
        lock (_lock)
        {
            _entries.Add(new(_entries.Count + 1, DateTimeOffset.FromUnixTimeMilliseconds(act.At.ToUnixTimeMilliseconds()), act.Actor, act.School, act.Action, act.Subject));
        }
    }

    public Task AppendAsync(AuditAct act, CancellationToken cancellationToken = default)
    {
        Append(act);
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<AuditEntry>> ReadAsync(SchoolId? school, AuditSelection selection, int countMax, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            var found = _entries.Where(entry => entry.School == school
                && (selection.Action is null || entry.Action == selection.Action)
                && (selection.From is null || entry.At >= selection.From)
                && (selection.To is null || entry.At < selection.To));
            var inOrder = selection.IsNewestFirst
                ? found.Reverse().Where(entry => selection.After is null || entry.Sequence < selection.After)
                : found.Where(entry => entry.Sequence > (selection.After ?? 0));
            return Task.FromResult(inOrder.Take(countMax).ToImmutableArray());
        }
    }
}
