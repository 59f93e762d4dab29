using System.Data.Common;
using Classroom.Contracts.Problems;
using Classroom.Gateway.Lessons.Following;
using Classroom.Gateway.Problems;
using Classroom.Ports.Lessons;
using Microsoft.AspNetCore.Diagnostics;
using Orleans.Runtime;

namespace Classroom.Gateway.Http;

/// <summary>Answers 503 with advice when a grain, a lesson or the storage does not serve just now: it is no fault of the request.</summary>
internal sealed partial class UnavailableHandler(ILogger<UnavailableHandler> logger) : IExceptionHandler
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan DamagedWait = TimeSpan.FromMinutes(1);

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is LessonDamagedException or LessonLogCorruptException)
        {
            LogDamaged(exception, httpContext.Request.Path);
            var wait = exception is LessonDamagedException damaged ? damaged.RetryAfter : DamagedWait;
            await Problem.After(httpContext, wait, ProblemCode.LessonDamaged, "What is stored of this lesson is damaged. Whoever runs the node has to look at it.").ExecuteAsync(httpContext);
            return true;
        }

        if (exception is not (TimeoutException or OrleansException or DbException) && !IsDiskFull(exception))
        {
            return false;
        }

        LogUnavailable(exception, httpContext.Request.Path);
        await Problem.After(httpContext, Wait, ProblemCode.Busy, "This cannot be reached just now. Try again.").ExecuteAsync(httpContext);
        return true;
    }

    /// <summary>ENOSPC and EDQUOT of Linux, EDQUOT of macOS and BSD, ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL of Windows.</summary>
    private static bool IsDiskFull(Exception exception) =>
        exception is IOException { HResult: 28 or 122 or 69 or unchecked((int)0x80070027) or unchecked((int)0x80070070) };

    [LoggerMessage(Level = LogLevel.Warning, Message = "A request to {Path} met a damaged lesson")]
    private partial void LogDamaged(Exception exception, string path);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A request to {Path} met something that cannot be reached")]
    private partial void LogUnavailable(Exception exception, string path);
}
