using System.Globalization;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace Classroom.Gateway.Http;

/// <summary>
/// The files of the built web page, each in the smallest form that the client takes: the build has laid <c>.br</c> and <c>.gz</c> beside them.
/// Nothing is compressed while it is served, so no answer with a secret in it can be guessed from its length.
/// </summary>
internal sealed class WebFiles(IFileProvider files)
{
    /// <summary>Smallest first.</summary>
    private static readonly (string Coding, string Ending)[] Forms = [("br", ".br"), ("gzip", ".gz")];

    /// <summary>With the modules, character maps and fonts of pdf.js.</summary>
    private static readonly FileExtensionContentTypeProvider Types = new() { Mappings = { [".mjs"] = "text/javascript", [".bcmap"] = "application/octet-stream", [".pfb"] = "application/octet-stream" } };

    /// <summary>The file of the request's path, or of another; null if there is none.</summary>
    public IResult? Find(HttpRequest request, string? path = null)
    {
        path ??= request.Path.Value ?? "/";
        if (!Types.TryGetContentType(path, out var type) || files.GetFileInfo(path) is not { Exists: true, IsDirectory: false } plain)
        {
            return null;
        }

        var (coding, file) = Smallest(request, path, plain);
        var headers = request.HttpContext.Response.Headers;
        headers.Vary = HeaderNames.AcceptEncoding;
        headers.CacheControl = path.StartsWith("/assets/", StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache";
        if (coding is not null)
        {
            headers.ContentEncoding = coding;
        }

        var tag = string.Create(CultureInfo.InvariantCulture, $"\"{plain.LastModified.UtcTicks:x}-{plain.Length:x}-{coding}\"");
        return TypedResults.PhysicalFile(file.PhysicalPath!, IsText(type) ? type + "; charset=utf-8" : type, entityTag: new EntityTagHeaderValue(tag));
    }

    private (string? Coding, IFileInfo File) Smallest(HttpRequest request, string path, IFileInfo plain)
    {
        var accepted = request.GetTypedHeaders().AcceptEncoding;
        foreach (var (coding, ending) in Forms)
        {
            if (accepted.Any(one => one.Value.Equals(coding, StringComparison.OrdinalIgnoreCase) && one.Quality is not 0) && files.GetFileInfo(path + ending) is { Exists: true } smaller)
            {
                return (coding, smaller);
            }
        }

        return (null, plain);
    }

    private static bool IsText(string type) => type.StartsWith("text/", StringComparison.Ordinal);
}
