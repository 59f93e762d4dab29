using System.IO.Compression;
using System.Text;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Timetables;
using Classroom.Ports.Lessons;
using Classroom.Storage.Backup;
using Classroom.Storage.Files;
using Classroom.Storage.Sqlite;
using Classroom.Storage.Sqlite.Lessons;
using Classroom.Storage.Sqlite.Timetables;
using Classroom.Storage.Tests.Lessons;
using Microsoft.Extensions.Time.Testing;

namespace Classroom.Storage.Tests.Backup;

public sealed class BackupTests : IDisposable
{
    private static readonly FakeTimeProvider Time = new(new DateTimeOffset(2026, 9, 1, 8, 0, 0, TimeSpan.Zero));
    private static readonly LessonId Maths = LessonId.Parse("demo~maths");
    private readonly TemporaryFolder _parent = new();
    private readonly DataFolder _data;

    public BackupTests() => _data = DataFolder.Open(_parent.File("data"), Time);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string File => _parent.File("classroom.backup");

    public void Dispose()
    {
        _data.Dispose();
        _parent.Dispose();
    }

    [Fact]
    public async Task A_backup_restored_elsewhere_has_everything()
    {
        await FillAsync("a", "b");
        var blob = await new FileBlobStore(_data.Blobs).PutAsync(SchoolId.Parse("demo"), new MemoryStream("slides"u8.ToArray()), 100, Stop);
        var written = await BackupArchive.WriteAsync(_data, File, Time, Stop);
        using var elsewhere = DataFolder.Open(_parent.File("elsewhere"), Time);

        var (staged, manifest) = await RestoreStaging.StageAsync(elsewhere, File, Time, Stop);
        elsewhere.DecideRestore(staged);
        elsewhere.ApplyRestore();

        Assert.Equal(3, written.Files.Count);
        Assert.Equivalent(written, manifest, strict: true);
        Assert.Equal(["a", "b"], await ReadAsync(elsewhere));
        await using var school = SqliteDatabase.Open(elsewhere.SchoolDatabase, SqliteMigrations.Embedded("School"));
        Assert.Equal("Équations", (await new SqliteTimetableStore(school).ReadAsync(Maths, Stop))!.Title);
        await using var slides = await new FileBlobStore(elsewhere.Blobs).OpenAsync(SchoolId.Parse("demo"), blob.Hash, Stop);
        Assert.Equal("slides", await new StreamReader(slides!).ReadToEndAsync(Stop));
    }

    /// <summary>
    /// Goal: a copy made during appends is of one moment.
    /// Method: every entry appended to one lesson is then appended to another; no copy may know an effect without its cause.
    /// </summary>
    [Fact]
    public async Task A_backup_taken_during_appends_is_a_prefix_of_what_was_written()
    {
        var music = LessonId.Parse("demo~music");
        await FillAsync();
        await using var database = SqliteDatabase.Open(_data.LessonsDatabase, SqliteLessonLog.Migrations);
        var log = new SqliteLessonLog(database, new());
        await log.OpenAsync(music, Stop);
        var epoch = (await log.OpenAsync(Maths, Stop)).Epoch;
        using var enough = new CancellationTokenSource();
        var appended = 0L;
        var appending = Task.Run(
            async () =>
            {
                for (; !enough.IsCancellationRequested; Interlocked.Increment(ref appended))
                {
                    Assert.Equal([AppendOutcome.Appended], await log.AppendAsync([LessonLogSpec.Batch(Maths, epoch, appended, $"{appended}")], Stop));
                    Assert.Equal([AppendOutcome.Appended], await log.AppendAsync([LessonLogSpec.Batch(music, 1, appended, $"{appended}")], Stop));
                }
            },
            Stop);

        for (var round = 0; round < 5; round++)
        {
            var before = Interlocked.Read(ref appended);
            await BackupArchive.WriteAsync(_data, File, Time, Stop);
            using var elsewhere = await RestoreAsync($"{round}");

            var (causes, effects) = (await ReadAsync(elsewhere, Maths), await ReadAsync(elsewhere, music));
            Assert.InRange(causes.Length, effects.Length, effects.Length + 1);
            Assert.True(effects.Length >= before);
            Assert.Equal(Enumerable.Range(0, causes.Length).Select(n => $"{n}"), causes);
            Assert.Equal(causes[..effects.Length], effects);
        }

        await enough.CancelAsync();
        await appending;
    }

    [Fact]
    public async Task Lessons_go_on_in_epochs_that_no_client_has_seen()
    {
        await FillAsync("a");
        await BackupArchive.WriteAsync(_data, File, Time, Stop);
        var lost = await OpenLessonAsync(_data); // After the backup: clients know this epoch.

        using var first = await RestoreAsync("first");
        var again = await OpenLessonAsync(first);
        Time.Advance(TimeSpan.FromMinutes(1));
        using var second = await RestoreAsync("second");

        Assert.True(lost < again);
        Assert.True(again < await OpenLessonAsync(second));
    }

    [Fact]
    public async Task A_backup_takes_the_place_of_an_older_one_and_leaves_nothing_else()
    {
        await FillAsync();
        await BackupArchive.WriteAsync(_data, File, Time, Stop);
        await FillAsync("a");

        await BackupArchive.WriteAsync(_data, File, Time, Stop);

        using var restored = await RestoreAsync("elsewhere");
        Assert.Equal(["a"], await ReadAsync(restored));
        Assert.Equal(["classroom.backup", "data", "elsewhere"], Directory.EnumerateFileSystemEntries(_parent.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_backup_that_fails_leaves_the_older_one_as_it_was()
    {
        await FillAsync("a");
        await BackupArchive.WriteAsync(_data, File, Time, Stop);
        var yesterdays = await System.IO.File.ReadAllBytesAsync(File, Stop);
        await System.IO.File.WriteAllTextAsync(_data.LessonsDatabase, new string('x', 100_000), Stop);

        await Assert.ThrowsAnyAsync<Exception>(() => BackupArchive.WriteAsync(_data, File, Time, Stop));

        Assert.Equal(yesterdays, await System.IO.File.ReadAllBytesAsync(File, Stop));
        Assert.Equal(["classroom.backup", "data"], Directory.EnumerateFileSystemEntries(_parent.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("missing/classroom.backup", "there is no such folder")]
    [InlineData("taken", "it is a folder")]
    [InlineData("file/classroom.backup", "there is no such folder")]
    public async Task A_backup_that_cannot_be_written_says_so_and_leaves_no_copy_behind(string path, string reason)
    {
        await FillAsync("a");
        Directory.CreateDirectory(_parent.File("taken"));
        await System.IO.File.WriteAllTextAsync(_parent.File("file"), "", Stop);
        var target = _parent.File(path);

        var refused = await Assert.ThrowsAsync<BackupTargetException>(() => BackupArchive.WriteAsync(_data, target, Time, Stop));

        Assert.Equal($"The backup cannot be written to {target}: {reason}.", refused.Message);
        Assert.Empty(Directory.EnumerateDirectories(_data.Path, "temporary-*"));
        Assert.Equal(["data", "file", "taken"], Directory.EnumerateFileSystemEntries(_parent.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_backup_that_is_given_up_leaves_no_copy_behind()
    {
        await FillAsync("a");
        await BackupArchive.WriteAsync(_data, File, Time, Stop);
        var yesterdays = await System.IO.File.ReadAllBytesAsync(File, Stop);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => BackupArchive.WriteAsync(_data, File, Time, new CancellationToken(canceled: true)));

        Assert.Equal(yesterdays, await System.IO.File.ReadAllBytesAsync(File, Stop));
        Assert.Empty(Directory.EnumerateDirectories(_data.Path, "temporary-*"));
        Assert.Equal(["classroom.backup", "data"], Directory.EnumerateFileSystemEntries(_parent.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_a_killed_backup_left_beside_its_file_goes_with_the_next_but_not_what_another_is_writing()
    {
        await FillAsync("a");
        await System.IO.File.WriteAllTextAsync(File + ".unfinished-killed", "half", Stop);
        await using var other = new FileStream(File + ".unfinished-running", FileMode.CreateNew, FileAccess.Write, FileShare.None);

        await BackupArchive.WriteAsync(_data, File, Time, Stop);

        Assert.Equal(
            ["classroom.backup", "classroom.backup.unfinished-running"],
            Directory.EnumerateFiles(_parent.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    public static TheoryData<string, Func<byte[], byte[]>> Broken => new()
    {
        { "empty", _ => [] },
        { "not a zip", _ => Encoding.UTF8.GetBytes("OneRoster") },
        { "cut short", bytes => bytes[..(bytes.Length / 2)] },
        { "its end is lost", bytes => bytes[..^1] },
        { "a foreign zip", _ => Zip(("orgs.csv", "a,b")) },
        { "a manifest that names nothing", bytes => Edit(bytes, manifest => manifest.Replace("\"files\":[", "\"files\":[null,", StringComparison.Ordinal)) },
        { "another program's manifest", _ => Zip(("manifest.json", "{\"format\":\"other\"}")) },
        { "a manifest that is not JSON", _ => Zip(("manifest.json", "{")) },
        { "a newer format", bytes => Edit(bytes, manifest => manifest.Replace("\"version\":1", "\"version\":2", StringComparison.Ordinal)) },
        { "no database", bytes => Edit(bytes, manifest => manifest.Replace("lessons.db", "school.db", StringComparison.Ordinal)) },
        { "a path out of the folder", bytes => Edit(bytes, manifest => manifest.Replace("lessons.db", "../lessons.db", StringComparison.Ordinal)) },
        { "another length", bytes => Edit(bytes, manifest => manifest.Replace("\"length\":", "\"length\":1", StringComparison.Ordinal)) },
        { "another hash", bytes => Edit(bytes, manifest => manifest.Replace("\"sha256\":\"", "\"sha256\":\"0", StringComparison.Ordinal)) },
        { "one more file", bytes => Change(bytes, zip => Write(zip, "evil.sh", "#!"u8.ToArray())) },
        { "one file fewer", bytes => Change(bytes, zip => zip.GetEntry("school.db")!.Delete()) },
        { "another content", bytes => Change(bytes, zip => Replace(zip, "lessons.db", "abc"u8.ToArray())) },
    };

    [Theory, MemberData(nameof(Broken), DisableDiscoveryEnumeration = true)]
    public async Task What_is_not_a_whole_backup_is_refused_and_changes_nothing(string what, Func<byte[], byte[]> breaking)
    {
        await FillAsync("kept");
        await BackupArchive.WriteAsync(_data, File, Time, Stop);
        await System.IO.File.WriteAllBytesAsync(File, breaking(await System.IO.File.ReadAllBytesAsync(File, Stop)), Stop);

        var refusal = await Assert.ThrowsAsync<BackupRefusedException>(() => RestoreStaging.StageAsync(_data, File, Time, Stop));

        Assert.StartsWith("The backup was refused: ", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(["store"], Directory.EnumerateDirectories(_data.Path).Select(Path.GetFileName));
        Assert.True((await ReadAsync(_data)) is ["kept"], what);
    }

    [Fact]
    public async Task Every_flipped_byte_is_noticed()
    {
        await FillAsync("kept");
        await BackupArchive.WriteAsync(_data, File, Time, Stop);
        var whole = await System.IO.File.ReadAllBytesAsync(File, Stop);
        var random = new Random(1);
        for (var n = 0; n < 50; n++)
        {
            var broken = (byte[])whole.Clone();
            broken[random.Next(whole.Length)] ^= (byte)(1 << random.Next(8));
            await System.IO.File.WriteAllBytesAsync(File, broken, Stop);
            try
            {
                var (staged, manifest) = await RestoreStaging.StageAsync(_data, File, Time, Stop);

                // Zip has bytes that mean nothing to us, such as times: then all that we wrote must be there, as its hashes say.
                Assert.Equal(2, manifest.Files.Count);
                Directory.Delete(staged, recursive: true);
            }
            catch (BackupRefusedException)
            {
            }

            Assert.Equal(["store"], Directory.EnumerateDirectories(_data.Path).Select(Path.GetFileName));
        }
    }

    [Fact]
    public async Task A_backup_of_a_newer_build_is_refused()
    {
        await FillAsync("kept");
        await using (var database = SqliteDatabase.Open(_data.LessonsDatabase, SqliteLessonLog.Migrations))
        {
            await database.WriteAsync(session => { session.Execute("INSERT INTO schema_version (number, name, hash) VALUES (999, '0999_future.sql', '')"); }, Stop);
        }

        await BackupArchive.WriteAsync(_data, File, Time, Stop);

        var refusal = await Assert.ThrowsAsync<BackupRefusedException>(() => RestoreStaging.StageAsync(_data, File, Time, Stop));
        Assert.Contains("another build", refusal.Message, StringComparison.Ordinal);
    }

    private static byte[] Edit(byte[] bytes, Func<string, string> edit) => Change(bytes, zip =>
    {
        string manifest;
        using (var reader = new StreamReader(zip.GetEntry("manifest.json")!.Open()))
        {
            manifest = reader.ReadToEnd();
        }

        Replace(zip, "manifest.json", Encoding.UTF8.GetBytes(edit(manifest)));
    });

    private static byte[] Zip(params (string Name, string Text)[] entries)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in entries)
            {
                Write(zip, name, Encoding.UTF8.GetBytes(text));
            }
        }

        return stream.ToArray();
    }

    private static byte[] Change(byte[] bytes, Action<ZipArchive> change)
    {
        using var stream = new MemoryStream();
        stream.Write(bytes);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            change(zip);
        }

        return stream.ToArray();
    }

    private static void Replace(ZipArchive zip, string name, byte[] content)
    {
        zip.GetEntry(name)!.Delete();
        Write(zip, name, content);
    }

    private static void Write(ZipArchive zip, string name, byte[] content)
    {
        using var stream = zip.CreateEntry(name).Open();
        stream.Write(content);
    }

    private static async Task<string[]> ReadAsync(DataFolder folder, LessonId? lesson = null)
    {
        await using var database = SqliteDatabase.Open(folder.LessonsDatabase, SqliteLessonLog.Migrations);
        return [.. (await new SqliteLessonLog(database, new()).ReadAsync(lesson ?? Maths, 0, int.MaxValue, Stop)).Select(entry => LessonLogSpec.Text(entry.Payload))];
    }

    private static async Task<long> OpenLessonAsync(DataFolder folder)
    {
        await using var database = SqliteDatabase.Open(folder.LessonsDatabase, SqliteLessonLog.Migrations);
        return (await new SqliteLessonLog(database, new()).OpenAsync(Maths, Stop)).Epoch;
    }

    private async Task<DataFolder> RestoreAsync(string name)
    {
        var elsewhere = DataFolder.Open(_parent.File(name), Time);
        elsewhere.DecideRestore((await RestoreStaging.StageAsync(elsewhere, File, Time, Stop)).Staged);
        elsewhere.ApplyRestore();
        return elsewhere;
    }

    private async Task FillAsync(params string[] texts)
    {
        await using var school = SqliteDatabase.Open(_data.SchoolDatabase, SqliteMigrations.Embedded("School"));
        await new SqliteTimetableStore(school).SaveAsync(new(Maths, ClassId.Parse("demo~maths"), "Équations", Time.GetUtcNow(), Time.GetUtcNow().AddHours(1), LessonStatus.Planned, 1), Stop);
        await using var lessons = SqliteDatabase.Open(_data.LessonsDatabase, SqliteLessonLog.Migrations);
        var log = new SqliteLessonLog(lessons, new());
        var epoch = (await log.OpenAsync(Maths, Stop)).Epoch;
        await log.AppendAsync([LessonLogSpec.Batch(Maths, epoch, 0, texts)], Stop);
    }
}
