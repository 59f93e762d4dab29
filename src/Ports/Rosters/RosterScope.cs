using Classroom.Contracts.Ids;

namespace Classroom.Ports.Rosters;

/// <summary>What an import may touch.</summary>
public sealed class RosterScope
{
    private RosterScope(SchoolId? school, IReadOnlyDictionary<string, SchoolId> pinned)
    {
        School = school;
        Pinned = pinned;
    }

    /// <summary>The one school whose office imports; null for an administrator of the node.</summary>
    public SchoolId? School { get; }

    /// <summary>Ids to give to new schools, by the sourcedId of their organisation; others get a random one.</summary>
    public IReadOnlyDictionary<string, SchoolId> Pinned { get; }

    /// <summary>Who imports, for the audit trail; null: the node itself.</summary>
    public AccountId? Actor { get; private init; }

    /// <summary>The same, imported by somebody.</summary>
    public RosterScope By(AccountId? actor) => new(School, Pinned) { Actor = actor };

    /// <summary>Everything on this node: may create and remove schools.</summary>
    public static RosterScope Node(IReadOnlyDictionary<string, SchoolId>? pinned = null) => new(null, pinned ?? new Dictionary<string, SchoolId>());

    /// <summary>One existing school: a row of any other is a fault, and nothing of any other is revealed.</summary>
    public static RosterScope Office(SchoolId school) => new(school, new Dictionary<string, SchoolId>());
}
