using Classroom.Contracts.Identity;
using Classroom.Gateway.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Classroom.Gateway.Identity;

/// <summary>Status and sentence of each problem code of identity.</summary>
internal static class IdentityProblems
{
    /// <summary>How long those wait who come while all is busy.</summary>
    private static readonly TimeSpan BusyWait = TimeSpan.FromSeconds(2);

    public static ProblemHttpResult Answer(HttpContext context, string code, TimeSpan wait = default)
    {
        var (status, detail) = Describe(code);
        return status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable
            ? Problem.After(context, wait == default ? BusyWait : wait, status, code, detail)
            : Problem.Of(status, code, detail);
    }

    private static (int Status, string Detail) Describe(string code) => code switch
    {
        IdentityProblem.SignInFailed => (StatusCodes.Status401Unauthorized, "This login and password, or school code and personal code, are not known."),
        IdentityProblem.TooManyAttempts => (StatusCodes.Status429TooManyRequests, "Too many attempts. Wait before the next."),
        IdentityProblem.Busy => (StatusCodes.Status503ServiceUnavailable, "Busy. Try again shortly."),
        IdentityProblem.PasswordWeak => (StatusCodes.Status400BadRequest, "Choose a password of 10 to 256 characters that is neither like the login nor among the most used."),
        IdentityProblem.PasswordWrong => (StatusCodes.Status400BadRequest, "The current password is another."),
        IdentityProblem.LoginInvalid => (StatusCodes.Status400BadRequest, "A login has 3 to 254 printable characters and no spaces; a display name at most 100."),
        IdentityProblem.LoginRequired => (StatusCodes.Status400BadRequest, "The roster has no e-mail address for this person: say which login they get."),
        IdentityProblem.LoginTaken => (StatusCodes.Status409Conflict, "Somebody else of this school has this login."),
        IdentityProblem.TokenSpent => (StatusCodes.Status410Gone, "This link is unknown, used or expired. Ask for a new one."),
        IdentityProblem.NotStaff => (StatusCodes.Status409Conflict, "Invitations are for teachers and the office. Issue a code for a student."),
        IdentityProblem.NotStudent => (StatusCodes.Status409Conflict, "Codes are for students. Issue an invitation for teachers and the office."),
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "A problem code without a description."),
    };
}
