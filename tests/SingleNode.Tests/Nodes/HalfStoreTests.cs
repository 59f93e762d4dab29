using Classroom.Contracts.Ids;
using Classroom.SingleNode.Hosting;
using Classroom.Storage.Backup;
using Classroom.Storage.Sqlite;
using Classroom.Storage.Sqlite.Lessons;

namespace Classroom.SingleNode.Tests.Nodes;

/// <summary>A data folder that lost one of its databases is refused, each time anew, instead of being filled with an empty one.</summary>
public sealed class HalfStoreTests : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("classroom-");

    public void Dispose() => _data.Delete(recursive: true);

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task A_lost_half_is_never_made_anew(bool losesSchool, bool leavesEmptyFile)
    {
        using var folder = DataFolder.Open(_data.FullName, TimeProvider.System);
        await using (var storage = NodeStorage.Open(folder, new()))
        {
            await new SqliteLessonLog(storage.Lessons, new()).OpenAsync(LessonId.Parse("alpha~one"), TestContext.Current.CancellationToken);
        }

        var lost = losesSchool ? folder.SchoolDatabase : folder.LessonsDatabase;
        File.Delete(lost);
        if (leavesEmptyFile)
        {
            await File.WriteAllBytesAsync(lost, [], TestContext.Current.CancellationToken);
        }

        for (var tries = 0; tries < 2; tries++)
        {
            Assert.Contains(lost, Assert.Throws<SqliteSchemaException>(() => NodeStorage.Open(folder, new())).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_first_start_that_was_cut_off_between_the_two_is_brought_to_its_end()
    {
        using var folder = DataFolder.Open(_data.FullName, TimeProvider.System);
        await SqliteDatabase.Open(folder.LessonsDatabase, SqliteLessonLog.Migrations).DisposeAsync();

        await using var storage = NodeStorage.Open(folder, new());

        Assert.NotNull(storage.School);
    }
}
