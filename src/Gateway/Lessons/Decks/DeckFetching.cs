using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Contracts.Problems;
using Classroom.Domain.Lessons;
using Classroom.Gateway.Access;
using Classroom.Gateway.Lessons.Following;
using Classroom.Gateway.Problems;
using Classroom.Ports.Files;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Classroom.Gateway.Lessons.Decks;

/// <summary>Fetches decks: by session, or, with a link that somebody with a session asked for, without.</summary>
internal sealed class DeckFetching(LessonDoor door, LessonFollowers followers, IBlobStore blobs, AssetTokens tokens)
{
    public async Task<Results<Ok<DeckLink>, NotFound>> LinkAsync(LessonId lesson, DeckId deck, Caller caller, HttpContext context, CancellationToken cancellationToken)
    {
        if (!await MaySeeAsync(lesson, deck, caller, cancellationToken))
        {
            return TypedResults.NotFound();
        }

        var (token, expiresAt) = tokens.Issue(lesson, deck);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new DeckLink($"/api/v1/assets/{token}", expiresAt));
    }

    public async Task<Results<FileStreamHttpResult, NotFound, ProblemHttpResult>> BySessionAsync(
        LessonId lesson, DeckId deck, Caller caller, HttpContext context, CancellationToken cancellationToken) =>
        await MaySeeAsync(lesson, deck, caller, cancellationToken) ? await SendAsync(lesson.School, deck, context, cancellationToken) : TypedResults.NotFound();

    public async Task<Results<FileStreamHttpResult, NotFound, ProblemHttpResult>> ByTokenAsync(string token, HttpContext context, CancellationToken cancellationToken) =>
        tokens.Read(token) is { } asset ? await SendAsync(asset.Lesson.School, asset.Deck, context, cancellationToken) : TypedResults.NotFound();

    private async Task<Results<FileStreamHttpResult, NotFound, ProblemHttpResult>> SendAsync(SchoolId school, DeckId deck, HttpContext context, CancellationToken cancellationToken)
    {
        if (await blobs.OpenAsync(school, deck.ToString(), cancellationToken) is not { } content)
        {
            return TypedResults.NotFound();
        }

        var range = context.Request.GetTypedHeaders().Range;
        if (range is not null && !range.Unit.Equals("bytes", StringComparison.OrdinalIgnoreCase))
        {
            context.Request.Headers.Remove(HeaderNames.Range); // The framework would take any unit for bytes; one that is not known asks for nothing.
            range = null;
        }

        if (IsBeyond(range, content.Length))
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
        range is { Ranges.Count: 1 } && range.Ranges.Single() is var one && (one.From >= length || (one.From is null && one.To == 0));

    /// <summary>Whoever's view names a deck may have it: teachers every one of the lesson, students the one on the stage.</summary>
    private async Task<bool> MaySeeAsync(LessonId lesson, DeckId deck, Caller caller, CancellationToken cancellationToken)
    {
        if (await door.EnterAsync(caller, lesson, cancellationToken) is not { } access)
        {
            return false;
        }

        var view = Views.Of(await followers.ReadAsync(lesson, cancellationToken), access.ViewerOf(caller));
        return view.Stage?.Deck == deck || view.Decks.Any(known => known.Deck == deck);
    }
}
