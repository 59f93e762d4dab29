using Classroom.Contracts.Identity;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Rosters;
using Classroom.Ports.Identity;

namespace Classroom.Ports.Rosters;

/// <summary>Who brings a roster into force, for the audit trail.</summary>
/// <param name="At">When.</param>
/// <param name="Actor">Who; none: the node itself.</param>
public sealed record RosterAct(DateTimeOffset At, AccountId? Actor)
{
    /// <summary>What the trail of a school says of it.</summary>
    public AuditAct For(School school) => new(At, Actor, school.Id, AuditAction.RosterImported, school.RosterVersion.ToString());
}
