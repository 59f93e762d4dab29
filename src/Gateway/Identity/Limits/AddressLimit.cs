using Classroom.Contracts.Problems;
using Classroom.Gateway.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Classroom.Gateway.Identity.Limits;

/// <summary>What stands before every endpoint that answers people who are not signed in whether a secret of theirs is right.</summary>
internal static class AddressLimit
{
    /// <summary>Takes one try from the limit of the address before the endpoint does anything, and counts what came of each.</summary>
    /// <param name="way">The way in, as the metric names it: see <see cref="IdentityMetrics.SignIn"/>.</param>
    public static RouteHandlerBuilder LimitedByAddress(this RouteHandlerBuilder endpoint, string way) => endpoint.LimitedByAddress(_ => way);

    /// <inheritdoc cref="LimitedByAddress(RouteHandlerBuilder, string)"/>
    /// <param name="way">The way in of one request.</param>
    public static RouteHandlerBuilder LimitedByAddress(this RouteHandlerBuilder endpoint, Func<EndpointFilterInvocationContext, string> way) =>
        endpoint.Refuses(ProblemCode.TooManyAttempts).AddEndpointFilter(async (request, next) =>
        {
            var context = request.HttpContext;
            var answer = context.RequestServices.GetRequiredService<SignInLimits>().Take(context.Connection.RemoteIpAddress) is { } wait
                ? IdentityProblems.Answer(context, ProblemCode.TooManyAttempts, wait)
                : await next(request);
            context.RequestServices.GetRequiredService<IdentityMetrics>().SignIn(way(request), OutcomeOf(answer));
            return answer;
        });

    private static string OutcomeOf(object? answer) => answer switch
    {
        INestedHttpResult { Result: var chosen } => OutcomeOf(chosen),
        ProblemHttpResult problem => $"{problem.ProblemDetails.Extensions[Problem.CodeMember]}",
        _ => "ok",
    };
}
