namespace Classroom.OneRoster.Imports;

/// <summary>The records of one kind, by owner and sourcedId.</summary>
internal sealed class EntryTable<T>
    where T : Entry
{
    private readonly Dictionary<(SchoolEntry? Owner, string SourcedId), T> _entries = [];
    private ILookup<string, T>? _anywhere;

    public IEnumerable<T> All => _entries.Values;

    public T? Find(SchoolEntry? owner, string sourcedId) => _entries.GetValueOrDefault((owner, sourcedId));

    /// <summary>The records of that sourcedId at any school: what a row means that names no school.</summary>
    /// <remarks>Looks at what was there when it was first called.</remarks>
    public IEnumerable<T> FindAnywhere(string sourcedId) => (_anywhere ??= _entries.Values.ToLookup(entry => entry.SourcedId))[sourcedId];

    public void Add(T entry) => _entries.Add((entry.Owner, entry.SourcedId), entry);
}
