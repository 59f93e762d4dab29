namespace Classroom.Contracts.Identity;

/// <summary>Values of <c>code</c> in the ProblemDetails that sign-in, sessions and invitations answer. Part of the protocol: append only.</summary>
/// <remarks>Each is described, with its status and advice, in docs/identity.md.</remarks>
public static class IdentityProblem
{
    /// <summary>401. No session, or it ended. Sign in, then retry.</summary>
    public const string SignInRequired = "signInRequired";

    /// <summary>401. Unknown login or code, wrong password, or nobody of the roster any more: not told apart.</summary>
    public const string SignInFailed = "signInFailed";

    /// <summary>409. The login and password are right at several schools: repeat with one of <c>schools</c>.</summary>
    public const string SchoolRequired = "schoolRequired";

    /// <summary>429. Too many attempts. Retry after <c>Retry-After</c> seconds.</summary>
    public const string TooManyAttempts = "tooManyAttempts";

    /// <summary>503. Busy. Retry after <c>Retry-After</c> seconds.</summary>
    public const string Busy = "busy";

    /// <summary>403. An unsafe request by cookie lacks its header, or comes from another site.</summary>
    public const string CrossSite = "crossSite";

    /// <summary>400. The password is shorter or longer than allowed, among the most used ones, or like the login.</summary>
    public const string PasswordWeak = "passwordWeak";

    /// <summary>400. The current password is wrong.</summary>
    public const string PasswordWrong = "passwordWrong";

    /// <summary>400. The login is not 3 to 254 printable characters without spaces.</summary>
    public const string LoginInvalid = "loginInvalid";

    /// <summary>400. The account has no login yet and the roster has no e-mail address: say one.</summary>
    public const string LoginRequired = "loginRequired";

    /// <summary>409. Somebody else of the school has this login.</summary>
    public const string LoginTaken = "loginTaken";

    /// <summary>410. The invitation or setup token is unknown, used, replaced or expired: not told apart. Ask for a new one.</summary>
    public const string TokenSpent = "tokenSpent";

    /// <summary>409. Invitations are for teachers and the office; students get codes.</summary>
    public const string NotStaff = "notStaff";

    /// <summary>409. Codes are for students; teachers and the office get invitations.</summary>
    public const string NotStudent = "notStudent";
}
