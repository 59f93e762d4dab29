using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Domain.Lessons;
using Classroom.Gateway.Identity.Limits;
using Classroom.Ports.Lessons;

namespace Classroom.Gateway.Lessons.History;

/// <summary>Knows who was sent out of a lesson and readmitted: the one thing beside an entry's audience that decides who may read it.</summary>
/// <remarks>Each log is read once, and from then on only what was added to it.</remarks>
internal sealed class LessonMoves(ILessonLog log) : IDisposable
{
    private const int RememberedMax = 256;
    private const int PageMax = 1_000;

    private readonly BoundedCache<LessonId, Moves> _remembered = new(RememberedMax);
    private readonly SemaphoreSlim _readers = new(4); // Long reads must not take all connections of the store.

    /// <summary>All ejections and readmissions until now.</summary>
    public async Task<IReadOnlyList<LessonEntry>> OfAsync(LessonId lesson, CancellationToken cancellationToken)
    {
        await _readers.WaitAsync(cancellationToken);
        try
        {
            var moves = await ReadOnAsync(lesson, _remembered.TryGet(lesson, out var known) ? known : new(0, []), cancellationToken);
            _remembered.Set(lesson, moves);
            return moves.All;
        }
        finally
        {
            _readers.Release();
        }
    }

    public void Dispose() => _readers.Dispose();

    private async Task<Moves> ReadOnAsync(LessonId lesson, Moves moves, CancellationToken cancellationToken)
    {
        while (true)
        {
            var page = await log.ReadAsync(lesson, moves.ReadTo, PageMax, cancellationToken);
            if (page.Count > 0)
            {
                moves = new(page[^1].Sequence, [.. moves.All, .. page.Select(MoveIn).OfType<LessonEntry>()]);
            }

            if (page.Count < PageMax)
            {
                return moves;
            }
        }
    }

    private static LessonEntry? MoveIn(StoredEntry stored)
    {
        // Cheap first: almost no entry is one, and a text that only looks like one is decoded in vain.
        if (stored.Payload.Span.IndexOf("\"participantEjected\""u8) < 0 && stored.Payload.Span.IndexOf("\"participantReadmitted\""u8) < 0)
        {
            return null;
        }

        var entry = EntryCodec.Decode(stored.Payload.Span);
        return entry.Event is ParticipantEjected or ParticipantReadmitted ? entry : null;
    }

    private sealed record Moves(long ReadTo, ImmutableArray<LessonEntry> All);
}
