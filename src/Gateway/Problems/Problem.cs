using System.Globalization;
using Classroom.Contracts.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Classroom.Gateway.Problems;

/// <summary>Makes the errors of the HTTP interface: ProblemDetails with a stable <c>code</c>.</summary>
internal static class Problem
{
    /// <summary>Name of the member that holds the code.</summary>
    public const string CodeMember = "code";

    /// <param name="code">One of <see cref="ProblemCode"/>; the status follows from it.</param>
    /// <param name="detail">One sentence for a developer; never holds names, secrets or what another may not know.</param>
    public static ProblemHttpResult Of(string code, string detail) => Of(code, detail, []);

    /// <param name="members">Further members that the code's description promises.</param>
    public static ProblemHttpResult Of(string code, string detail, params ReadOnlySpan<KeyValuePair<string, object?>> members)
    {
        var extensions = new Dictionary<string, object?> { [CodeMember] = code };
        foreach (var (name, value) in members)
        {
            extensions[name] = value;
        }

        return TypedResults.Problem(detail, statusCode: ProblemStatus.Of(code), extensions: extensions);
    }

    /// <summary>Answers with <c>Retry-After</c>, rounded up to whole seconds, at least one.</summary>
    public static ProblemHttpResult After(HttpContext context, TimeSpan wait, string code, string detail)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Of(code, detail);
    }
}
