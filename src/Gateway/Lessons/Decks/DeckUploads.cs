using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Contracts.Problems;
using Classroom.Gateway.Gateways;
using Classroom.Gateway.Problems;
using Classroom.Grains.Abstractions.Lessons;
using Classroom.Ports.Files;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Classroom.Gateway.Lessons.Decks;

/// <summary>Stores a deck, then tells the lesson of it; and takes it away again. A file that the lesson refuses goes at once; one of which that is not known, later.</summary>
internal sealed class DeckUploads(DeckFiles files, IGrainFactory grains, IOptions<DeckOptions> options, ThisGateway gateway)
{
    /// <summary>What the ids of devices begin with that send what a gateway itself sends for somebody.</summary>
    public const string DevicePrefix = "gateway-";

    private static readonly TimeSpan WhenFull = TimeSpan.FromSeconds(30);

    // Of this start of this gateway alone: nothing it sends is taken for a retry of what another, or it itself before, has sent.
    private readonly DeviceId _device = DeviceId.Parse($"{DevicePrefix}{gateway.Id.ToString()[^(DeviceId.LengthMax - DevicePrefix.Length)..]}");
    private long _counter;

    public async Task<Results<Created<UploadedDeck>, NotFound, ProblemHttpResult>> StoreAsync(
        HttpContext context, LessonId lesson, Viewer by, string title, int pages, CancellationToken cancellationToken)
    {
        var (body, length) = (context.Request.Body, context.Request.ContentLength);
        var head = await DeckFormat.ReadHeadAsync(body, cancellationToken);
        if (DeckFormat.Of(head) is not { } format)
        {
            return Problem.Of(ProblemCode.DeckFormatUnknown, "A deck is a PDF, PNG, JPEG or WebP file.");
        }

        if (pages < 1 || (pages > 1 && !format.HasPages))
        {
            return Problem.Of(ProblemCode.PageOutOfRange, "A document has pages, a picture one."); // How many are too many, the lesson says.
        }

        if (await files.BeginAsync(PersonKey.Of(lesson.School, by.Participant.ToString()), lesson, length ?? options.Value.BytesMax, cancellationToken) is not { } upload)
        {
            return Problem.After(context, WhenFull, ProblemCode.TooManyUploads, "You, or your school, have as many uploads under way as allowed. Try again when they have ended.");
        }

        var isRefused = true;
        try
        {
            await using var content = new HeadedStream(head, body);
            if (await files.StoreAsync(upload, lesson.School, content, options.Value.BytesMax, cancellationToken) is not { } stored)
            {
                return DeckProblems.Busy(context);
            }

            if (format.HasPages && await files.FindFaultAsync(lesson.School, stored.Hash, cancellationToken) is { } fault)
            {
                return DeckProblems.Answer(fault);
            }

            isRefused = false; // From here on the lesson may take it, whatever we hear of it.
            var deck = DeckId.Parse(stored.Hash);
            var result = await grains.GetGrain<ILessonGrain>(lesson.ToString()).Execute(new(new(by.Participant, _device, Interlocked.Increment(ref _counter)), by, new AddDeck(deck, title, pages)));
            if (result.Refusal is { } refusal)
            {
                isRefused = !DeckProblems.IsUnknown(refusal);
                return DeckProblems.Answer(context, refusal);
            }

            await files.UseAsync(upload);
            return TypedResults.Created($"/api/v1/lessons/{lesson}/decks/{deck}", new UploadedDeck(deck, title, pages, format.MediaType, stored.Length));
        }
        catch (BlobTooLargeException)
        {
            return DeckProblems.TooLarge(options.Value.BytesMax);
        }
        finally
        {
            if (isRefused)
            {
                await files.DropAsync(upload, lesson.School);
            }
        }
    }

    /// <summary>Takes a deck out of the lesson, and its file away, unless something else uses that.</summary>
    /// <remarks>
    /// The upload is released first: one that takes the same file into the lesson again just now has an account of its own, and
    /// keeps it. If this breaks off in between, the sweep asks the lesson.
    /// </remarks>
    public async Task<Results<NoContent, NotFound, ProblemHttpResult>> RemoveAsync(HttpContext context, LessonId lesson, DeckId deck, Viewer by, CancellationToken cancellationToken)
    {
        var upload = await files.ReleaseAsync(lesson, deck, cancellationToken);
        var result = await grains.GetGrain<ILessonGrain>(lesson.ToString()).Execute(new(new(by.Participant, _device, Interlocked.Increment(ref _counter)), by, new RemoveDeck(deck)));
        var isGone = result.Refusal is null or LessonRefusal.DeckNotFound;
        if (upload is not null && isGone)
        {
            await files.DropAsync(upload, lesson.School);
        }
        else if (upload is not null && !DeckProblems.IsUnknown(result.Refusal!.Value))
        {
            await files.UseAsync(upload);
        }

        return result.Refusal switch
        {
            null => TypedResults.NoContent(),
            LessonRefusal.DeckNotFound => TypedResults.NotFound(),
            { } refusal => DeckProblems.Answer(context, refusal),
        };
    }
}
