using Microsoft.AspNetCore.OpenApi;
using Scalar.AspNetCore;

namespace Classroom.Gateway.Http;

/// <summary>The HTTP interface described by itself: <c>/openapi/v1.json</c>, and a page to read it at <c>/docs/api</c>.</summary>
internal static class ApiDescription
{
    public static IServiceCollection AddApiDescription(this IServiceCollection services) => services.AddOpenApi("v1", options =>
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new() { Title = "Classroom", Version = "v1", Description = "Every error is a ProblemDetails with a stable member 'code'. Live lessons: see docs/protocol.md." };
            document.Servers = [];
            return Task.CompletedTask;
        }));

    public static void MapApiDescription(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json");
        app.MapScalarApiReference("/docs/api", options => options.WithTitle("Classroom API").WithOpenApiRoutePattern("/openapi/v1.json"));
    }
}
