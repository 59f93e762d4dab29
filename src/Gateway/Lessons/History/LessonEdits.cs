using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Ports.Lessons;

namespace Classroom.Gateway.Lessons.History;

/// <summary>Knows where in a lesson's log the latest text of each edited message stands, and which were deleted.</summary>
/// <remarks>Holds no texts: what is deleted must be nowhere.</remarks>
internal sealed class LessonEdits(ILessonLog log) : IDisposable
{
    private const int LessonsMax = 256;
    private const int ReadersMax = 4;

    private static readonly LogFolding<Edits> Folding = new(Edits.None, ["messageEdited", "messageDeleted"], (edits, entry) => edits.With(entry));

    private readonly LogFold<Edits> _fold = new(log, Folding, LessonsMax, ReadersMax);

    /// <summary>All edits and deletions until now.</summary>
    public Task<Folded<Edits>> OfAsync(LessonId lesson, CancellationToken cancellationToken) => _fold.ReadAsync(lesson, cancellationToken);

    public void Dispose() => _fold.Dispose();
}

/// <summary>What became of the messages of one lesson.</summary>
/// <param name="Latest">For each edited message the sequences of its edits, in order.</param>
/// <param name="Deleted">Messages of which only the mark is left.</param>
internal sealed record Edits(ImmutableDictionary<long, ImmutableArray<long>> Latest, ImmutableHashSet<long> Deleted)
{
    public static Edits None { get; } = new(ImmutableDictionary<long, ImmutableArray<long>>.Empty, []);

    public Edits With(LessonEntry entry) => entry.Event switch
    {
        MessageEdited edited => this with { Latest = Latest.SetItem(edited.Message, Latest.GetValueOrDefault(edited.Message, []).Add(entry.Sequence)) },
        MessageDeleted gone => new(Latest.Remove(gone.Message), Deleted.Add(gone.Message)),
        _ => this,
    };
}
