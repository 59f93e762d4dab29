using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Problems;
using Classroom.Contracts.Rosters;
using Classroom.Gateway.Access;
using Classroom.Gateway.Problems;
using Classroom.Ports.Rosters;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Classroom.Gateway.Rosters;

/// <summary><c>POST /api/v1/rosters</c>: takes a OneRoster zip, and tells how far it is until the report.</summary>
internal static class ImportEndpoint
{
    /// <summary>What a form adds to the archive, at most, in bytes.</summary>
    private const long FormBytesMax = 1024 * 1024;

    /// <summary>What reads forms. It tells a malformed one by several exceptions, which others throw for other reasons.</summary>
    private static readonly string? FormReader = typeof(MultipartReader).Assembly.GetName().Name;

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/rosters", ImportAsync).WithTags("Schools").WithName("ImportRoster").WithSummary("Brings a OneRoster zip into force, and tells how far it is.").RequireAuthorization()
            .Accepts<Stream>("application/zip", "multipart/form-data")
            .Produces<RosterReport>(StatusCodes.Status200OK, "application/json", "text/event-stream")
            .Refuses(ProblemCode.Forbidden);

    private static async Task<IResult> ImportAsync(Caller caller, HttpContext context, RosterImports imports, CancellationToken cancellationToken)
    {
        RosterScope? scope = caller.IsAdministrator ? RosterScope.Node()
            : caller.OfficeOf is { } school ? RosterScope.Office(school)
            : null;
        if (scope is null)
        {
            return Problem.Of(ProblemCode.Forbidden, "Rosters are imported by the office of a school, or an administrator.");
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = (2 * imports.ArchiveBytesMax) + FormBytesMax; // Twice: what is too large is told by a report, unless it is far too large.
        }

        try
        {
            if (await OpenAsync(context.Request, cancellationToken) is not { } archive)
            {
                return Problem.Of(ProblemCode.UnsupportedMediaType, "Send the zip as application/zip, or as the one file of a form.");
            }

            return context.Request.GetTypedHeaders().Accept.Any(type => type.MediaType.Equals("text/event-stream", StringComparison.OrdinalIgnoreCase))
                ? TypedResults.ServerSentEvents(StreamAsync(archive, scope, caller.Account, imports, cancellationToken))
                : TypedResults.Ok(await imports.ImportAsync(archive, scope, caller.Account, progress: null, cancellationToken));
        }
        catch (Exception exception) when (exception.Source == FormReader)
        {
            return Problem.Of(ProblemCode.Malformed, "The form is cut short, or not one.");
        }
    }

    private static async Task<Stream?> OpenAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var type = MediaTypeHeaderValue.TryParse(request.ContentType, out var parsed) ? parsed : null;
        if (type?.MediaType.Value is "application/zip" or "application/octet-stream" or "application/x-zip-compressed")
        {
            return request.Body;
        }

        if (type?.MediaType.Value != "multipart/form-data" || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 } boundary)
        {
            return null;
        }

        var reader = new MultipartReader(boundary, request.Body);
        while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
        {
            if (section.GetContentDispositionHeader()?.IsFileDisposition() == true)
            {
                return section.Body;
            }
        }

        return null;
    }

    private static async IAsyncEnumerable<SseItem<object>> StreamAsync(
        Stream archive, RosterScope scope, AccountId actor, RosterImports imports, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // A reader that is slow misses steps, never the report.
        var steps = Channel.CreateBounded<RosterProgress>(new BoundedChannelOptions(16) { FullMode = BoundedChannelFullMode.DropOldest });
        var import = Task.Run(() => RunAsync(archive, scope, actor, imports, steps, cancellationToken), cancellationToken);
        await foreach (var step in steps.Reader.ReadAllAsync(cancellationToken))
        {
            yield return new(step, "progress");
        }

        yield return new(await import, "report");
    }

    private static async Task<RosterReport> RunAsync(
        Stream archive, RosterScope scope, AccountId actor, RosterImports imports, Channel<RosterProgress> steps, CancellationToken cancellationToken)
    {
        try
        {
            return await imports.ImportAsync(archive, scope, actor, new Told(steps.Writer), cancellationToken);
        }
        finally
        {
            steps.Writer.Complete();
        }
    }

    private sealed class Told(ChannelWriter<RosterProgress> steps) : IProgress<RosterProgress>
    {
        public void Report(RosterProgress value) => steps.TryWrite(value);
    }
}
