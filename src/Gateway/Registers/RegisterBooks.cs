using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Domain.Lessons;
using Classroom.Domain.Registers;
using Classroom.Gateway.Identity.Limits;
using Classroom.Ports.Lessons;
using Microsoft.Extensions.Options;

namespace Classroom.Gateway.Registers;

/// <summary>Reads who was in a lesson when, page by page of its log; each log once, and from then on only what was added to it.</summary>
internal sealed class RegisterBooks(ILessonLog log, IOptions<RegisterOptions> options) : IDisposable
{
    private const int PageMax = 1_000;

    private readonly BoundedCache<LessonId, RegisterBook> _remembered = new(options.Value.LessonsMax);
    private readonly SemaphoreSlim _readers = new(options.Value.ReadersMax); // Long reads must not take all connections of the store.

    /// <summary>The lesson as its log has it now.</summary>
    public async Task<RegisterBook> ReadAsync(LessonId lesson, CancellationToken cancellationToken)
    {
        var book = Remembered(lesson);
        if (book.EndedAt is not null)
        {
            return book; // Nobody comes or goes any more.
        }

        await _readers.WaitAsync(cancellationToken);
        try
        {
            book = await ReadOnAsync(lesson, Remembered(lesson), cancellationToken); // Somebody else may have read it meanwhile.
            return _remembered.Update(lesson, known => known is null || known.Sequence < book.Sequence ? book : known);
        }
        finally
        {
            _readers.Release();
        }
    }

    public void Dispose() => _readers.Dispose();

    private RegisterBook Remembered(LessonId lesson) => _remembered.TryGet(lesson, out var known) ? known : RegisterBook.Initial;

    private async Task<RegisterBook> ReadOnAsync(LessonId lesson, RegisterBook book, CancellationToken cancellationToken)
    {
        IReadOnlyList<StoredEntry> page;
        do
        {
            page = await log.ReadAsync(lesson, book.Sequence, PageMax, cancellationToken);
            foreach (var stored in page.Where(MayMatter))
            {
                book = book.Apply(EntryCodec.Decode(stored.Payload.Span));
            }

            book = page.Count == 0 ? book : book with { Sequence = page[^1].Sequence };
        }
        while (page.Count == PageMax && book.EndedAt is null);

        return book;
    }

    /// <summary>Cheap first: of most entries no register needs to know more; a text that only looks like one of these is decoded in vain.</summary>
    private static bool MayMatter(StoredEntry stored)
    {
        var json = stored.Payload.Span;
        return json.IndexOf("\"presenceChanged\""u8) >= 0
            || json.IndexOf("\"participantEjected\""u8) >= 0
            || json.IndexOf("\"lessonStarted\""u8) >= 0
            || json.IndexOf("\"lessonEndMoved\""u8) >= 0
            || json.IndexOf("\"lessonEnded\""u8) >= 0;
    }
}
