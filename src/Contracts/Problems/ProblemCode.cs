namespace Classroom.Contracts.Problems;

/// <summary>Values of <c>code</c> in the ProblemDetails that the HTTP interface answers. Part of the protocol: append only.</summary>
/// <remarks>Each comment begins with its HTTP status. docs/api.md and docs/identity.md list them all; tests hold them to it.</remarks>
public static class ProblemCode
{
    /// <summary>400. The address, a parameter or the body cannot be read, or a field is missing.</summary>
    public const string Malformed = "malformed";

    /// <summary>401. No session, or it ended. Sign in, then retry.</summary>
    public const string SignInRequired = "signInRequired";

    /// <summary>403. Not for this role.</summary>
    public const string Forbidden = "forbidden";

    /// <summary>403. An unsafe request by cookie lacks its header, or comes from another site.</summary>
    public const string CrossSite = "crossSite";

    /// <summary>404. Does not exist, or not for the caller: the same answer.</summary>
    public const string NotFound = "notFound";

    /// <summary>405. The address takes other methods.</summary>
    public const string MethodNotAllowed = "methodNotAllowed";

    /// <summary>413. The body is longer than this address takes.</summary>
    public const string TooLarge = "tooLarge";

    /// <summary>415. The body is of a kind that this address does not take.</summary>
    public const string UnsupportedMediaType = "unsupportedMediaType";

    /// <summary>416. The file has no such range.</summary>
    public const string RangeUnsatisfiable = "rangeUnsatisfiable";

    /// <summary>429. Too many attempts. Retry after <c>Retry-After</c> seconds.</summary>
    public const string TooManyAttempts = "tooManyAttempts";

    /// <summary>500. A fault of the server: it is in its log.</summary>
    public const string Internal = "internal";

    /// <summary>503. Busy, or something behind this does not answer. Retry after <c>Retry-After</c> seconds.</summary>
    public const string Busy = "busy";

    /// <summary>503. What is stored of this lesson cannot be right. Whoever runs the node has to look at it; not before <c>Retry-After</c> seconds.</summary>
    public const string LessonDamaged = "lessonDamaged";

    /// <summary>401. Unknown login or code, wrong password, or nobody of the roster any more: not told apart.</summary>
    public const string SignInFailed = "signInFailed";

    /// <summary>409. The login and password are right at several schools: repeat with one of <c>schools</c>.</summary>
    public const string SchoolRequired = "schoolRequired";

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

    /// <summary>400. A title of a plan is not text in which something shows, or too long (200 characters by default).</summary>
    public const string TitleInvalid = "titleInvalid";

    /// <summary>400. The times of a plan, or a stretch of time, end before they start or are too long.</summary>
    public const string TimesInvalid = "timesInvalid";

    /// <summary>412. The plan changed meanwhile. Read it again, then retry.</summary>
    public const string VersionConflict = "versionConflict";

    /// <summary>428. Say in <c>If-Match</c> which version was read.</summary>
    public const string VersionRequired = "versionRequired";

    /// <summary>409. The lesson of the plan has ended, was cancelled, or was not held.</summary>
    public const string LessonOver = "lessonOver";

    /// <summary>409. The class has as many lessons planned as it can hold.</summary>
    public const string TooManyLessons = "tooManyLessons";

    /// <summary>400. The device id is one that only the server uses.</summary>
    public const string DeviceReserved = "deviceReserved";

    /// <summary>409. The lesson was called off.</summary>
    public const string LessonCancelled = "lessonCancelled";

    /// <summary>403. A teacher sent the caller out of this lesson.</summary>
    public const string Ejected = "ejected";

    /// <summary>409. The lesson has ended.</summary>
    public const string LessonEnded = "lessonEnded";

    /// <summary>409. The lesson has as many decks as it can hold.</summary>
    public const string TooManyDecks = "tooManyDecks";

    /// <summary>429. The person, or their school, has as many uploads under way as allowed. Retry after <c>Retry-After</c> seconds.</summary>
    public const string TooManyUploads = "tooManyUploads";

    /// <summary>409. The lesson takes no more.</summary>
    public const string LogFull = "logFull";

    /// <summary>415. The bytes are of none of the formats that a deck can have.</summary>
    public const string DeckFormatUnknown = "deckFormatUnknown";

    /// <summary>422. The file begins like a PDF and is none, or not all of one.</summary>
    public const string DeckBroken = "deckBroken";

    /// <summary>422. The PDF needs a password, or restricts what may be done with it.</summary>
    public const string DeckEncrypted = "deckEncrypted";

    /// <summary>400. A title of a deck, or a reason, is not text.</summary>
    public const string TextInvalid = "textInvalid";

    /// <summary>400. A title of a deck, or a reason, is too long.</summary>
    public const string TextTooLong = "textTooLong";

    /// <summary>400. A deck has no such number of pages.</summary>
    public const string PageOutOfRange = "pageOutOfRange";

    /// <summary>400. The hub takes WebSockets only, without negotiation.</summary>
    public const string WebSocketRequired = "webSocketRequired";

    /// <summary>401. No ticket of this cluster. Join again.</summary>
    public const string TicketInvalid = "ticketInvalid";

    /// <summary>401. The ticket is too old. Join again.</summary>
    public const string TicketExpired = "ticketExpired";

    /// <summary>401. The ticket was redeemed before. Join again.</summary>
    public const string TicketUsed = "ticketUsed";

    /// <summary>401. The ticket is for another gateway, or an earlier run of this one. Join again.</summary>
    public const string TicketWrongGateway = "ticketWrongGateway";

    /// <summary>400. A setting of the school is out of its range.</summary>
    public const string SettingsInvalid = "settingsInvalid";

    /// <summary>409. Only who teaches at the school can stand in for a teacher.</summary>
    public const string NotTeacher = "notTeacher";

    /// <summary>409. The school has as many substitutions as it can hold.</summary>
    public const string TooManySubstitutes = "tooManySubstitutes";

    /// <summary>409. An entry of a register was corrected as often as it can be.</summary>
    public const string TooManyCorrections = "tooManyCorrections";
}
