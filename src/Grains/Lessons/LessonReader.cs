using System.Text.Json;
using Classroom.Contracts.Ids;
using Classroom.Domain.Lessons;
using Classroom.Grains.Fanout;
using Classroom.Ports.Lessons;
using Microsoft.Extensions.Options;

namespace Classroom.Grains.Lessons;

/// <summary>Takes a lesson over: first the epoch, so that nobody else can write any more, then what was written.</summary>
internal sealed class LessonReader(ILessonLog log, IOptions<FanoutOptions> options)
{
    private const int PageMax = 500;

    /// <exception cref="LessonLogCorruptException">It has a gap, ends before its head, has a snapshot that is not of it, or something in it cannot be read.</exception>
    public async Task<RestoredLesson> OpenAsync(LessonId id, CancellationToken cancellationToken)
    {
        var head = await log.OpenAsync(id, cancellationToken);
        var snapshot = await log.ReadSnapshotAsync(id, cancellationToken) is { } written
            ? Decode(id, written.Sequence, "its snapshot", () => Snapshot.Decode(written.Payload.Span))
            : null;
        var lesson = snapshot?.Lesson ?? LessonState.Initial;
        var answers = snapshot?.Answers ?? AnswerBook.Empty;
        var level = snapshot?.Level ?? 1;
        var snapshotAt = lesson.Books.Sequence;
        var ring = new EntryRing(options.Value.RingEntriesMax, options.Value.RingBytesMax);

        // Also a page from before the snapshot: gateways that were a little behind go on from the ring.
        var after = Math.Min(lesson.Books.Sequence, Math.Max(0, head.Head - PageMax));
        ring.StartAfter(after, EpochAt(after, lesson.Books));
        while (after < head.Head)
        {
            foreach (var stored in await ReadPageAsync(id, after, head.Head, cancellationToken))
            {
                after = stored.Sequence;
                ring.Add(new RingEntry(stored.Sequence, stored.Epoch, stored.Payload));
                if (after > lesson.Books.Sequence)
                {
                    var entry = Decode(id, stored.Sequence, "an entry", () => EntryCodec.Decode(stored.Payload.Span));
                    lesson = lesson.Apply(entry);
                    answers = Remember(answers, stored);
                    level = Math.Max(level, FoldLevel.Of(entry.Event));
                }
            }
        }

        lesson = head.Box is { } json ? lesson with { Box = BoxOf(id, head, lesson, json) } : lesson;
        return lesson.Books.Sequence == head.Head
            ? new RestoredLesson(head, lesson, answers, ring, snapshotAt, level)
            : throw new LessonLogCorruptException(id, $"its snapshot is of {lesson.Books.Sequence}, its head is {head.Head}.", head.Head);
    }

    private async Task<IEnumerable<StoredEntry>> ReadPageAsync(LessonId id, long after, long head, CancellationToken cancellationToken)
    {
        var page = await log.ReadAsync(id, after, PageMax, cancellationToken);
        if (page.Where((entry, i) => entry.Sequence != after + 1 + i).FirstOrDefault() is { } astray)
        {
            throw new LessonLogCorruptException(id, $"entry {astray.Sequence} stands in a place that is not its own.", after + 1);
        }

        // What is beyond the head is another activation's, which took over meanwhile: this one will be fenced.
        return page.Count > 0 ? page.Where(entry => entry.Sequence <= head) : throw new LessonLogCorruptException(id, $"its entries end at {after}, its head is {head}.", after + 1);
    }

    private static T Decode<T>(LessonId id, long sequence, string what, Func<T> decode)
    {
        try
        {
            return decode();
        }
        catch (JsonException exception)
        {
            throw new LessonLogCorruptException(id, $"{what} of {sequence} cannot be read.", sequence, exception);
        }
    }

    private static AnswerBook Remember(AnswerBook answers, StoredEntry stored) =>
        stored.Command is { } text && StoredCommand.TryRead(text, out var command) ? answers.Add(command.Value, stored.Sequence) : answers;

    private static BallotBox BoxOf(LessonId id, LessonLogHead head, LessonState lesson, byte[] json)
    {
        var box = Decode(id, head.Head, "what is kept beside the log", () => BallotBox.Decode(json));
        return lesson.Content.Polls.Any(poll => poll.Sequence == box.Poll && poll is { Open: true, Asked.Anonymous: true })
            ? box
            : throw new LessonLogCorruptException(id, $"answers to poll {box.Poll} are kept, which takes none.", head.Head);
    }

    // Where it is not known, no epoch fits: nobody goes on from there.
    private static long EpochAt(long sequence, LessonBooks books) => sequence == 0 ? 0 : sequence == books.Sequence ? books.Epoch : -1;
}
