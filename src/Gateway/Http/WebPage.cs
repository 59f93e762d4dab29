using Classroom.Gateway.Gateways;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;

namespace Classroom.Gateway.Http;

/// <summary>Serves the built web page: files named by their hash for ever, the page itself always fresh, and the page for every path that is a view of it.</summary>
internal static class WebPage
{
    private const string Page = "/index.html";

    private static readonly PathString[] NotPages = ["/api", "/hubs", "/openapi", "/docs", "/health", "/metrics", "/assets"];

    public static void Use(WebApplication app)
    {
        if (Files(app) is not { } files)
        {
            return;
        }

        app.Use((context, next) => IsRead(context.Request) && files.Find(context.Request) is { } file ? file.ExecuteAsync(context) : next(context));
    }

    /// <summary>Goes last: answers what nothing else did.</summary>
    public static void MapFallback(WebApplication app)
    {
        if (Files(app) is not { } files)
        {
            return;
        }

        app.MapGet("/{**path}", IResult (HttpContext context) =>
                NotPages.Any(prefix => context.Request.Path.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase))
                || files.Find(context.Request, Page) is not { } page
                    ? TypedResults.NotFound()
                    : page)
            .ExcludeFromDescription();
    }

    private static bool IsRead(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

    private static WebFiles? Files(WebApplication app)
    {
        var folder = app.Services.GetRequiredService<IOptions<GatewayOptions>>().Value.WebFolder;
        return folder is not null && File.Exists(Path.Combine(folder, "index.html")) ? new WebFiles(new PhysicalFileProvider(Path.GetFullPath(folder))) : null;
    }
}
