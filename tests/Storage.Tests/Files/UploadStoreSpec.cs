using Classroom.Contracts.Ids;
using Classroom.Ports.Files;
using Classroom.Storage.InMemory.Files;
using Classroom.Storage.Sqlite.Files;
using Classroom.Storage.Tests.Identity;

namespace Classroom.Storage.Tests.Files;

/// <summary>What every account of uploads promises.</summary>
public abstract class UploadStoreSpec
{
    private static readonly DateTimeOffset Now = new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly UploadLimits Limits = new(PersonCountMax: 3, PersonBytesMax: 100, SchoolCountMax: 4, SchoolBytesMax: 150);

    private protected abstract IUploadStore Store { get; }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_person_has_so_many_unused_uploads_and_no_more()
    {
        Assert.True(await BeginAsync("u1", "ada", 1));
        Assert.True(await BeginAsync("u2", "ada", 1));
        Assert.True(await BeginAsync("u3", "ada", 1));
        Assert.False(await BeginAsync("u4", "ada", 1));
        Assert.True(await BeginAsync("u5", "bob", 1));

        Assert.Null(await Store.DropAsync("u1", Stop)); // It never became a file.

        Assert.True(await Store.BeginAsync(Of("u6", "ada", 1, "other~l"), Limits, Stop)); // Another school has its own count.
        Assert.True(await BeginAsync("u4", "ada", 1));
    }

    [Fact]
    public async Task One_person_has_so_many_unused_bytes_and_no_more()
    {
        Assert.True(await BeginAsync("u1", "ada", 60));
        Assert.False(await BeginAsync("u2", "ada", 41));
        Assert.True(await BeginAsync("u2", "ada", 40));

        Assert.True(await Store.NameAsync("u1", "a", 10, Stop)); // It was shorter than said.

        Assert.False(await BeginAsync("u3", "ada", 51));
        Assert.True(await BeginAsync("u3", "ada", 50));
    }

    [Fact]
    public async Task One_school_has_so_many_unused_uploads_and_bytes_and_no_more()
    {
        Assert.True(await BeginAsync("u1", "ada", 100));
        Assert.False(await BeginAsync("u2", "bob", 51));
        Assert.True(await BeginAsync("u2", "bob", 1));
        Assert.True(await BeginAsync("u3", "cem", 1));
        Assert.True(await BeginAsync("u4", "dee", 1));
        Assert.False(await BeginAsync("u5", "eve", 1));
    }

    [Fact]
    public async Task Many_who_begin_at_once_do_not_pass_the_limit() =>
        Assert.Equal(3, (await Task.WhenAll(Enumerable.Range(0, 20).Select(n => BeginAsync($"u{n}", "ada", 1)))).Count(begun => begun));

    [Fact]
    public async Task What_a_lesson_uses_counts_no_more_and_stays()
    {
        await BeginAsync("u1", "ada", 100);
        await Store.NameAsync("u1", "a", 100, Stop);

        await Store.UseAsync("u1", Stop);
        await Store.UseAsync("u1", Stop);

        Assert.True(await BeginAsync("u2", "ada", 100));
        Assert.Null(await Store.DropAsync("u1", Stop));
        Assert.Equal(["u2"], await UnusedAsync());
        await Store.NameAsync("u2", "a", 100, Stop);
        Assert.Null(await Store.DropAsync("u2", Stop)); // The lesson that uses it still does.
    }

    [Fact]
    public async Task What_a_lesson_released_counts_and_is_dropped_like_any_other_or_used_again()
    {
        var (lesson, other) = (LessonId.Parse("alpha~l"), LessonId.Parse("alpha~other"));
        await Store.BeginAsync(Of("u1", "ada", 100, "alpha~l"), Limits, Stop);
        await Store.NameAsync("u1", "a", 100, Stop);
        Assert.Null(await Store.ReleaseAsync(lesson, "a", Stop)); // It is not used yet.
        await Store.UseAsync("u1", Stop);

        Assert.Null(await Store.ReleaseAsync(other, "a", Stop));
        Assert.Null(await Store.ReleaseAsync(lesson, "b", Stop));
        Assert.Equal("u1", await Store.ReleaseAsync(lesson, "a", Stop));
        Assert.Null(await Store.ReleaseAsync(lesson, "a", Stop));

        Assert.Equal(["u1"], await UnusedAsync());
        await Store.UseAsync("u1", Stop);
        Assert.Empty(await UnusedAsync());
        Assert.Equal("u1", await Store.ReleaseAsync(lesson, "a", Stop));
        Assert.Equal("a", await Store.DropAsync("u1", Stop));
        await Store.ForgetAsync("u1", Stop);
        Assert.Empty(await UnusedAsync());
    }

    [Fact]
    public async Task The_same_file_for_the_same_lesson_again_is_used_once()
    {
        foreach (var upload in new[] { "u1", "u2" })
        {
            await BeginAsync(upload, "ada", 1);
            await Store.NameAsync(upload, "a", 1, Stop);
            await Store.UseAsync(upload, Stop);
        }

        await BeginAsync("u3", "ada", 1);
        await Store.NameAsync("u3", "a", 1, Stop);
        Assert.Null(await Store.DropAsync("u3", Stop));
    }

    [Fact]
    public async Task A_file_is_removed_by_the_last_who_names_it_and_nobody_names_it_meanwhile()
    {
        await BeginAsync("u1", "ada", 1);
        await BeginAsync("u2", "bob", 1);
        await BeginAsync("u3", "cem", 1);
        Assert.True(await Store.NameAsync("u1", "a", 1, Stop));
        Assert.True(await Store.NameAsync("u2", "a", 1, Stop));

        Assert.Null(await Store.DropAsync("u1", Stop));
        Assert.Equal("a", await Store.DropAsync("u2", Stop));
        Assert.False(await Store.NameAsync("u3", "a", 1, Stop));
        Assert.Equal("a", await Store.DropAsync("u2", Stop)); // A removal that broke off is done again.
        await Store.UseAsync("u2", Stop); // Too late.
        Assert.Equal(["u2", "u3"], await UnusedAsync());

        await Store.ForgetAsync("u2", Stop);
        await Store.ForgetAsync("u3", Stop); // It was not dropped.

        Assert.True(await Store.NameAsync("u3", "a", 1, Stop));
        Assert.Equal(["u3"], await UnusedAsync());
    }

    [Fact]
    public async Task The_same_bytes_in_another_school_are_another_file()
    {
        await BeginAsync("u1", "ada", 1);
        await Store.BeginAsync(Of("u2", "ada", 1, "other~l"), Limits, Stop);
        await Store.NameAsync("u1", "a", 1, Stop);
        await Store.NameAsync("u2", "a", 1, Stop);

        Assert.Equal("a", await Store.DropAsync("u1", Stop));
        Assert.Equal("a", await Store.DropAsync("u2", Stop));
    }

    [Fact]
    public async Task What_is_unused_is_read_oldest_first()
    {
        await Store.BeginAsync(Of("u1", "ada", 1) with { At = Now.AddMinutes(2) }, Limits, Stop);
        await Store.BeginAsync(Of("u2", "ada", 1) with { At = Now.AddMinutes(1) }, Limits, Stop);
        await Store.BeginAsync(Of("u3", "ada", 1) with { At = Now.AddMinutes(3) }, Limits, Stop);
        await Store.NameAsync("u2", "a", 1, Stop);

        var unused = await Store.ReadUnusedAsync(Now.AddMinutes(3), 10, Stop);

        Assert.Equal([new("u2", LessonId.Parse("demo~l"), "a"), new("u1", LessonId.Parse("demo~l"), null)], unused.AsEnumerable());
        Assert.Equal("u2", Assert.Single(await Store.ReadUnusedAsync(Now.AddMinutes(3), 1, Stop)).Id);
    }

    [Fact]
    public async Task What_nobody_began_is_nothing()
    {
        Assert.False(await Store.NameAsync("u1", "a", 1, Stop));
        Assert.Null(await Store.DropAsync("u1", Stop));
        await Store.UseAsync("u1", Stop);
        await Store.ForgetAsync("u1", Stop);
        Assert.Empty(await UnusedAsync());
    }

    private static Upload Of(string id, string person, long bytes, string lesson = "demo~l")
    {
        var parsed = LessonId.Parse(lesson);
        return new(id, PersonKey.Of(parsed.School, person), parsed, bytes, Now);
    }

    private Task<bool> BeginAsync(string id, string person, long bytes) => Store.BeginAsync(Of(id, person, bytes), Limits, Stop);

    private async Task<IEnumerable<string>> UnusedAsync() => (await Store.ReadUnusedAsync(Now.AddDays(1), 10, Stop)).Select(upload => upload.Id);
}

public sealed class InMemoryUploadStoreTests : UploadStoreSpec
{
    private protected override IUploadStore Store { get; } = new InMemoryUploadStore();
}

public sealed class SqliteUploadStoreTests : UploadStoreSpec, IAsyncDisposable
{
    private readonly SchoolFile _file = new();

    private protected override IUploadStore Store => new SqliteUploadStore(_file.Database);

    public ValueTask DisposeAsync() => _file.DisposeAsync();
}
