using Classroom.Contracts.Lessons;
using Classroom.Contracts.Problems;
using Classroom.Gateway.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Classroom.Gateway.Lessons.Decks;

/// <summary>What the lesson's refusals of a deck are over HTTP; each code is the refusal's name.</summary>
internal static class DeckProblems
{
    private static readonly TimeSpan BusyWait = TimeSpan.FromSeconds(2);

    public static ProblemHttpResult Answer(HttpContext context, LessonRefusal refusal) => refusal switch
    {
        LessonRefusal.LessonEnded => Problem.Of(ProblemCode.LessonEnded, "The lesson has ended."),
        LessonRefusal.TooManyDecks => Problem.Of(ProblemCode.TooManyDecks, "The lesson has as many decks as it can hold."),
        LessonRefusal.LogFull => Problem.Of(ProblemCode.LogFull, "The lesson takes no more."),
        LessonRefusal.TextInvalid => Problem.Of(ProblemCode.TextInvalid, "A title is text in which something shows, without control characters."),
        LessonRefusal.TextTooLong => Problem.Of(ProblemCode.TextTooLong, "The title is longer than the installation allows."),
        LessonRefusal.PageOutOfRange => Problem.Of(ProblemCode.PageOutOfRange, "The deck has more pages than a deck may have."),
        LessonRefusal.NotAllowed => Problem.Of(ProblemCode.Forbidden, "Decks are added by the teachers of the lesson."),
        LessonRefusal.Ejected => Problem.Of(ProblemCode.Ejected, "A teacher sent you out of this lesson."),
        _ => Busy(context),
    };

    public static ProblemHttpResult Answer(PdfFault fault) => fault == PdfFault.Encrypted
        ? Problem.Of(ProblemCode.DeckEncrypted, "The PDF asks for a password: save it without one.")
        : Problem.Of(ProblemCode.DeckBroken, "The PDF is cut off or damaged.");

    public static ProblemHttpResult Busy(HttpContext context) => Problem.After(context, BusyWait, ProblemCode.Busy, "The lesson does not answer just now. Try again.");

    public static ProblemHttpResult TooLarge(long bytesMax) => Problem.Of(ProblemCode.TooLarge, $"A deck has at most {bytesMax} bytes.");

    /// <summary>Whether the lesson may have taken the deck all the same.</summary>
    public static bool IsUnknown(LessonRefusal refusal) => refusal is LessonRefusal.Unavailable or LessonRefusal.CommandExpired;
}
