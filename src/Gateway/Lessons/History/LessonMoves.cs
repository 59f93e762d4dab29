using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Ports.Lessons;

namespace Classroom.Gateway.Lessons.History;

/// <summary>Knows who was sent out of a lesson and readmitted: the one thing beside an entry's audience that decides who may read it.</summary>
internal sealed class LessonMoves(ILessonLog log) : IDisposable
{
    private const int LessonsMax = 256;
    private const int ReadersMax = 4;

    private static readonly LogFolding<ImmutableList<LessonEntry>> Folding = new([], ["participantEjected", "participantReadmitted"], Apply);

    private readonly LogFold<ImmutableList<LessonEntry>> _fold = new(log, Folding, LessonsMax, ReadersMax);

    /// <summary>All ejections and readmissions until now.</summary>
    public async Task<IReadOnlyList<LessonEntry>> OfAsync(LessonId lesson, CancellationToken cancellationToken) =>
        (await _fold.ReadAsync(lesson, cancellationToken)).State;

    public void Dispose() => _fold.Dispose();

    private static ImmutableList<LessonEntry> Apply(ImmutableList<LessonEntry> moves, LessonEntry entry) =>
        entry.Event is ParticipantEjected or ParticipantReadmitted ? moves.Add(entry) : moves;
}
