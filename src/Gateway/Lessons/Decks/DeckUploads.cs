using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Contracts.Problems;
using Classroom.Gateway.Problems;
using Classroom.Grains.Abstractions.Lessons;
using Classroom.Ports.Files;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Classroom.Gateway.Lessons.Decks;

/// <summary>Stores a deck, then tells the lesson of it.</summary>
internal sealed class DeckUploads(IBlobStore blobs, IGrainFactory grains, IOptions<DeckOptions> options, TimeProvider time)
{
    /// <summary>The device that sends what the gateway itself sends for somebody.</summary>
    public static readonly DeviceId Device = DeviceId.Parse("gateway");

    private long _counter;

    public async Task<Results<Created<UploadedDeck>, NotFound, ProblemHttpResult>> StoreAsync(
        LessonId lesson, Viewer by, string title, int pages, Stream body, CancellationToken cancellationToken)
    {
        var head = await DeckFormat.ReadHeadAsync(body, cancellationToken);
        if (DeckFormat.Of(head) is not { } format)
        {
            return Problem.Of(ProblemCode.DeckFormatUnknown, "A deck is a PDF, PNG, JPEG or WebP file.");
        }

        if (pages < 1 || pages > (format.HasPages ? options.Value.PagesMax : 1))
        {
            return Problem.Of(ProblemCode.PageOutOfRange, $"A document has 1 to {options.Value.PagesMax} pages, a picture one.");
        }

        StoredBlob stored;
        try
        {
            await using var content = new HeadedStream(head, body);
            stored = await blobs.PutAsync(lesson.School, content, options.Value.BytesMax, cancellationToken);
        }
        catch (BlobTooLargeException)
        {
            return Problem.Of(ProblemCode.TooLarge, $"A deck has at most {options.Value.BytesMax} bytes.");
        }

        var deck = DeckId.Parse(stored.Hash);
        var result = await grains.GetGrain<ILessonGrain>(lesson.ToString()).Execute(new(new(by.Participant, Device, NextCounter()), by, new AddDeck(deck, title, pages)));
        return result.Refusal is { } refusal
            ? DeckProblems.Answer(refusal)
            : TypedResults.Created($"/api/v1/lessons/{lesson}/decks/{deck}", new UploadedDeck(deck, title, pages, format.MediaType, stored.Length));
    }

    /// <summary>Grows over restarts too, so that an upload is never taken for the retry of an earlier one.</summary>
    private long NextCounter()
    {
        while (true)
        {
            var last = Interlocked.Read(ref _counter);
            var next = Math.Max(last + 1, time.GetUtcNow().ToUnixTimeMilliseconds());
            if (Interlocked.CompareExchange(ref _counter, next, last) == last)
            {
                return next;
            }
        }
    }
}
