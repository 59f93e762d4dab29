using Classroom.Contracts.Problems;
using Classroom.Gateway.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Classroom.Gateway.Identity;

/// <summary>The sentence of each problem code of identity.</summary>
internal static class IdentityProblems
{
    /// <summary>How long those wait who come while all is busy.</summary>
    private static readonly TimeSpan BusyWait = TimeSpan.FromSeconds(2);

    public static ProblemHttpResult Answer(HttpContext context, string code, TimeSpan wait = default) => code is ProblemCode.TooManyAttempts or ProblemCode.Busy
        ? Problem.After(context, wait == default ? BusyWait : wait, code, Describe(code))
        : Problem.Of(code, Describe(code));

    private static string Describe(string code) => code switch
    {
        ProblemCode.SignInFailed => "This login and password, or school code and personal code, are not known.",
        ProblemCode.TooManyAttempts => "Too many attempts. Wait before the next.",
        ProblemCode.Busy => "Busy. Try again shortly.",
        ProblemCode.PasswordWeak => "Choose a password of 10 to 256 characters that is neither like the login nor among the most used.",
        ProblemCode.PasswordWrong => "The current password is another.",
        ProblemCode.LoginInvalid => "A login has 3 to 254 printable characters and no spaces; a display name at most 100.",
        ProblemCode.LoginRequired => "The roster has no e-mail address for this person: say which login they get.",
        ProblemCode.LoginTaken => "Somebody else of this school has this login.",
        ProblemCode.TokenSpent => "This link is unknown, used or expired. Ask for a new one.",
        ProblemCode.NotStaff => "Invitations are for teachers and the office. Issue a code for a student.",
        ProblemCode.NotStudent => "Codes are for students. Issue an invitation for teachers and the office.",
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "A problem code without a description."),
    };
}
