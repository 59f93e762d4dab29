using System.Text.Json.Serialization;
using Classroom.Contracts.Lessons;

namespace Classroom.Domain.Lessons;

/// <summary>A lesson as of some sequence: the left fold of its entries, and beside them the answers to an open anonymous poll.</summary>
/// <param name="Content">What viewers hold parts of: the view of nobody in particular.</param>
/// <param name="Books">What only rules need.</param>
public sealed record LessonState(LessonView Content, LessonBooks Books)
{
    /// <summary>A lesson in which nothing has happened yet.</summary>
    public static readonly LessonState Initial = new(LessonView.Initial, LessonBooks.Initial);

    /// <summary>The answers to the anonymous poll that is open, if there are any. No entry tells of them, and no snapshot holds them.</summary>
    [JsonIgnore]
    public BallotBox? Box { get; init; }

    /// <summary>Applies the next entry. Deterministic and free of side effects.</summary>
    /// <exception cref="InvalidOperationException">The entry's sequence is not the next.</exception>
    /// <exception cref="System.Diagnostics.UnreachableException">The event has no fold: a bug in this build.</exception>
    public LessonState Apply(LessonEntry entry)
    {
        if (entry.Sequence != Books.Sequence + 1)
        {
            throw new InvalidOperationException($"Entry {entry.Sequence} cannot follow entry {Books.Sequence}.");
        }

        var content = ViewFold.Apply(Content, entry);
        var box = entry.Event is PollClosed(var poll) && Box?.Poll == poll ? null : Box;
        return new LessonState(content, Books.Apply(Content, content, entry)) { Box = box };
    }
}
