using System.Security.Cryptography;
using Classroom.Contracts.Ids;
using Classroom.SingleNode.Hosting;
using Classroom.Storage.Backup;
using Classroom.Storage.Sqlite;
using Classroom.Storage.Sqlite.Lessons;

namespace Classroom.SingleNode.Tests.Nodes;

/// <summary>A data folder that lost one of its databases is refused, each time anew, instead of being filled with an empty one.</summary>
public sealed class HalfStoreTests : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("classroom &=100%?#é+-"); // Names are no addresses.

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

    public static TheoryData<string, Action<string, string>> Refused => new()
    {
        { "people damaged", (school, _) => File.WriteAllText(school, new string('x', 8192)) },
        { "people of a newer build", (school, _) => File.Copy(Path.Combine(Path.GetDirectoryName(school)!, "..", "newer.db"), school, overwrite: true) },
        { "people lost", (school, _) => Lose(school) },
        { "log damaged", (_, lessons) => File.WriteAllText(lessons, new string('x', 8192)) },
        { "log emptied beside what was written ahead", (_, lessons) => File.WriteAllBytes(lessons, []) },
        { "log lost but for what was written ahead", (_, lessons) => File.Delete(lessons) },
        { "all lost but for what was written ahead of the log", (school, lessons) => { Lose(school); File.Delete(lessons); } },
        { "people lost, and the index of the log", (school, lessons) => { Lose(school); File.Delete(lessons + "-shm"); } },
        { "log lost", (_, lessons) => Lose(lessons) },
    };

    /// <summary>
    /// Goal: a refusal changes no byte of what is there, which may be all that is left.
    /// Method: a folder as a killed process leaves it, with data in both write-ahead files; hashes before and after.
    /// </summary>
    [Theory, MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public async Task A_refusal_leaves_every_file_as_a_killed_node_left_it(string what, Action<string, string> harm)
    {
        using var killed = await KilledAsync();
        if (what.Contains("newer", StringComparison.Ordinal))
        {
            await MakeNewerAsync(Path.Combine(killed.Path, "newer.db"));
            Lose(killed.SchoolDatabase);
        }

        harm(killed.SchoolDatabase, killed.LessonsDatabase);
        var before = Hashes(killed);

        Assert.Contains("Nothing was changed", Assert.Throws<SqliteSchemaException>(() => NodeStorage.Open(killed, new())).Message, StringComparison.Ordinal);

        Assert.Equal(before, Hashes(killed));
    }

    [Fact]
    public async Task A_node_that_was_killed_starts_with_what_was_written_ahead()
    {
        using var killed = await KilledAsync();

        await using var storage = NodeStorage.Open(killed, new());

        Assert.Equal(1, await storage.Lessons.ReadAsync(session => session.QueryFirst("SELECT count(*) FROM lesson", row => row.GetInt64(0)), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_first_start_that_was_cut_off_between_the_two_is_brought_to_its_end()
    {
        using var folder = DataFolder.Open(_data.FullName, TimeProvider.System);
        await SqliteDatabase.Open(folder.LessonsDatabase, SqliteLessonLog.Migrations).DisposeAsync();

        await using var storage = NodeStorage.Open(folder, new());

        Assert.NotNull(storage.School);
    }

    private static void Lose(string database)
    {
        foreach (var suffix in (string[])["", "-wal", "-shm"])
        {
            File.Delete(database + suffix);
        }
    }

    private static async Task MakeNewerAsync(string path)
    {
        await using var newer = SqliteDatabase.Open(path, SqliteMigrations.Embedded("School"));
        await newer.WriteAsync(session => { session.Execute("INSERT INTO schema_version (number, name, hash) VALUES (999, '0999_future.sql', '')"); });
    }

    private static string[] Hashes(DataFolder folder) =>
    [
        .. from file in Directory.EnumerateFiles(Path.GetDirectoryName(folder.SchoolDatabase)!).Order(StringComparer.Ordinal)
           select $"{Path.GetFileName(file)} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))}",
    ];

    /// <summary>A copy of a store in use, as it is on disk: nothing was closed.</summary>
    private async Task<DataFolder> KilledAsync()
    {
        using var folder = DataFolder.Open(Path.Combine(_data.FullName, "living"), TimeProvider.System);
        var killed = DataFolder.Open(Path.Combine(_data.FullName, "killed"), TimeProvider.System);
        await using var storage = NodeStorage.Open(folder, new());
        await new SqliteLessonLog(storage.Lessons, new()).OpenAsync(LessonId.Parse("alpha~one"), TestContext.Current.CancellationToken);
        await storage.School.WriteAsync(session => { session.Execute("CREATE TABLE written_ahead (id INTEGER)"); }, TestContext.Current.CancellationToken);
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(folder.SchoolDatabase)!))
        {
            File.Copy(file, Path.Combine(Path.GetDirectoryName(killed.SchoolDatabase)!, Path.GetFileName(file)));
        }

        Assert.All((string[])[killed.SchoolDatabase, killed.LessonsDatabase], database => Assert.NotEqual(0, new FileInfo(database + "-wal").Length));
        return killed;
    }
}
