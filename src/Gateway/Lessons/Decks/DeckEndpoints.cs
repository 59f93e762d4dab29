using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Domain.Lessons;
using Classroom.Gateway.Access;
using Classroom.Gateway.Lessons.Following;
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
        decks.MapPost("", UploadAsync).WithName("UploadDeck").Accepts<Stream>("application/pdf", "image/png", "image/jpeg", "image/webp");
        decks.MapGet("/{deck}", FetchAsync).WithName("FetchDeck").ProducesProblem(StatusCodes.Status404NotFound);
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

    private static async Task<Results<FileStreamHttpResult, NotFound>> FetchAsync(
        LessonId lesson, DeckId deck, Caller caller, HttpContext context, LessonDoor door, LessonFollowers followers, IBlobStore blobs, CancellationToken cancellationToken)
    {
        if (await door.EnterAsync(caller, lesson, cancellationToken) is not { } access
            || !MaySee(await followers.ReadAsync(lesson, cancellationToken), access.ViewerOf(caller), deck)
            || await blobs.OpenAsync(lesson.School, deck.ToString(), cancellationToken) is not { } content)
        {
            return TypedResults.NotFound();
        }

        var format = DeckFormat.Of(await DeckFormat.ReadHeadAsync(content, cancellationToken));
        content.Position = 0;
        var headers = context.Response.GetTypedHeaders();
        headers.CacheControl = new() { Private = true, MaxAge = TimeSpan.FromDays(365), Extensions = { new("immutable") } };
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox"; // A file that teachers bring must not act as a page of ours.
        return TypedResults.Stream(content, format?.MediaType ?? "application/octet-stream", entityTag: new EntityTagHeaderValue($"\"{deck}\""), enableRangeProcessing: true);
    }

    /// <summary>Whoever's view names a deck may have it: teachers every one of the lesson, students the one on the stage.</summary>
    private static bool MaySee(LessonView content, Viewer viewer, DeckId deck)
    {
        var view = Views.Of(content, viewer);
        return view.Stage?.Deck == deck || view.Decks.Any(known => known.Deck == deck);
    }
}
