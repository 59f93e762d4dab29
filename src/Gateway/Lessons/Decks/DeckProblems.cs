using Classroom.Contracts.Lessons;
using Classroom.Gateway.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Classroom.Gateway.Lessons.Decks;

/// <summary>What the lesson's refusals of a deck are over HTTP; each code is the refusal's name.</summary>
internal static class DeckProblems
{
    public static ProblemHttpResult Answer(LessonRefusal refusal) => refusal switch
    {
        LessonRefusal.LessonEnded => Problem.Of(StatusCodes.Status409Conflict, "lessonEnded", "The lesson has ended."),
        LessonRefusal.TooManyDecks => Problem.Of(StatusCodes.Status409Conflict, "tooManyDecks", "The lesson has as many decks as it can hold."),
        LessonRefusal.LogFull => Problem.Of(StatusCodes.Status409Conflict, "logFull", "The lesson takes no more."),
        LessonRefusal.TextInvalid => Problem.Of(StatusCodes.Status400BadRequest, "textInvalid", "A title is text, not only white space."),
        LessonRefusal.TextTooLong => Problem.Of(StatusCodes.Status400BadRequest, "textTooLong", "A title has at most 200 characters."),
        LessonRefusal.PageOutOfRange => Problem.Of(StatusCodes.Status400BadRequest, "pageOutOfRange", "The deck has more pages than a deck may have."),
        LessonRefusal.NotAllowed => Problem.Of(StatusCodes.Status403Forbidden, "forbidden", "Decks are added by the teachers of the lesson."),
        LessonRefusal.Ejected => Problem.Of(StatusCodes.Status403Forbidden, "ejected", "A teacher sent you out of this lesson."),
        _ => Problem.Of(StatusCodes.Status503ServiceUnavailable, "busy", "The lesson does not answer just now. Try again: the file is kept."),
    };
}
