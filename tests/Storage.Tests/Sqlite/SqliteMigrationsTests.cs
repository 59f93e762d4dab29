using Classroom.Storage.Sqlite;

namespace Classroom.Storage.Tests.Sqlite;

public sealed class SqliteMigrationsTests : IDisposable
{
    private static readonly (string, string) First = ("0001_first.sql", "CREATE TABLE first (id INTEGER)");
    private static readonly (string, string) Second = ("0002_second.sql", "CREATE TABLE second (id INTEGER); INSERT INTO second VALUES (1)");
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Only_steps_not_taken_yet_are_taken()
    {
        await OpenAndCloseAsync(First);
        await OpenAndCloseAsync(First, Second);

        await using var database = SqliteDatabase.Open(_folder.File("steps.db"), SqliteMigrations.Of([First, Second]));

        Assert.Equal(1, await database.ReadAsync(session => session.QueryFirst("SELECT count(*) FROM second", row => row.GetInt32(0)), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_database_of_a_newer_build_is_refused()
    {
        await OpenAndCloseAsync(First, Second);

        var exception = await Assert.ThrowsAsync<SqliteSchemaException>(() => OpenAndCloseAsync(First));

        Assert.Contains("0002_second.sql", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_edited_after_it_was_taken_is_refused()
    {
        await OpenAndCloseAsync(First);

        await Assert.ThrowsAsync<SqliteSchemaException>(() => OpenAndCloseAsync(("0001_first.sql", "CREATE TABLE first (id TEXT)")));
    }

    [Fact]
    public async Task A_step_that_fails_leaves_nothing_behind()
    {
        await Assert.ThrowsAnyAsync<Exception>(() => OpenAndCloseAsync(First, ("0002_bad.sql", "CREATE TABLE bad (id INTEGER); SELECT nonsense")));

        await OpenAndCloseAsync(First, ("0002_bad.sql", "CREATE TABLE bad (id INTEGER)"));
    }

    [Fact]
    public void Numbers_have_no_gaps_and_no_doubles()
    {
        Assert.Throws<InvalidOperationException>(() => SqliteMigrations.Of([First, ("0003_third.sql", "")]));
        Assert.Throws<InvalidOperationException>(() => SqliteMigrations.Of([First, ("0001_other.sql", "")]));
    }

    private async Task OpenAndCloseAsync(params (string, string)[] steps)
    {
        await using var database = SqliteDatabase.Open(_folder.File("steps.db"), SqliteMigrations.Of(steps));
    }
}
