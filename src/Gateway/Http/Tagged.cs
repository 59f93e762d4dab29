using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Classroom.Gateway.Http;

/// <summary>Answers with a version as ETag, or with 304 to who has it; and reads <c>If-Match</c>.</summary>
internal static class Tagged
{
    /// <param name="version">The version of what is answered.</param>
    /// <param name="value">The answer to who does not have it.</param>
    public static Results<Ok<T>, NotFound, StatusCodeHttpResult> Answer<T>(HttpContext context, long version, T value)
    {
        var tag = Mark(context, version);
        return context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false))
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(value);
    }

    /// <summary>Says the version, and that only the caller's own cache may keep the answer, and must ask again.</summary>
    public static EntityTagHeaderValue Mark(HttpContext context, long version)
    {
        var tag = new EntityTagHeaderValue($"\"{version}\"");
        var headers = context.Response.GetTypedHeaders();
        headers.ETag = tag;
        headers.CacheControl = new() { Private = true, NoCache = true };
        return tag;
    }

    /// <summary>The version that <c>If-Match</c> names; null if it names none.</summary>
    public static long? Expected(HttpContext context) =>
        context.Request.GetTypedHeaders().IfMatch is [{ IsWeak: false } tag] && long.TryParse(tag.Tag.AsSpan().Trim('"'), out var version) ? version : null;
}
