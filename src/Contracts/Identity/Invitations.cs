using Classroom.Contracts.Ids;
using Classroom.Contracts.Settings;

namespace Classroom.Contracts.Identity;

/// <summary>Body of <c>POST /api/v1/setup</c>: makes an administrator of a node.</summary>
/// <param name="Token">The one-time token that the node printed, or an administrator handed over.</param>
/// <param name="Login">E-mail address or other login, 3 to 254 characters.</param>
/// <param name="Password">At least 10 characters.</param>
/// <param name="DisplayName">Name to greet them with; absent: the login.</param>
public sealed record SetUpAdministrator(string Token, string Login, string Password, string? DisplayName = null)
{
    /// <summary>Says nothing of the secrets, so that no log can.</summary>
    public override string ToString() => nameof(SetUpAdministrator);
}

/// <summary>A link for somebody who is to be a further administrator: lets its bearer choose login and password, once.</summary>
/// <param name="Token">The secret of the link; shown only here.</param>
/// <param name="Path">Path of the page that takes it. The token stands in the fragment, which browsers send to nobody.</param>
/// <param name="ExpiresAt">When it ends if not used.</param>
public sealed record AdministratorInvitation(string Token, string Path, DateTimeOffset ExpiresAt)
{
    /// <summary>Says nothing of the token, so that no log can.</summary>
    public override string ToString() => nameof(AdministratorInvitation);
}

/// <summary>Body of <c>POST /api/v1/schools/{school}/people/{person}/invitation</c>.</summary>
/// <param name="Login">Login of the account; absent: the one they have, else their e-mail address in the roster.</param>
public sealed record Invite(string? Login = null);

/// <summary>A new invitation: lets its bearer choose the password of one account, once. An earlier one for the account is void.</summary>
/// <param name="Person">Who is invited.</param>
/// <param name="Login">What they will sign in with.</param>
/// <param name="Token">The secret of the link; shown only here.</param>
/// <param name="Path">Path of the page that accepts it. The token stands in the fragment, which browsers send to nobody.</param>
/// <param name="ExpiresAt">When it ends if not used.</param>
public sealed record Invitation(PersonId Person, string Login, string Token, string Path, DateTimeOffset ExpiresAt)
{
    /// <summary>Says nothing of the token, so that no log can.</summary>
    public override string ToString() => $"{nameof(Invitation)} of {Person}";
}

/// <summary>Body of <c>POST /api/v1/invitations/accept</c>. All sessions of the account end.</summary>
/// <param name="Token">The secret of the link.</param>
/// <param name="Password">At least 10 characters.</param>
public sealed record AcceptInvitation(string Token, string Password)
{
    /// <summary>Says nothing of the secrets, so that no log can.</summary>
    public override string ToString() => nameof(AcceptInvitation);
}

/// <summary>Answer to an accepted invitation: now sign in with this login.</summary>
public sealed record InvitationAccepted(SchoolId School, string Login);

/// <summary>Body of <c>POST /api/v1/invitations/find</c>: asks whom a link is for, and spends nothing.</summary>
/// <param name="Token">The secret of the link.</param>
public sealed record FindInvitation(string Token)
{
    /// <summary>Says nothing of the token, so that no log can.</summary>
    public override string ToString() => nameof(FindInvitation);
}

/// <summary>Whom an invitation that can still be accepted is for.</summary>
/// <param name="Login">What they will sign in with.</param>
/// <param name="DisplayName">Their name; absent if the roster does not have them any more.</param>
/// <param name="SchoolName">Name of their school.</param>
/// <param name="HasPassword">Whether they have a password, which a new one replaces.</param>
/// <param name="Language">What the school speaks to whoever chose no language.</param>
public sealed record InvitationFound(string Login, string? DisplayName, string? SchoolName, bool HasPassword, SchoolLanguage Language);

/// <summary>Body of <c>POST /api/v1/setup/find</c>: asks whether a setup token still makes an administrator, and spends nothing.</summary>
/// <param name="Token">The one-time token.</param>
public sealed record FindSetup(string Token)
{
    /// <summary>Says nothing of the token, so that no log can.</summary>
    public override string ToString() => nameof(FindSetup);
}
