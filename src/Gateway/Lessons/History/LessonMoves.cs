using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Domain.Lessons;
using Classroom.Gateway.Identity.Limits;
using Classroom.Ports.Lessons;

namespace Classroom.Gateway.Lessons.History;

/// <summary>Knows who was sent out of a lesson and readmitted when: the one thing beside an entry's audience that decides who may see it.</summary>
/// <remarks>Each log is read once, and from then on only what was added to it.</remarks>
internal sealed class LessonMoves(ILessonLog log) : IDisposable
{
    private const int RememberedMax = 256;
    private const int PageMax = 1_000;

    private readonly BoundedCache<LessonId, Moves> _remembered = new(RememberedMax);
    private readonly SemaphoreSlim _readers = new(4); // Long reads must not take all connections of the store.

    /// <summary>Whether the participant may see what their role may at a sequence.</summary>
    public async Task<Func<long, bool>> OfAsync(LessonId lesson, ParticipantId participant, long until, CancellationToken cancellationToken)
    {
        var moves = _remembered.TryGet(lesson, out var known) ? known : new(0, []);
        if (moves.ReadTo < until)
        {
            await _readers.WaitAsync(cancellationToken);
            try
            {
                moves = await ReadOnAsync(lesson, moves, until, cancellationToken);
                _remembered.Set(lesson, moves);
            }
            finally
            {
                _readers.Release();
            }
        }

        var own = moves.All.Where(move => move.Participant == participant).ToArray();
        return sequence => own.LastOrDefault(move => move.Sequence < sequence) is not { IsOut: true };
    }

    public void Dispose() => _readers.Dispose();

    private async Task<Moves> ReadOnAsync(LessonId lesson, Moves moves, long until, CancellationToken cancellationToken)
    {
        while (moves.ReadTo < until)
        {
            var page = await log.ReadAsync(lesson, moves.ReadTo, PageMax, cancellationToken);
            if (page.Count == 0)
            {
                break;
            }

            moves = new(page[^1].Sequence, [.. moves.All, .. page.Select(MoveIn).OfType<Move>()]);
        }

        return moves;
    }

    private static Move? MoveIn(StoredEntry stored)
    {
        // Cheap first: almost no entry is one, and a text that only looks like one is decoded in vain.
        if (stored.Payload.Span.IndexOf("\"participantEjected\""u8) < 0 && stored.Payload.Span.IndexOf("\"participantReadmitted\""u8) < 0)
        {
            return null;
        }

        return EntryCodec.Decode(stored.Payload.Span).Event switch
        {
            ParticipantEjected ejected => new(stored.Sequence, ejected.Participant, IsOut: true),
            ParticipantReadmitted readmitted => new(stored.Sequence, readmitted.Participant, IsOut: false),
            _ => null,
        };
    }

    private sealed record Moves(long ReadTo, ImmutableArray<Move> All);

    private sealed record Move(long Sequence, ParticipantId Participant, bool IsOut);
}
