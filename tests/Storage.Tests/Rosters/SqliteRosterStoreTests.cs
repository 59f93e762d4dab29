using Classroom.Contracts.Ids;
using Classroom.Contracts.Rosters;
using Classroom.Ports.Identity;
using Classroom.Ports.Rosters;
using Classroom.Storage.Sqlite.Identity;
using Classroom.Storage.Sqlite;
using Classroom.Storage.Sqlite.Rosters;

namespace Classroom.Storage.Tests.Rosters;

public sealed class SqliteRosterStoreTests : RosterStoreSpec, IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SqliteDatabase _database;

    public SqliteRosterStoreTests()
    {
        _database = SqliteDatabase.Open(_folder.File("school.db"), SqliteMigrations.Embedded("School"));
        Store = new SqliteRosterStore(_database);
        Reader = new SqliteRosterReader(_database);
    }

    protected override IRosterStore Store { get; }

    protected override IRosterReader Reader { get; }

    protected override IAuditTrail Trail => new SqliteAuditTrail(_database);

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>Seen to fail when the trail was written after the roster was in force.</summary>
    [Fact]
    public async Task A_roster_that_cannot_be_written_into_the_trail_does_not_come_into_force()
    {
        var stop = TestContext.Current.CancellationToken;
        var school = SchoolId.Parse("hugo");
        await _database.WriteAsync(session => session.Execute("CREATE TRIGGER no_audit BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no'); END"), stop);
        await using (var staging = (await Store.BeginAsync(null, stop))!)
        {
            await staging.StageAsync([RosterChange.Add(new SchoolRow(school, "org-1", "Hugo", null))], stop);
            await Assert.ThrowsAnyAsync<Exception>(() => staging.ApplyAsync([school], Act, stop));
        }

        Assert.Null(await Reader.ReadSchoolAsync(school, stop));
    }

    /// <summary>
    /// Goal: a crash in the middle of an import, or between its coming into force and its tidying up, leaves one whole roster.
    /// Method: imports are begun and abandoned without being disposed of, as a killed process would; another store opens the file.
    /// </summary>
    [Theory]
    [InlineData(false, "Before")]
    [InlineData(true, "After")]
    public async Task What_a_crash_cut_off_is_tidied_up_by_the_next_import(bool applied, string expected)
    {
        var stop = TestContext.Current.CancellationToken;
        var school = SchoolId.Parse("hugo");
        await ImportAsync([new SchoolRow(school, "org-1", "Before", null), .. Somebody(PersonId.Parse("ada"), "Ada", "Lovelace", SchoolRole.Teacher)]);
        var abandoned = (await Store.BeginAsync(null, stop))!;
        await abandoned.StageAsync([RosterChange.Replace(new SchoolRow(school, "org-1", "After", null), 1)], stop);
        if (applied)
        {
            await abandoned.ApplyAsync([school], Act, stop);
        }

        var restarted = new SqliteRosterStore(_database);
        await using (await restarted.BeginAsync(school, stop))
        {
            Assert.Equal(expected, (await Reader.ReadSchoolAsync(school, stop))!.Name);
        }

        var (rows, leftovers) = await _database.ReadAsync(session => (
            session.Query("SELECT name FROM roster_school", row => row.GetString(0)),
            session.QueryFirst("SELECT (SELECT count(*) FROM roster_import) + (SELECT count(*) FROM roster_replaced)", row => row.GetInt32(0))), stop);
        Assert.Equal([expected], rows);
        Assert.Equal(0, leftovers);
    }
}
