using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Contracts.Problems;
using Classroom.Gateway.Access;
using Classroom.Gateway.Problems;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

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
                ProblemCode.TextInvalid, ProblemCode.TextTooLong, ProblemCode.PageOutOfRange, ProblemCode.DeckFormatUnknown, ProblemCode.DeckBroken, ProblemCode.DeckEncrypted);
        decks.MapDelete("/{deck}", RemoveAsync).WithName("RemoveDeck").WithSummary("Takes a deck out of a lesson, and off the stage; for its teachers.")
            .Refuses(ProblemCode.NotFound, ProblemCode.Forbidden, ProblemCode.Ejected, ProblemCode.LessonEnded, ProblemCode.LogFull);
        decks.MapGet("/{deck}/link", (LessonId lesson, DeckId deck, Caller caller, HttpContext context, DeckFetching fetching, CancellationToken cancellationToken) =>
                fetching.LinkAsync(lesson, deck, caller, context, cancellationToken))
            .WithName("LinkDeck").WithSummary("An address from which the deck can be fetched without a session, for a while.").Refuses(ProblemCode.NotFound);
        Describe(decks.MapGet("/{deck}", (LessonId lesson, DeckId deck, Caller caller, HttpContext context, DeckFetching fetching, CancellationToken cancellationToken) =>
                fetching.BySessionAsync(lesson, deck, caller, context, cancellationToken))
            .WithName("FetchDeck").WithSummary("The file of a deck, whole or in ranges."));
        api.MapGet("/decks/limits", (IOptions<DeckOptions> options) => TypedResults.Ok(new DeckLimits(options.Value.BytesMax)))
            .WithTags("Lessons").WithName("ReadDeckLimits").WithSummary("What a deck may come to, to be known before one is sent.").RequireAuthorization();
        Describe(api.MapGet("/assets/{token}", (string token, HttpContext context, DeckFetching fetching, CancellationToken cancellationToken) =>
                fetching.ByTokenAsync(token, context, cancellationToken))
            .WithTags("Lessons").WithName("FetchAsset").WithSummary("The file that a link names, whole or in ranges; needs no session.").AllowAnonymous());
    }

    private static async Task<Results<NoContent, NotFound, ProblemHttpResult>> RemoveAsync(
        LessonId lesson, DeckId deck, Caller caller, HttpContext context, LessonDoor door, DeckUploads uploads, CancellationToken cancellationToken)
    {
        if (await door.EnterAsync(caller, lesson, cancellationToken) is not { } access)
        {
            return TypedResults.NotFound();
        }

        return access.Role == LessonRole.Teacher
            ? await uploads.RemoveAsync(context, lesson, deck, access.ViewerOf(caller), cancellationToken)
            : DeckProblems.Answer(context, LessonRefusal.NotAllowed);
    }

    private static void Describe(RouteHandlerBuilder fetching) => fetching
        .Produces<Stream>(StatusCodes.Status200OK, DeckFormat.MediaTypes[0], DeckFormat.MediaTypes[1..])
        .Produces<Stream>(StatusCodes.Status206PartialContent, DeckFormat.MediaTypes[0], DeckFormat.MediaTypes[1..])
        .Produces(StatusCodes.Status304NotModified).Refuses(ProblemCode.NotFound, ProblemCode.RangeUnsatisfiable, ProblemCode.VersionConflict);

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
}
