using System.Collections.Immutable;
using Classroom.Ports.Identity;

namespace Classroom.Storage.InMemory.Identity;

/// <summary>Shared keys that live as long as the object.</summary>
internal sealed class InMemoryKeyStore : IKeyStore
{
    private readonly Lock _lock = new();
    private readonly List<(string Kind, StoredKey Key)> _keys = [];

    public Task<ImmutableArray<StoredKey>> ReadAsync(string kind, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            return Task.FromResult(_keys.Where(kept => kept.Kind == kind).Select(kept => kept.Key).ToImmutableArray());
        }
    }

    public Task<StoredKey> KeepAsync(string kind, StoredKey key, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            if (_keys.Find(kept => kept.Kind == kind && kept.Key.Name == key.Name) is { Key: { } first })
            {
                return Task.FromResult(first);
            }

            _keys.Add((kind, key));
            return Task.FromResult(key);
        }
    }
}
