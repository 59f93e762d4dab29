using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Rosters;

namespace Classroom.Contracts.Identity;

/// <summary>Who is signed in.</summary>
/// <param name="Account">Which account.</param>
/// <param name="DisplayName">Name to greet them with.</param>
/// <param name="Roles">What they are at their school in this session; empty for an administrator.</param>
/// <param name="IsAdministrator">Whether they run the node.</param>
/// <param name="School">Their school; absent for an administrator.</param>
/// <param name="SchoolName">Its name.</param>
/// <param name="Person">Who they are there; also their participant id in lessons.</param>
/// <param name="ExpiresAt">When the session ends by itself.</param>
public sealed record Session(
    AccountId Account,
    string DisplayName,
    ImmutableArray<SchoolRole> Roles,
    bool IsAdministrator,
    SchoolId? School,
    string? SchoolName,
    PersonId? Person,
    DateTimeOffset ExpiresAt);

/// <summary>Answer to a sign-in.</summary>
/// <param name="Session">Who is signed in now.</param>
/// <param name="Token">The bearer token, when one was asked for; a secret.</param>
public sealed record SignedIn(Session Session, string? Token)
{
    /// <summary>Says nothing of the token, so that no log can.</summary>
    public override string ToString() => $"{nameof(SignedIn)} {Session.Account}";
}

/// <summary>Body of <c>PUT /api/v1/session/password</c>. All other sessions of the account end.</summary>
/// <param name="Current">The password until now.</param>
/// <param name="New">The password from now on.</param>
public sealed record ChangePassword(string Current, string New)
{
    /// <summary>Says nothing of the passwords, so that no log can.</summary>
    public override string ToString() => nameof(ChangePassword);
}
