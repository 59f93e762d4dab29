using Classroom.Contracts.Lessons;
using Classroom.Contracts.Problems;
using Classroom.Gateway.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Classroom.Gateway.Lessons.Decks;

/// <summary>What the lesson's refusals of a deck are over HTTP; each code is the refusal's name.</summary>
internal static class DeckProblems
{
    public static ProblemHttpResult Answer(LessonRefusal refusal) => refusal switch
    {
        LessonRefusal.LessonEnded => Problem.Of(ProblemCode.LessonEnded, "The lesson has ended."),
        LessonRefusal.TooManyDecks => Problem.Of(ProblemCode.TooManyDecks, "The lesson has as many decks as it can hold."),
        LessonRefusal.LogFull => Problem.Of(ProblemCode.LogFull, "The lesson takes no more."),
        LessonRefusal.TextInvalid => Problem.Of(ProblemCode.TextInvalid, "A title is text, not only white space."),
        LessonRefusal.TextTooLong => Problem.Of(ProblemCode.TextTooLong, "A title has at most 200 characters."),
        LessonRefusal.PageOutOfRange => Problem.Of(ProblemCode.PageOutOfRange, "The deck has more pages than a deck may have."),
        LessonRefusal.NotAllowed => Problem.Of(ProblemCode.Forbidden, "Decks are added by the teachers of the lesson."),
        LessonRefusal.Ejected => Problem.Of(ProblemCode.Ejected, "A teacher sent you out of this lesson."),
        _ => Problem.Of(ProblemCode.Busy, "The lesson does not answer just now. Try again: the file is kept."),
    };
}
