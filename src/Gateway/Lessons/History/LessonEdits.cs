using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Gateway.Logs;
using Classroom.Ports.Lessons;
using Microsoft.Extensions.Options;

namespace Classroom.Gateway.Lessons.History;

/// <summary>Knows where in a lesson's log the edits of each message stand, and which were deleted.</summary>
/// <remarks>Holds no texts: what is deleted must be nowhere.</remarks>
internal sealed class LessonEdits(ILessonLog log, LogReaders readers, IOptions<LogOptions> options)
{
    private static readonly LogFolding<Edits> Folding = new(Edits.None, [typeof(MessageEdited), typeof(MessageDeleted)], (edits, entry) => edits.With(entry));

    private readonly LogFold<Edits> _fold = new(log, readers, Folding, options.Value.LessonsMax);

    /// <summary>All edits and deletions until now.</summary>
    public Task<Folded<Edits>> OfAsync(LessonId lesson, CancellationToken cancellationToken) => _fold.ReadAsync(lesson, cancellationToken);
}

/// <summary>What became of the messages of one lesson.</summary>
/// <param name="ByMessage">For each edited message the sequences of its edits, in order.</param>
/// <param name="Deleted">Messages of which only the mark is left.</param>
internal sealed record Edits(ImmutableDictionary<long, ImmutableArray<long>> ByMessage, ImmutableHashSet<long> Deleted)
{
    public static Edits None { get; } = new(ImmutableDictionary<long, ImmutableArray<long>>.Empty, []);

    public Edits With(LessonEntry entry) => entry.Event switch
    {
        MessageEdited edited => this with { ByMessage = ByMessage.SetItem(edited.Message, ByMessage.GetValueOrDefault(edited.Message, []).Add(entry.Sequence)) },
        MessageDeleted gone => new(ByMessage.Remove(gone.Message), Deleted.Add(gone.Message)),
        _ => this,
    };
}
