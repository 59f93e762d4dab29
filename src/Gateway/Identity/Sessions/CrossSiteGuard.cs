using Classroom.Contracts.Problems;
using Classroom.Gateway.Problems;

namespace Classroom.Gateway.Identity.Sessions;

/// <summary>Refuses unsafe requests that another site could have made a browser send.</summary>
/// <remarks>
/// Every unsafe request without an <c>Authorization</c> header, signed in or not (else a site could sign a victim in as somebody else),
/// needs the header <c>X-Classroom</c>: no form can set it, and scripts of other sites may not, as no CORS policy allows it.
/// Second, what the browser itself says of where the request comes from, if it says it, must be here. Stateless: any gateway can check.
/// </remarks>
internal sealed class CrossSiteGuard(RequestDelegate next)
{
    /// <summary>Any value, but not empty.</summary>
    public const string HeaderName = "X-Classroom";

    public Task InvokeAsync(HttpContext context) => IsAllowed(context.Request)
        ? next(context)
        : Problem.Of(ProblemCode.CrossSite, $"Send the {HeaderName} header, from this site.").ExecuteAsync(context);

    private static bool IsAllowed(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method) || HttpMethods.IsTrace(request.Method)
            || request.Headers.Authorization.Count > 0)
        {
            return true;
        }

        if (string.IsNullOrEmpty(request.Headers[HeaderName]))
        {
            return false;
        }

        // Browsers that say this cannot be made to lie; it also holds behind a proxy that changes the host.
        if (request.Headers["Sec-Fetch-Site"] is [{ } site])
        {
            return site == "same-origin";
        }

        return request.Headers.Origin is not [{ } origin]
            || (Uri.TryCreate(origin, UriKind.Absolute, out var from) && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }
}
