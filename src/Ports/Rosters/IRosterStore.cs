using Classroom.Contracts.Ids;
using Classroom.Contracts.Rosters;

namespace Classroom.Ports.Rosters;

/// <summary>Takes in rosters. Held, with <see cref="IRosterReader"/>, to tests/Storage.Tests/RosterStoreSpec.</summary>
public interface IRosterStore
{
    /// <summary>Begins an import; null if one is under way that touches the same.</summary>
    /// <remarks>An import of the node excludes every other; those of different schools go on side by side.</remarks>
    Task<IRosterStaging?> BeginAsync(SchoolId? school, CancellationToken cancellationToken = default);
}

/// <summary>One import under way. Nothing staged is visible before <see cref="ApplyAsync"/>; disposing before it leaves nothing behind.</summary>
public interface IRosterStaging : IAsyncDisposable
{
    /// <summary>Reads every record of a kind that the import's scope owns, removed ones too, and what the node shares.</summary>
    /// <remarks>A sourcedId with its owner comes once. Read before the first <see cref="StageAsync"/>.</remarks>
    IAsyncEnumerable<StoredRosterRow> ReadAsync(RosterKind kind, CancellationToken cancellationToken = default);

    /// <summary>Writes changes where nobody sees them. Call with bounded batches: the writer is shared.</summary>
    Task StageAsync(IReadOnlyList<RosterChange> changes, CancellationToken cancellationToken = default);

    /// <summary>Brings everything staged into force at once, and writes it into the audit trail of each school with it; durable on return.</summary>
    /// <param name="owners">Whose roster version grows: everybody who owns, or shares, something staged.</param>
    /// <param name="act">Who does it.</param>
    /// <param name="cancellationToken">Gives up before it begins.</param>
    /// <returns>The schools among them, removed ones left out, with their new version, in order of id.</returns>
    Task<IReadOnlyList<School>> ApplyAsync(IReadOnlyCollection<SchoolId?> owners, RosterAct act, CancellationToken cancellationToken = default);
}

/// <summary>A record as stored.</summary>
/// <param name="Row">Its last contents.</param>
/// <param name="Number">Its handle, for changing or removing it in the same import.</param>
/// <param name="Active">False once removed: only its ids are remembered.</param>
public sealed record StoredRosterRow(RosterRow Row, long Number, bool Active);

/// <summary>One change.</summary>
/// <param name="Row">The new contents; null to remove.</param>
/// <param name="Replaces">Handle of what is stored; null for a new record.</param>
public sealed record RosterChange(RosterKind Kind, SchoolId? Owner, RosterRow? Row, long? Replaces)
{
    /// <summary>Adds a record that was never there.</summary>
    public static RosterChange Add(RosterRow row) => new(row.Kind, row.Owner, row, null);

    /// <summary>Gives a stored record new contents, and brings it back if it was removed.</summary>
    public static RosterChange Replace(RosterRow row, long number) => new(row.Kind, row.Owner, row, number);

    /// <summary>Takes a stored record out of force; its ids stay its own for ever.</summary>
    public static RosterChange Remove(RosterKind kind, SchoolId? owner, long number) => new(kind, owner, null, number);
}
