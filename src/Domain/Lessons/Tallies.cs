using System.Collections.Immutable;
using Classroom.Contracts.Lessons;

namespace Classroom.Domain.Lessons;

/// <summary>Counts answers.</summary>
internal static class Tallies
{
    private const int TextsMax = 50;

    /// <summary>The tally of the answers a poll holds.</summary>
    public static Tally Of(PollInLesson poll)
    {
        var counts = new int[ChoicesOf(poll.Asked)];
        foreach (var choice in poll.Answers.Values.SelectMany(answer => answer.Choices))
        {
            counts[choice]++;
        }

        var texts = poll.Answers.Values
            .Where(answer => answer.Text is not null)
            .GroupBy(answer => answer.Text!, StringComparer.Ordinal)
            .Select(group => new TypedCount(group.Key, group.Count()))
            .OrderByDescending(typed => typed.Count)
            .ThenBy(typed => typed.Text, StringComparer.Ordinal)
            .Take(TextsMax);
        return new Tally(poll.Answers.Count, [.. counts], [.. texts]);
    }

    /// <summary>How many choices there are; 0 for typed answers.</summary>
    public static int ChoicesOf(PollAsked asked) => asked.Kind switch
    {
        PollKind.YesNo or PollKind.TrueFalse => 2,
        PollKind.Choices => asked.Choices.Length,
        _ => 0,
    };
}
