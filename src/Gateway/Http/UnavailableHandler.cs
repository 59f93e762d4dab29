using Classroom.Contracts.Identity;
using Classroom.Gateway.Problems;
using Microsoft.AspNetCore.Diagnostics;
using Orleans.Runtime;

namespace Classroom.Gateway.Http;

/// <summary>Answers 503 with advice when a grain or a lesson cannot be reached just now: it is no fault of the request.</summary>
internal sealed partial class UnavailableHandler(ILogger<UnavailableHandler> logger) : IExceptionHandler
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(2);

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not (TimeoutException or OrleansException))
        {
            return false;
        }

        LogUnavailable(exception, httpContext.Request.Path);
        await Problem.After(httpContext, Wait, StatusCodes.Status503ServiceUnavailable, IdentityProblem.Busy, "This cannot be reached just now. Try again.").ExecuteAsync(httpContext);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A request to {Path} met something that cannot be reached")]
    private partial void LogUnavailable(Exception exception, string path);
}
