using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Contracts.Problems;
using Classroom.Domain.Lessons;
using Classroom.Gateway.Access;
using Classroom.Gateway.Lessons.Following;
using Classroom.Gateway.Problems;
using Classroom.Ports.Files;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Classroom.Gateway.Lessons.Decks;

/// <summary>Decks of a lesson: teachers upload them, and whoever sees one on the stage can fetch it.</summary>
internal static class DeckEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var decks = api.MapGroup("/lessons/{lesson}/decks").WithTags("Lessons").RequireAuthorization();
        decks.MapPost("", UploadAsync).WithName("UploadDeck").WithSummary("Adds a deck to a lesson: the file is the body; for its teachers.")
            .Accepts<Stream>(DeckFormat.MediaTypes[0], DeckFormat.MediaTypes[1..])
            .Refuses(ProblemCode.NotFound, ProblemCode.Forbidden, ProblemCode.Ejected, ProblemCode.LessonEnded, ProblemCode.TooManyDecks, ProblemCode.TooManyUploads, ProblemCode.LogFull,
                ProblemCode.TextInvalid, ProblemCode.TextTooLong, ProblemCode.PageOutOfRange, ProblemCode.DeckFormatUnknown);
        decks.MapGet("/{deck}", FetchAsync).WithName("FetchDeck").WithSummary("The file of a deck, whole or in ranges.")
            .Produces<Stream>(StatusCodes.Status200OK, DeckFormat.MediaTypes[0], DeckFormat.MediaTypes[1..])
            .Produces<Stream>(StatusCodes.Status206PartialContent, DeckFormat.MediaTypes[0], DeckFormat.MediaTypes[1..])
            .Produces(StatusCodes.Status304NotModified).Refuses(ProblemCode.NotFound, ProblemCode.RangeUnsatisfiable, ProblemCode.VersionConflict);
    }

    private static async Task<Results<Created<UploadedDeck>, NotFound, ProblemHttpResult>> UploadAsync(
        LessonId lesson, string title, int pages, Caller caller, HttpContext context, LessonDoor door, DeckUploads uploads, IOptions<DeckOptions> options,
        CancellationToken cancellationToken)
    {
        if (await door.EnterAsync(caller, lesson, cancellationToken) is not { } access)
        {
            return TypedResults.NotFound();
        }

        if (access.Role != LessonRole.Teacher)
        {
            return DeckProblems.Answer(context, LessonRefusal.NotAllowed);
        }

        if (context.Request.ContentLength > options.Value.BytesMax)
        {
            return DeckProblems.TooLarge(options.Value.BytesMax);
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null; // The store finds out, and says so in its own words.
        }

        return await uploads.StoreAsync(context, lesson, access.ViewerOf(caller), title, pages, cancellationToken);
    }

    private static async Task<Results<FileStreamHttpResult, NotFound, ProblemHttpResult>> FetchAsync(
        LessonId lesson, DeckId deck, Caller caller, HttpContext context, LessonDoor door, LessonFollowers followers, IBlobStore blobs, CancellationToken cancellationToken)
    {
        if (await door.EnterAsync(caller, lesson, cancellationToken) is not { } access
            || !MaySee(await followers.ReadAsync(lesson, cancellationToken), access.ViewerOf(caller), deck)
            || await blobs.OpenAsync(lesson.School, deck.ToString(), cancellationToken) is not { } content)
        {
            return TypedResults.NotFound();
        }

        if (IsBeyond(context.Request.GetTypedHeaders().Range, content.Length))
        {
            context.Response.Headers.ContentRange = new ContentRangeHeaderValue(content.Length).ToString();
            await content.DisposeAsync();
            return Problem.Of(ProblemCode.RangeUnsatisfiable, "The file is shorter.");
        }

        var format = DeckFormat.Of(await DeckFormat.ReadHeadAsync(content, cancellationToken));
        content.Position = 0;
        var headers = context.Response.GetTypedHeaders();
        headers.CacheControl = new() { Private = true, MaxAge = TimeSpan.FromDays(365), Extensions = { new("immutable") } };
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox"; // A file that teachers bring must not act as a page of ours.
        return TypedResults.Stream(content, format?.MediaType ?? "application/octet-stream", entityTag: new EntityTagHeaderValue($"\"{deck}\""), enableRangeProcessing: true);
    }

    /// <summary>What the framework would answer with a status alone.</summary>
    private static bool IsBeyond(RangeHeaderValue? range, long length) =>
        range is { Ranges.Count: 1 } && range.Unit == "bytes" && range.Ranges.Single() is var one && (one.From >= length || (one.From is null && one.To == 0));

    /// <summary>Whoever's view names a deck may have it: teachers every one of the lesson, students the one on the stage.</summary>
    private static bool MaySee(LessonView content, Viewer viewer, DeckId deck)
    {
        var view = Views.Of(content, viewer);
        return view.Stage?.Deck == deck || view.Decks.Any(known => known.Deck == deck);
    }
}
