using System.Collections.Immutable;
using Classroom.Contracts.Rosters;
using Classroom.Gateway.Access;

namespace Classroom.Gateway.Identity.Sessions;

/// <summary>What a session token carries, so that a request needs no database to know who makes it.</summary>
/// <param name="Session">Which session of which account.</param>
/// <param name="DisplayName">Name to greet them with.</param>
/// <param name="Roles">What the credential gave; the roster may have taken some away since.</param>
internal sealed record SessionGrant(SessionRef Session, string DisplayName, ImmutableArray<SchoolRole> Roles)
{
    /// <summary>The caller, with the roles that they still have.</summary>
    public Caller ToCaller(Standing standing) => new(
        Session.Account,
        Session,
        Session.Account.Person?.School,
        Session.Account.Person is { } person ? Contracts.Ids.PersonId.Parse(person.Local) : null,
        [.. Roles.Where(standing.Roles.Contains)],
        Session.Account.Person is null,
        standing.DisplayName ?? DisplayName);
}

/// <summary>How somebody stands in their school's roster today.</summary>
/// <param name="Roles">What they are now; empty for an administrator.</param>
/// <param name="DisplayName">Their name now, if the roster knows them.</param>
internal sealed record Standing(ImmutableArray<SchoolRole> Roles, string? DisplayName);
