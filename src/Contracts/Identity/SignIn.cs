using System.Text.Json.Serialization;
using Classroom.Contracts.Ids;

namespace Classroom.Contracts.Identity;

/// <summary>Body of <c>POST /api/v1/session</c>: proves who one is and starts a session.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(PasswordSignIn), "password")]
[JsonDerivedType(typeof(CodeSignIn), "code")]
public abstract record SignIn
{
    private protected SignIn() { } // Closed: every way in is in this file.

    /// <summary>True: answer with a token for the <c>Authorization: Bearer</c> header. False (default): set the session cookie.</summary>
    public bool Bearer { get; init; }

    /// <summary>True: the session outlives the browser. False (default): the cookie ends with the browser, the session within half a day.</summary>
    public bool Remember { get; init; }
}

/// <summary>How teachers, the office and administrators sign in.</summary>
/// <param name="Login">E-mail address or other login; case and outer spaces do not matter.</param>
/// <param name="Password">The password, exactly.</param>
/// <param name="School">Which school, for a login that several schools know; else absent.</param>
public sealed record PasswordSignIn(string Login, string Password, SchoolId? School = null) : SignIn
{
    /// <summary>Says nothing of the password, so that no log can.</summary>
    public override string ToString() => nameof(PasswordSignIn);
}

/// <summary>How students sign in.</summary>
/// <param name="School">School code; case and outer spaces do not matter.</param>
/// <param name="Code">Personal code, as typed: case, spaces, hyphens, and o for 0, i or l for 1 do not matter.</param>
public sealed record CodeSignIn(string School, string Code) : SignIn
{
    /// <summary>Says nothing of the code, so that no log can.</summary>
    public override string ToString() => nameof(CodeSignIn);
}
