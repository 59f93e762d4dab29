using Classroom.Contracts.Ids;

namespace Classroom.Storage.Rosters;

/// <summary>Lets one import a school in, or one of the whole node alone.</summary>
internal sealed class RosterGate
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _inside = [];

    public bool TryEnter(SchoolId? school)
    {
        lock (_lock)
        {
            var free = school is null ? _inside.Count == 0 : !_inside.Contains("");
            return free && _inside.Add(school?.ToString() ?? "");
        }
    }

    public void Leave(SchoolId? school)
    {
        lock (_lock)
        {
            _inside.Remove(school?.ToString() ?? "");
        }
    }
}
