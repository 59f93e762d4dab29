using Classroom.Contracts.Problems;
using Classroom.Domain.Lessons;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Classroom.Gateway.Problems;

/// <summary>The one wording for texts that cannot be taken.</summary>
internal static class TextProblems
{
    /// <summary>The problem with a text, or null if it can be taken.</summary>
    /// <param name="what">What the text is, in a word.</param>
    /// <param name="text">What was sent.</param>
    /// <param name="lengthMax">Most UTF-16 code units.</param>
    public static ProblemHttpResult? Of(string what, string? text, int lengthMax) => Texts.Check(text, lengthMax) switch
    {
        TextFault.Invalid => Problem.Of(ProblemCode.TextInvalid, $"A {what} is text in which something shows, without control characters."),
        TextFault.TooLong => Problem.Of(ProblemCode.TextTooLong, $"A {what} has at most {lengthMax} characters."),
        _ => null,
    };
}
