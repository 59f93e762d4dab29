using Classroom.Gateway.Gateways;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;

namespace Classroom.Gateway.Http;

/// <summary>Serves the built web page: files named by their hash for ever, the page itself always fresh, and the page for every path that is a view of it.</summary>
internal static class WebPage
{
    private static readonly PathString[] NotPages = ["/api", "/hubs", "/openapi", "/docs", "/health", "/metrics", "/assets"];

    public static void Use(WebApplication app)
    {
        if (Folder(app) is not { } folder)
        {
            return;
        }

        app.UseStaticFiles(new StaticFileOptions { FileProvider = new PhysicalFileProvider(folder), OnPrepareResponse = Cache });
    }

    /// <summary>Goes last: answers what nothing else did.</summary>
    public static void MapFallback(WebApplication app)
    {
        if (Folder(app) is not { } folder)
        {
            return;
        }

        var page = Path.Combine(folder, "index.html");
        app.MapGet("/{**path}", IResult (HttpContext context) =>
        {
            if (NotPages.Any(prefix => context.Request.Path.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase)))
            {
                return TypedResults.NotFound();
            }

            context.Response.Headers.CacheControl = "no-cache";
            return TypedResults.PhysicalFile(page, "text/html; charset=utf-8");
        }).ExcludeFromDescription();
    }

    private static string? Folder(WebApplication app) =>
        app.Services.GetRequiredService<IOptions<GatewayOptions>>().Value.WebFolder is { } folder && File.Exists(Path.Combine(folder, "index.html")) ? Path.GetFullPath(folder) : null;

    private static void Cache(StaticFileResponseContext context) => context.Context.Response.Headers.CacheControl =
        context.Context.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache";
}
