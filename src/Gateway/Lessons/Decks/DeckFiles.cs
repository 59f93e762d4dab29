using Classroom.Contracts.Ids;
using Classroom.Ports.Files;
using Microsoft.Extensions.Options;

namespace Classroom.Gateway.Lessons.Decks;

/// <summary>Files of decks, from the first byte until a lesson uses them or they are removed.</summary>
internal sealed class DeckFiles(IBlobStore blobs, IUploadStore uploads, IOptions<UploadOptions> options, TimeProvider time)
{
    /// <summary>Counts an upload and answers its id; null if its person or school has as many under way as allowed.</summary>
    /// <param name="bytes">How large it is, or at most will be.</param>
    public async Task<string?> BeginAsync(PersonKey person, LessonId lesson, long bytes, CancellationToken cancellationToken)
    {
        var upload = new Upload(OpaqueId.New(), person, lesson, bytes, time.GetUtcNow());
        return await uploads.BeginAsync(upload, options.Value.Limits, cancellationToken) ? upload.Id : null;
    }

    /// <summary>Stores the file, and keeps it from being removed; null if just then the same file is being removed.</summary>
    /// <exception cref="BlobTooLargeException">It is longer than allowed.</exception>
    public async Task<StoredBlob?> StoreAsync(string upload, SchoolId school, Stream content, long bytesMax, CancellationToken cancellationToken)
    {
        var stored = await blobs.PutAsync(school, content, bytesMax, cancellationToken);
        if (!await uploads.NameAsync(upload, stored.Hash, stored.Length, cancellationToken))
        {
            return null;
        }

        // It may have been removed after it was stored and before it was named; from here on it is not.
        await using var there = await blobs.OpenAsync(school, stored.Hash, cancellationToken);
        return there is null ? null : stored;
    }

    /// <summary>What is wrong with a stored PDF, or null.</summary>
    public async Task<PdfFault?> FindFaultAsync(SchoolId school, string hash, CancellationToken cancellationToken)
    {
        await using var file = await blobs.OpenAsync(school, hash, cancellationToken);
        return file is null ? PdfFault.Broken : await PdfCheck.FindAsync(file, cancellationToken);
    }

    /// <summary>The lesson uses the file.</summary>
    public Task UseAsync(string upload) => uploads.UseAsync(upload, CancellationToken.None);

    /// <summary>The lesson is about to use the file no more; answers its upload, to be dropped, or used again. Null if there is none.</summary>
    public Task<string?> ReleaseAsync(LessonId lesson, DeckId deck, CancellationToken cancellationToken) => uploads.ReleaseAsync(lesson, deck.ToString(), cancellationToken);

    /// <summary>No lesson will use the file: it goes, unless another upload names it.</summary>
    public async Task DropAsync(string upload, SchoolId school)
    {
        if (await uploads.DropAsync(upload, CancellationToken.None) is { } hash)
        {
            await blobs.RemoveAsync(school, hash, CancellationToken.None);
            await uploads.ForgetAsync(upload, CancellationToken.None);
        }
    }
}
