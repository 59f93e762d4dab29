using Classroom.Storage.Backup;
using Classroom.Storage.Sqlite;
using Classroom.Storage.Sqlite.Lessons;
using Microsoft.Extensions.Time.Testing;

namespace Classroom.Storage.Tests.Backup;

/// <summary>A backup goes to a new file, or takes the place of an older backup, and of nothing else.</summary>
public sealed class BackupTargetTests : IAsyncLifetime
{
    private const string Inside = "it is in the data folder, which a backup is kept apart from";
    private const string Foreign = "a file is there that is no backup of Classroom; remove it, or name another";

    private static readonly FakeTimeProvider Time = new(new DateTimeOffset(2026, 9, 1, 8, 0, 0, TimeSpan.Zero));
    private readonly TemporaryFolder _parent = new();
    private DataFolder _data = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _data = DataFolder.Open(_parent.File("data"), Time);
        await SqliteDatabase.Open(_data.LessonsDatabase, SqliteLessonLog.Migrations).DisposeAsync();
        await SqliteDatabase.Open(_data.SchoolDatabase, SqliteMigrations.Embedded("School")).DisposeAsync();
        Directory.CreateDirectory(_parent.File("elsewhere"));
        Directory.CreateSymbolicLink(_parent.File("link"), _parent.File("data/store"));
        Directory.CreateSymbolicLink(_parent.File("elsewhere/indirect"), "../link");
        File.CreateSymbolicLink(_parent.File("file-link"), _data.LessonsDatabase);
        File.CreateSymbolicLink(_parent.File("dead-link"), _parent.File("data/new.backup"));
    }

    public ValueTask DisposeAsync()
    {
        _data.Dispose();
        _parent.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("data/store/lessons.db")]
    [InlineData("data/store/school.db")]
    [InlineData("data/new.backup")]
    [InlineData("elsewhere/../data/new.backup")]
    [InlineData("link/lessons.db")]
    [InlineData("link/new.backup")]
    [InlineData("elsewhere/indirect/lessons.db")]
    [InlineData("file-link")]
    [InlineData("dead-link")]
    public Task The_data_folder_takes_no_backup_of_itself(string target) => RefusedAsync(_data, target, Inside);

    [Fact]
    public async Task A_data_folder_that_is_reached_by_a_link_takes_none_either()
    {
        _data.Dispose();
        Directory.CreateSymbolicLink(_parent.File("linked-data"), _parent.File("data"));
        _data = DataFolder.Open(_parent.File("linked-data"), Time);

        await RefusedAsync(_data, "data/store/lessons.db", Inside);
        await RefusedAsync(_data, "linked-data/store/lessons.db", Inside);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a thesis")]
    [InlineData("PK")]
    public async Task A_file_that_is_no_backup_is_left_alone(string content)
    {
        await File.WriteAllTextAsync(_parent.File("thesis.odt"), content, Stop);

        await RefusedAsync(_data, "thesis.odt", Foreign);

        Assert.Equal(content, await File.ReadAllTextAsync(_parent.File("thesis.odt"), Stop));
    }

    [Fact]
    public async Task A_zip_of_something_else_is_left_alone()
    {
        await System.IO.Compression.ZipFile.CreateFromDirectoryAsync(_parent.File("elsewhere"), _parent.File("photos.zip"), Stop);

        await RefusedAsync(_data, "photos.zip", Foreign);
    }

    [Fact]
    public async Task A_folder_whose_name_only_begins_like_the_data_folders_is_another()
    {
        Directory.CreateDirectory(_parent.File("data-backups"));

        await BackupArchive.WriteAsync(_data, _parent.File("data-backups/new.backup"), Time, Stop);

        Assert.True(File.Exists(_parent.File("data-backups/new.backup")));
    }

    private async Task RefusedAsync(DataFolder data, string target, string reason)
    {
        var before = Files();

        var refused = await Assert.ThrowsAsync<BackupTargetException>(() => BackupArchive.WriteAsync(data, _parent.File(target), Time, Stop));

        Assert.Equal($"The backup cannot be written to {Path.GetFullPath(_parent.File(target))}: {reason}.", refused.Message);
        Assert.Equal(before, Files());
    }

    private string[] Files() =>
    [
        .. from file in Directory.EnumerateFiles(_parent.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
           let info = new FileInfo(file)
           select $"{file} {info.LinkTarget} {info.LastWriteTimeUtc.Ticks}",
    ];
}
