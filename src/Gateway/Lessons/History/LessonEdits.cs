using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Domain.Lessons;
using Classroom.Gateway.Identity.Limits;
using Classroom.Ports.Lessons;

namespace Classroom.Gateway.Lessons.History;

/// <summary>Knows where in a lesson's log the latest text of each edited message stands, and which were deleted.</summary>
/// <remarks>Each log is read once, and from then on only what was added to it. Holds no texts: what is deleted must be nowhere.</remarks>
internal sealed class LessonEdits(ILessonLog log) : IDisposable
{
    private const int RememberedMax = 256;
    private const int PageMax = 1_000;

    private readonly BoundedCache<LessonId, Edits> _remembered = new(RememberedMax);
    private readonly SemaphoreSlim _readers = new(4); // Long reads must not take all connections of the store.

    /// <summary>All edits and deletions until now.</summary>
    public async Task<Edits> OfAsync(LessonId lesson, CancellationToken cancellationToken)
    {
        await _readers.WaitAsync(cancellationToken);
        try
        {
            var edits = await ReadOnAsync(lesson, _remembered.TryGet(lesson, out var known) ? known : Edits.None, cancellationToken);
            _remembered.Set(lesson, edits);
            return edits;
        }
        finally
        {
            _readers.Release();
        }
    }

    public void Dispose() => _readers.Dispose();

    private async Task<Edits> ReadOnAsync(LessonId lesson, Edits edits, CancellationToken cancellationToken)
    {
        while (true)
        {
            var page = await log.ReadAsync(lesson, edits.ReadTo, PageMax, cancellationToken);
            if (page.Count > 0)
            {
                edits = edits.With(page);
            }

            if (page.Count < PageMax)
            {
                return edits;
            }
        }
    }
}

/// <summary>What became of the messages of one lesson.</summary>
/// <param name="ReadTo">The last sequence looked at.</param>
/// <param name="Latest">For each edited message the sequences of its edits, in order.</param>
/// <param name="Deleted">Messages of which only the mark is left.</param>
internal sealed record Edits(long ReadTo, ImmutableDictionary<long, ImmutableArray<long>> Latest, ImmutableHashSet<long> Deleted)
{
    public static Edits None { get; } = new(0, ImmutableDictionary<long, ImmutableArray<long>>.Empty, []);

    public Edits With(IReadOnlyList<StoredEntry> page)
    {
        var (latest, deleted) = (Latest.ToBuilder(), Deleted.ToBuilder());
        foreach (var stored in page)
        {
            // Cheap first: a text that only looks like one of these is decoded in vain.
            var payload = stored.Payload.Span;
            if (payload.IndexOf("\"messageEdited\""u8) < 0 && payload.IndexOf("\"messageDeleted\""u8) < 0)
            {
                continue;
            }

            switch (EntryCodec.Decode(payload).Event)
            {
                case MessageEdited edited:
                    latest[edited.Message] = latest.GetValueOrDefault(edited.Message, []).Add(stored.Sequence);
                    break;
                case MessageDeleted gone:
                    latest.Remove(gone.Message);
                    deleted.Add(gone.Message);
                    break;
                default:
                    break;
            }
        }

        return new(page[^1].Sequence, latest.ToImmutable(), deleted.ToImmutable());
    }
}
