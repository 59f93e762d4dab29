using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Gateway.Logs;
using Classroom.Ports.Lessons;
using Microsoft.Extensions.Options;

namespace Classroom.Gateway.Lessons.History;

/// <summary>Knows who was sent out of a lesson and readmitted: the one thing beside an entry's audience that decides who may read it.</summary>
internal sealed class LessonMoves(ILessonLog log, LogReaders readers, IOptions<LogOptions> options)
{
    private static readonly LogFolding<ImmutableList<LessonEntry>> Folding = new([], [typeof(ParticipantEjected), typeof(ParticipantReadmitted)], Apply);

    private readonly LogFold<ImmutableList<LessonEntry>> _fold = new(log, readers, Folding, options.Value.LessonsMax);

    /// <summary>All ejections and readmissions until now.</summary>
    public async Task<IReadOnlyList<LessonEntry>> OfAsync(LessonId lesson, CancellationToken cancellationToken) =>
        (await _fold.ReadAsync(lesson, cancellationToken)).State;

    private static ImmutableList<LessonEntry> Apply(ImmutableList<LessonEntry> moves, LessonEntry entry) =>
        entry.Event is ParticipantEjected or ParticipantReadmitted ? moves.Add(entry) : moves;
}
