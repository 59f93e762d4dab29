using Classroom.Contracts.Problems;
using Classroom.Gateway.Problems;
using Microsoft.AspNetCore.Diagnostics;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Makes every error of the host a ProblemDetails with a code, also those that ASP.NET itself answers.</summary>
internal static class ProblemExtensions
{
    public static IServiceCollection AddProblems(this IServiceCollection services)
    {
        services.AddProblemDetails(options => options.CustomizeProblemDetails = context =>
        {
            context.ProblemDetails.Extensions.TryAdd(Problem.CodeMember, ProblemStatus.CodeOf(context.ProblemDetails.Status ?? context.HttpContext.Response.StatusCode));
            context.ProblemDetails.Extensions.Remove("traceId"); // Else what is absent and what is not the caller's would differ.
        });
        services.AddExceptionHandler<BadRequestHandler>();
        services.AddExceptionHandler<BusyHandler>();

        // Also in production: the answer to a malformed body says that it is one.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        return services;
    }

    /// <summary>Goes first in the pipeline.</summary>
    public static IApplicationBuilder UseProblems(this IApplicationBuilder app) => app.UseExceptionHandler().UseStatusCodePages();

    /// <summary>Answers a request that could not be read with the status that its exception carries (400, 413 or 415).</summary>
    private sealed class BadRequestHandler(IProblemDetailsService problems) : IExceptionHandler
    {
        private const string JsonReader = "Microsoft.AspNetCore.Http.Extensions";

        public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
        {
            int? status = exception switch
            {
                BadHttpRequestException bad => bad.StatusCode,
                InvalidOperationException { Source: JsonReader } => StatusCodes.Status415UnsupportedMediaType, // A charset that nobody knows.
                _ => null,
            };
            if (status is not { } known)
            {
                return false;
            }

            // Their messages name types of this program; the reader is told only what kind of mistake it was.
            httpContext.Response.StatusCode = known;
            return await problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = httpContext });
        }
    }

    /// <summary>Answers a request for which there is no room just now.</summary>
    private sealed class BusyHandler : IExceptionHandler
    {
        public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
        {
            if (exception is not BusyException busy)
            {
                return false;
            }

            await Problem.After(httpContext, busy.RetryAfter, ProblemCode.Busy, busy.Message).ExecuteAsync(httpContext);
            return true;
        }
    }
}
