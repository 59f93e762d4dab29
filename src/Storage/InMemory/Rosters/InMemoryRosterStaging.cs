using System.Runtime.CompilerServices;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Rosters;
using Classroom.Ports.Rosters;

namespace Classroom.Storage.InMemory.Rosters;

/// <summary>One import into memory: a list of changes until it is applied.</summary>
internal sealed class InMemoryRosterStaging(InMemoryRosterStore store, SchoolId? school, Action leave) : IRosterStaging
{
    private readonly List<RosterChange> _changes = [];
    private bool _disposed;

    public async IAsyncEnumerable<StoredRosterRow> ReadAsync(
        RosterKind kind, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask;
        foreach (var stored in store.Current.Rows.Values)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (stored.Row.Kind == kind && (school is null || stored.Row.Owner is null || stored.Row.Owner == school))
            {
                yield return stored;
            }
        }
    }

    public Task StageAsync(IReadOnlyList<RosterChange> changes, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _changes.AddRange(changes);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<School>> ApplyAsync(IReadOnlyCollection<SchoolId?> owners, RosterAct act, CancellationToken cancellationToken = default)
    {
        store.Apply(current =>
        {
            var rows = current.Rows.ToBuilder();
            var next = current.Rows.Count == 0 ? 1 : current.Rows.Keys.Max() + 1;
            foreach (var change in _changes)
            {
                if (change.Row is null)
                {
                    rows[change.Replaces!.Value] = rows[change.Replaces.Value] with { Active = false };
                    continue;
                }

                if (change.Replaces is { } replaced)
                {
                    rows.Remove(replaced);
                }

                rows.Add(next, new(change.Row, next, Active: true));
                next++;
            }

            var editions = current.Editions.ToBuilder();
            foreach (var owner in owners.Select(owner => owner?.ToString() ?? ""))
            {
                editions[owner] = editions.GetValueOrDefault(owner) + 1;
            }

            return new(rows.ToImmutable(), editions.ToImmutable());
        });
        var schools = store.Current.Schools().Where(found => owners.Contains(found.Id)).OrderBy(found => found.Id.ToString(), StringComparer.Ordinal).ToList();
        schools.ForEach(school => store.Trail.Append(act.For(school)));
        return Task.FromResult<IReadOnlyList<School>>(schools);
    }

    public ValueTask DisposeAsync()
    {
        if (!_disposed)
        {
            _disposed = true;
            leave();
        }

        return ValueTask.CompletedTask;
    }
}
