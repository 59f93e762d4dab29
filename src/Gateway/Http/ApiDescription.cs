using Microsoft.AspNetCore.OpenApi;
using Scalar.AspNetCore;

namespace Classroom.Gateway.Http;

/// <summary>The HTTP interface described by itself: <c>/openapi/v1.json</c>, and a page to read it at <c>/docs/api</c>.</summary>
internal static class ApiDescription
{
    /// <summary>The reader writes its own style elements; nothing else is looser than elsewhere.</summary>
    private const string PagePolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

    private const string Page =
        """
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Classroom API</title></head>
        <body><div id="app"></div><script src="/docs/scalar/scalar.js"></script><script src="/docs/start.js"></script></body>
        </html>
        """;

    /// <summary>Switches off what is the vendor's, not ours: accounts, sharing, agents, developer tools, fonts and figures from elsewhere.</summary>
    private const string Start =
        """
        Scalar.createApiReference('#app', {
          url: '/openapi/v1.json',
          withDefaultFonts: false,
          telemetry: false,
          hideClientButton: true,
          showDeveloperTools: 'never',
          agent: { disabled: true },
          mcp: { disabled: true },
        });
        """;

    public static IServiceCollection AddApiDescription(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.AddSchemaTransformer(ApiSchemas.DescribeAsync);
        options.AddOperationTransformer(ApiOperations.DescribeAsync);
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new()
            {
                Title = "Classroom",
                Version = "v1",
                Description = "Every error is a ProblemDetails with a stable member 'code'; each operation lists its codes. Live lessons: see docs/protocol.md.",
            };
            document.Servers = [];
            document.Components = ApiOperations.AddTo(document.Components ?? new());
            return Task.CompletedTask;
        });
    });

    public static void MapApiDescription(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json");
        app.MapScalarApiReference("/docs/scalar"); // For its script; its own page has scripts inline.
        app.MapGet("/docs/api", IResult (HttpContext context) =>
        {
            context.Response.Headers.ContentSecurityPolicy = PagePolicy;
            return TypedResults.Content(Page, "text/html; charset=utf-8");
        }).ExcludeFromDescription();
        app.MapGet("/docs/start.js", () => TypedResults.Content(Start, "text/javascript; charset=utf-8")).ExcludeFromDescription();
    }
}
