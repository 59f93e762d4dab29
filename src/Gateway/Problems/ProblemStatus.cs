using Classroom.Contracts.Problems;

namespace Classroom.Gateway.Problems;

/// <summary>Which HTTP status each problem code has: always the same.</summary>
internal static class ProblemStatus
{
    public static int Of(string code) => code switch
    {
        ProblemCode.Malformed or ProblemCode.PasswordWeak or ProblemCode.PasswordWrong or ProblemCode.LoginInvalid or ProblemCode.LoginRequired
            or ProblemCode.TitleInvalid or ProblemCode.TimesInvalid or ProblemCode.TextInvalid or ProblemCode.TextTooLong or ProblemCode.PageOutOfRange
            or ProblemCode.DeviceReserved or ProblemCode.WebSocketRequired or ProblemCode.SettingsInvalid => StatusCodes.Status400BadRequest,
        ProblemCode.SignInRequired or ProblemCode.SignInFailed or ProblemCode.TicketInvalid or ProblemCode.TicketExpired or ProblemCode.TicketUsed
            or ProblemCode.TicketWrongGateway => StatusCodes.Status401Unauthorized,
        ProblemCode.Forbidden or ProblemCode.CrossSite or ProblemCode.Ejected => StatusCodes.Status403Forbidden,
        ProblemCode.NotFound => StatusCodes.Status404NotFound,
        ProblemCode.MethodNotAllowed => StatusCodes.Status405MethodNotAllowed,
        ProblemCode.SchoolRequired or ProblemCode.LoginTaken or ProblemCode.NotStaff or ProblemCode.NotStudent or ProblemCode.LessonOver or ProblemCode.LessonEnded
            or ProblemCode.LessonCancelled or ProblemCode.TooManyLessons or ProblemCode.TooManyDecks or ProblemCode.TooManyCorrections or ProblemCode.LogFull
            or ProblemCode.NotTeacher or ProblemCode.TooManySubstitutes => StatusCodes.Status409Conflict,
        ProblemCode.TokenSpent => StatusCodes.Status410Gone,
        ProblemCode.VersionConflict => StatusCodes.Status412PreconditionFailed,
        ProblemCode.TooLarge => StatusCodes.Status413PayloadTooLarge,
        ProblemCode.UnsupportedMediaType or ProblemCode.DeckFormatUnknown => StatusCodes.Status415UnsupportedMediaType,
        ProblemCode.RangeUnsatisfiable => StatusCodes.Status416RangeNotSatisfiable,
        ProblemCode.DeckBroken or ProblemCode.DeckEncrypted => StatusCodes.Status422UnprocessableEntity,
        ProblemCode.VersionRequired => StatusCodes.Status428PreconditionRequired,
        ProblemCode.TooManyAttempts or ProblemCode.TooManyUploads => StatusCodes.Status429TooManyRequests,
        ProblemCode.Internal => StatusCodes.Status500InternalServerError,
        ProblemCode.Busy or ProblemCode.LessonDamaged => StatusCodes.Status503ServiceUnavailable,
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "A problem code without a status."),
    };

    /// <summary>The code of what ASP.NET itself answers with nothing but a status.</summary>
    public static string CodeOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest => ProblemCode.Malformed,
        StatusCodes.Status401Unauthorized => ProblemCode.SignInRequired,
        StatusCodes.Status403Forbidden => ProblemCode.Forbidden,
        StatusCodes.Status404NotFound => ProblemCode.NotFound,
        StatusCodes.Status405MethodNotAllowed => ProblemCode.MethodNotAllowed,
        StatusCodes.Status412PreconditionFailed => ProblemCode.VersionConflict,
        StatusCodes.Status413PayloadTooLarge => ProblemCode.TooLarge,
        StatusCodes.Status415UnsupportedMediaType => ProblemCode.UnsupportedMediaType,
        StatusCodes.Status416RangeNotSatisfiable => ProblemCode.RangeUnsatisfiable,
        StatusCodes.Status503ServiceUnavailable => ProblemCode.Busy,
        >= 400 and < 500 => ProblemCode.Malformed,
        _ => ProblemCode.Internal,
    };
}
