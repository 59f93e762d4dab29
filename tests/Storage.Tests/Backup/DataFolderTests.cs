using Classroom.Storage.Backup;
using Microsoft.Extensions.Time.Testing;

namespace Classroom.Storage.Tests.Backup;

public sealed class DataFolderTests : IDisposable
{
    private static readonly FakeTimeProvider Time = new(new DateTimeOffset(2026, 9, 1, 8, 0, 0, TimeSpan.Zero));
    private readonly TemporaryFolder _parent = new();

    private string Path => _parent.File("data");

    public void Dispose() => _parent.Dispose();

    [Fact]
    public void A_second_opener_is_told_who_holds_the_folder()
    {
        using var held = DataFolder.Open(Path, Time);
        held.Announce("http://localhost:8080", null);

        var refusal = Assert.Throws<DataFolderInUseException>(() => DataFolder.Open(Path, Time));

        Assert.Equal($"The data folder {Path} is in use by process {Environment.ProcessId}, since 2026-09-01 08:00:00 UTC, at http://localhost:8080.", refusal.Message);
    }

    [Theory]
    [InlineData(UnixFileMode.None, false)]
    [InlineData(UnixFileMode.OtherWrite | UnixFileMode.OtherExecute, true)]
    [InlineData(UnixFileMode.GroupRead, true)]
    public void A_folder_that_others_may_enter_says_so_and_keeps_its_rights(UnixFileMode others, bool isOpen)
    {
        if (OperatingSystem.IsWindows())
        {
            return; // Has no such rights.
        }

        DataFolder.Open(Path, Time).Dispose();
        var rights = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | others;
        File.SetUnixFileMode(Path, rights);

        using var folder = DataFolder.Open(Path, Time);

        Assert.Equal((isOpen, rights), (folder.IsOpenToOthers, File.GetUnixFileMode(Path)));
    }

    [Fact]
    public void A_folder_is_free_once_its_holder_lets_go()
    {
        DataFolder.Open(Path, Time).Dispose();

        DataFolder.Open(Path, Time).Dispose();
    }

    [Fact]
    public void What_a_dead_holder_wrote_about_itself_holds_nobody_up()
    {
        Directory.CreateDirectory(Path);
        new DataFolderHolder(1, Time.GetUtcNow(), "http://localhost:1", "control.sock").Write(Path);
        File.WriteAllText(System.IO.Path.Combine(Path, "node.lock"), "");

        using var folder = DataFolder.Open(Path, Time);

        Assert.Equal(new DataFolderHolder(Environment.ProcessId, Time.GetUtcNow(), null, null), DataFolderHolder.Read(Path));
    }

    [Fact]
    public async Task A_killed_process_holds_nothing()
    {
        var stop = TestContext.Current.CancellationToken;
        using var holder = ChildProcess.Start(DyingHolder.Command, Path);
        await holder.StandardOutput.ReadLineAsync(stop);
        var refusal = Assert.Throws<DataFolderInUseException>(() => DataFolder.Open(Path, Time));

        holder.Kill();
        await holder.WaitForExitAsync(stop);

        Assert.Equal(holder.Id, refusal.Holder!.ProcessId);
        DataFolder.Open(Path, Time).Dispose();
    }

    [Fact]
    public void A_holder_that_wrote_nothing_readable_still_holds()
    {
        using var held = DataFolder.Open(Path, Time);
        File.WriteAllText(System.IO.Path.Combine(Path, "node.json"), "{");

        var refusal = Assert.Throws<DataFolderInUseException>(() => DataFolder.Open(Path, Time));

        Assert.Null(refusal.Holder);
    }

    [Fact]
    public void Others_cannot_look_into_the_folder()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has other rights.");
            return;
        }

        using var folder = DataFolder.Open(Path, Time);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path));
    }

    [Fact]
    public void What_was_left_half_done_is_cleared()
    {
        string temporary;
        using (var folder = DataFolder.Open(Path, Time))
        {
            temporary = folder.CreateTemporary();
            Assert.True(Directory.Exists(temporary));
        }

        DataFolder.Open(Path, Time).Dispose();

        Assert.False(Directory.Exists(temporary));
    }

    /// <summary>Every state that a crash can leave behind, from before the first rename to after the last deletion.</summary>
    [Theory]
    [InlineData("store:old", "old")]
    [InlineData("store:old pending:new", "new")]
    [InlineData("pending:new replaced:old", "new")]
    [InlineData("store:new replaced:old", "new")]
    [InlineData("pending:new", "new")]
    [InlineData("store:old replaced:older pending:new", "new")]
    public void A_restore_that_was_cut_off_is_brought_to_its_end(string found, string expected)
    {
        foreach (var (name, content) in found.Split(' ').Select(part => part.Split(':')).Select(parts => (parts[0], parts[1])))
        {
            var folder = System.IO.Path.Combine(Path, name == "pending" ? "restore-pending" : name);
            Directory.CreateDirectory(folder);
            File.WriteAllText(System.IO.Path.Combine(folder, "school.db"), content);
        }

        Assert.True(DataFolder.HasStore(Path));
        using var opened = DataFolder.Open(Path, Time);

        Assert.Equal(expected, File.ReadAllText(opened.SchoolDatabase));
        Assert.Equal(["store"], Directory.EnumerateDirectories(Path).Select(System.IO.Path.GetFileName));
    }

    [Fact]
    public void Of_two_decisions_the_last_one_holds()
    {
        using var folder = DataFolder.Open(Path, Time);
        folder.DecideRestore(Staged(folder, "first"));
        folder.DecideRestore(Staged(folder, "second"));

        folder.ApplyRestore();
        folder.ApplyRestore();

        Assert.Equal("second", File.ReadAllText(folder.SchoolDatabase));
    }

    private static string Staged(DataFolder folder, string content)
    {
        var staged = folder.CreateTemporary();
        File.WriteAllText(System.IO.Path.Combine(staged, "school.db"), content);
        return staged;
    }
}
