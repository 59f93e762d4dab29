using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Ports.Files;

namespace Classroom.Storage.InMemory.Files;

/// <summary>Uploads that live as long as the object: for tests.</summary>
internal sealed class InMemoryUploadStore : IUploadStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Row> _rows = [];

    private enum State
    {
        Unused,
        Used,
        Removing,
    }

    public Task<bool> BeginAsync(Upload upload, UploadLimits limits, CancellationToken cancellationToken = default) => InOrder(() =>
    {
        var ofSchool = _rows.Values.Where(row => row.State == State.Unused && row.Upload.Lesson.School == upload.Lesson.School).Select(row => row.Upload).ToArray();
        var ofPerson = ofSchool.Where(other => other.Person == upload.Person).ToArray();
        return ofPerson.Length < limits.PersonCountMax && ofPerson.Sum(other => other.Bytes) + upload.Bytes <= limits.PersonBytesMax
            && ofSchool.Length < limits.SchoolCountMax && ofSchool.Sum(other => other.Bytes) + upload.Bytes <= limits.SchoolBytesMax
            && _rows.TryAdd(upload.Id, new(upload, null, State.Unused));
    });

    public Task<bool> NameAsync(string upload, string hash, long bytes, CancellationToken cancellationToken = default) => InOrder(() =>
    {
        if (_rows.GetValueOrDefault(upload) is not { State: State.Unused } row
            || _rows.Values.Any(other => other.State == State.Removing && other.Hash == hash && other.Upload.Lesson.School == row.Upload.Lesson.School))
        {
            return false;
        }

        _rows[upload] = row with { Upload = row.Upload with { Bytes = bytes }, Hash = hash };
        return true;
    });

    public Task UseAsync(string upload, CancellationToken cancellationToken = default) => InOrder(() =>
    {
        if (_rows.GetValueOrDefault(upload) is { State: State.Unused, Hash: not null } row)
        {
            foreach (var (other, _) in _rows.Where(known => known.Value.State == State.Used && known.Value.Hash == row.Hash && known.Value.Upload.Lesson == row.Upload.Lesson).ToArray())
            {
                _rows.Remove(other);
            }

            _rows[upload] = row with { State = State.Used };
        }

        return true;
    });

    public Task<string?> ReleaseAsync(LessonId lesson, string hash, CancellationToken cancellationToken = default) => InOrder(() =>
    {
        if (_rows.FirstOrDefault(known => known.Value.State == State.Used && known.Value.Hash == hash && known.Value.Upload.Lesson == lesson) is not { Key: { } upload, Value: { } row })
        {
            return null;
        }

        _rows[upload] = row with { State = State.Unused };
        return upload;
    });

    public Task<string?> DropAsync(string upload, CancellationToken cancellationToken = default) => InOrder(() =>
    {
        if (_rows.GetValueOrDefault(upload) is not { State: not State.Used } row)
        {
            return null;
        }

        if (row.State == State.Unused
            && (row.Hash is null || _rows.Any(other => other.Key != upload && other.Value.Hash == row.Hash && other.Value.Upload.Lesson.School == row.Upload.Lesson.School)))
        {
            _rows.Remove(upload);
            return null;
        }

        _rows[upload] = row with { State = State.Removing };
        return row.Hash;
    });

    public Task ForgetAsync(string upload, CancellationToken cancellationToken = default) =>
        InOrder(() => _rows.GetValueOrDefault(upload)?.State == State.Removing && _rows.Remove(upload));

    public Task<ImmutableArray<UnusedUpload>> ReadUnusedAsync(DateTimeOffset before, int countMax, CancellationToken cancellationToken = default) => InOrder(() =>
        _rows.Values
            .Where(row => row.State != State.Used && row.Upload.At < before)
            .OrderBy(row => row.Upload.At).ThenBy(row => row.Upload.Id, StringComparer.Ordinal)
            .Take(countMax)
            .Select(row => new UnusedUpload(row.Upload.Id, row.Upload.Lesson, row.Hash))
            .ToImmutableArray());

    private Task<T> InOrder<T>(Func<T> work)
    {
        lock (_lock)
        {
            return Task.FromResult(work());
        }
    }

    private sealed record Row(Upload Upload, string? Hash, State State);
}
