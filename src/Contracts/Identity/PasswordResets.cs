using Classroom.Contracts.Ids;

namespace Classroom.Contracts.Identity;

/// <summary>Body of <c>POST /api/v1/password-resets</c>: says that a password is forgotten. Always answered alike, whoever has the login or nobody.</summary>
/// <param name="Login">E-mail address or other login; case and outer spaces do not matter.</param>
/// <param name="School">Which school; absent: every school that knows the login.</param>
public sealed record ForgotPassword(string Login, SchoolId? School = null);

/// <summary>Somebody said that the password of this account is forgotten. The office makes sure of who it was, then hands over an invitation.</summary>
/// <param name="Person">Whose account.</param>
/// <param name="GivenName">Their given name.</param>
/// <param name="FamilyName">Their family name.</param>
/// <param name="Login">What they sign in with.</param>
/// <param name="RequestedAt">When it was last said.</param>
public sealed record PasswordReset(PersonId Person, string GivenName, string FamilyName, string Login, DateTimeOffset RequestedAt);
