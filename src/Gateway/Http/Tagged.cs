using System.Security.Cryptography;
using System.Text;
using Classroom.Contracts.Rosters;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Classroom.Gateway.Http;

/// <summary>Answers with a version as ETag, or with 304 to who has it; and reads <c>If-Match</c>.</summary>
internal static class Tagged
{
    /// <param name="version">The version of what is answered.</param>
    /// <param name="value">The answer to who does not have it.</param>
    public static Results<Ok<T>, NotFound, StatusCodeHttpResult> Answer<T>(HttpContext context, long version, T value) => Answer(context, $"{version}", value);

    /// <summary>A class changes with the roster, and with who stands in there.</summary>
    public static Results<Ok<ClassRoster>, NotFound, StatusCodeHttpResult> Answer(HttpContext context, ClassRoster roster) => Answer(
        context,
        Join(roster.Version, roster.Enrollments.Where(enrollment => enrollment.Until is not null).Select(enrollment => $"{enrollment.Person} {enrollment.Until:O}")),
        roster);

    /// <param name="version">The version of what is answered: visible ASCII.</param>
    /// <param name="value">The answer to who does not have it.</param>
    public static Results<Ok<T>, NotFound, StatusCodeHttpResult> Answer<T>(HttpContext context, string version, T value)
    {
        var tag = Mark(context, version);
        return context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false))
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Ok(value);
    }

    /// <summary>A version that also changes with these parts; the version alone if there are none.</summary>
    public static string Join(long version, IEnumerable<string> parts)
    {
        var text = string.Join('\n', parts);
        return text.Length == 0 ? $"{version}" : $"{version}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8))}";
    }

    /// <summary>Says the version, and that only the caller's own cache may keep the answer, and must ask again.</summary>
    public static EntityTagHeaderValue Mark(HttpContext context, long version) => Mark(context, $"{version}");

    private static EntityTagHeaderValue Mark(HttpContext context, string version)
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
