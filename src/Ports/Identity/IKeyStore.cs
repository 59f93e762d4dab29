using System.Collections.Immutable;

namespace Classroom.Ports.Identity;

/// <summary>Keeps the keys that all gateways of a cluster share. Held to tests/Storage.Tests/KeyStoreSpec.</summary>
/// <remarks>Keys are never changed, so that what an old one protected can be read until it expires.</remarks>
public interface IKeyStore
{
    /// <summary>All keys of one kind, in order of creation.</summary>
    Task<ImmutableArray<StoredKey>> ReadAsync(string kind, CancellationToken cancellationToken = default);

    /// <summary>Keeps the key unless there is one of this kind and name; returns the one that is kept, durable. First writer wins.</summary>
    Task<StoredKey> KeepAsync(string kind, StoredKey key, CancellationToken cancellationToken = default);
}

/// <summary>One key as kept.</summary>
/// <param name="Name">Unique within its kind.</param>
/// <param name="Value">Text, as its kind defines it; a secret.</param>
public sealed record StoredKey(string Name, string Value)
{
    /// <summary>Says nothing of the value, so that no log can.</summary>
    public override string ToString() => $"{nameof(StoredKey)} {Name}";
}
