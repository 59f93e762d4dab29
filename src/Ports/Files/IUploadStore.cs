using System.Collections.Immutable;
using Classroom.Contracts.Ids;

namespace Classroom.Ports.Files;

/// <summary>Keeps account of files on their way into a lesson, and of which lessons use them. Held to tests/Storage.Tests/UploadStoreSpec.</summary>
/// <remarks>
/// Every method is one transaction, durable on return. An upload counts from its beginning until a lesson uses its file or it was
/// dropped. A file that some upload names stays: it is named before a lesson hears of it, and removed only after nobody names it.
/// </remarks>
public interface IUploadStore
{
    /// <summary>Counts an upload; false, and nothing changes, if with it its person or school would have more than the limits allow.</summary>
    Task<bool> BeginAsync(Upload upload, UploadLimits limits, CancellationToken cancellationToken = default);

    /// <summary>Says which file it became. False, and nothing changes, if just then that file is being removed: store it again later.</summary>
    Task<bool> NameAsync(string upload, string hash, long bytes, CancellationToken cancellationToken = default);

    /// <summary>The lesson uses the file: it no longer counts, and stays until it is released. Once is as good as twice.</summary>
    Task UseAsync(string upload, CancellationToken cancellationToken = default);

    /// <summary>The lesson is about to use a file no more: its upload counts as unused again. Answers which; null if the lesson uses no such file.</summary>
    Task<string?> ReleaseAsync(LessonId lesson, string hash, CancellationToken cancellationToken = default);

    /// <summary>
    /// Gives an upload up: it no longer counts. Answers the hash of its file if no other upload names it: the caller removes that
    /// file, then calls <see cref="ForgetAsync"/>; until then nobody can name it. Null: there is nothing to remove.
    /// </summary>
    Task<string?> DropAsync(string upload, CancellationToken cancellationToken = default);

    /// <summary>The file of a dropped upload was removed.</summary>
    Task ForgetAsync(string upload, CancellationToken cancellationToken = default);

    /// <summary>Uploads begun before an instant that are neither used nor forgotten, oldest first: what broke off, and removals that did.</summary>
    Task<ImmutableArray<UnusedUpload>> ReadUnusedAsync(DateTimeOffset before, int countMax, CancellationToken cancellationToken = default);
}

/// <summary>A file on its way.</summary>
/// <param name="Id">Which upload; random.</param>
/// <param name="Person">Who sends it.</param>
/// <param name="Lesson">For which lesson, of the same school.</param>
/// <param name="Bytes">How large it is, or at most will be.</param>
/// <param name="At">When it began.</param>
public sealed record Upload(string Id, PersonKey Person, LessonId Lesson, long Bytes, DateTimeOffset At);

/// <summary>What unused uploads may come to at once.</summary>
/// <param name="PersonCountMax">Of one person.</param>
/// <param name="PersonBytesMax">Of one person, in bytes.</param>
/// <param name="SchoolCountMax">Of one school.</param>
/// <param name="SchoolBytesMax">Of one school, in bytes.</param>
public sealed record UploadLimits(int PersonCountMax, long PersonBytesMax, int SchoolCountMax, long SchoolBytesMax);

/// <summary>An upload that no lesson is known to use.</summary>
/// <param name="Id">Which upload.</param>
/// <param name="Lesson">For which lesson.</param>
/// <param name="Hash">Which file; null if it did not come that far.</param>
public sealed record UnusedUpload(string Id, LessonId Lesson, string? Hash);
