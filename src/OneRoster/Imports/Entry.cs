using Classroom.Contracts.Ids;
using Classroom.Contracts.Rosters;
using Classroom.Ports.Rosters;

namespace Classroom.OneRoster.Imports;

/// <summary>One record: as it is stored, and as it will be once the archive is in force.</summary>
/// <remarks>Holds a hash of the contents instead of the contents: there is one for every row of the school and of the archive.</remarks>
/// <param name="kind">Which kind of record.</param>
/// <param name="owner">The school it belongs to; null for what the node shares, and for schools.</param>
/// <param name="sourcedId">What its source calls it.</param>
internal class Entry(RosterKind kind, SchoolEntry? owner, string sourcedId)
{
    private bool _wasActive;
    private ulong _wasHash;

    public RosterKind Kind { get; } = kind;

    public SchoolEntry? Owner { get; } = owner;

    public string SourcedId { get; } = sourcedId;

    /// <summary>The store's handle of it; null if it is new.</summary>
    public long? Number { get; private set; }

    /// <summary>Whether it will be in force.</summary>
    public bool Active { get; set; }

    /// <summary>Of its contents to come.</summary>
    public ulong Hash { get; set; }

    /// <summary>Whether the archive names it.</summary>
    public bool Named { get; set; }

    /// <summary>Will be in force, and was not.</summary>
    public bool IsAdded => Active && !_wasActive;

    /// <summary>Will be in force with other contents.</summary>
    public bool IsChanged => Active && _wasActive && Hash != _wasHash;

    /// <summary>Was in force, and will not be.</summary>
    public bool IsRemoved => !Active && _wasActive;

    public void Store(StoredRosterRow stored)
    {
        Number = stored.Number;
        Active = _wasActive = stored.Active;
        Hash = _wasHash = Fingerprint.Of(stored.Row);
    }

    /// <summary>The archive says that it is in force with these contents.</summary>
    public void Name(ulong hash)
    {
        Named = true;
        Active = true;
        Hash = hash;
    }

    /// <summary>The archive says that it is not in force.</summary>
    public void Remove()
    {
        Named = true;
        Active = false;
    }
}

internal sealed class SchoolEntry(SchoolId id, string sourcedId) : Entry(RosterKind.School, null, sourcedId)
{
    public SchoolId Id { get; } = id;
}

internal sealed class ClassEntry(ClassId id, SchoolEntry owner, string sourcedId) : Entry(RosterKind.Class, owner, sourcedId)
{
    public ClassId Id { get; } = id;
}

internal sealed class PersonEntry(PersonId id, SchoolEntry owner, string sourcedId, string? feed) : Entry(RosterKind.Person, owner, sourcedId)
{
    public PersonId Id { get; } = id;

    /// <summary>Which source brought them; null if the school's office did.</summary>
    public string? Feed { get; } = feed;

    /// <summary>The same user's person at the next school.</summary>
    public PersonEntry? Next { get; set; }

    /// <summary>The archive names this user at this school.</summary>
    public bool Touched { get; set; }

    /// <summary>The user is removed, or no longer at this school.</summary>
    public bool Gone { get; set; }

    /// <summary>What they will be at the school.</summary>
    public RoleSet Roles { get; set; }
}

/// <summary>Roles that a person holds.</summary>
[Flags]
internal enum RoleSet
{
    None = 0,
    Student = 1 << SchoolRole.Student,
    Teacher = 1 << SchoolRole.Teacher,
    Office = 1 << SchoolRole.Office,
}

internal sealed class RoleEntry(SchoolEntry owner, string sourcedId) : Entry(RosterKind.Role, owner, sourcedId)
{
    public required PersonEntry Person { get; set; }

    public required SchoolRole Role { get; set; }
}

internal sealed class EnrollmentEntry(SchoolEntry owner, string sourcedId) : Entry(RosterKind.Enrollment, owner, sourcedId)
{
    public required ClassEntry Class { get; set; }

    public required PersonEntry Person { get; set; }

    public required SchoolRole Role { get; set; }

    /// <summary>Whether class and person will be there, and the person is what the enrollment says.</summary>
    public bool Holds => Class.Active && Person.Active && IsHeld(Person.Roles, Role);

    /// <summary>Nobody is made a teacher by an enrollment who is not one, or the office's, at the school.</summary>
    public static bool IsHeld(RoleSet held, SchoolRole role) =>
        (held & (role == SchoolRole.Student ? RoleSet.Student : RoleSet.Teacher | RoleSet.Office)) != 0;
}
