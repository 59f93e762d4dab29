using Classroom.Ports.Identity;
using Classroom.Storage.InMemory.Identity;
using Classroom.Storage.Sqlite;
using Classroom.Storage.Sqlite.Identity;

namespace Classroom.Storage.Tests.Identity;

public sealed class InMemoryAccountStoreTests : AccountStoreSpec
{
    private readonly InMemoryAuditTrail _trail = new();

    public InMemoryAccountStoreTests() => Store = new InMemoryAccountStore(_trail);

    private protected override IAccountStore Store { get; }

    private protected override IAuditTrail Trail => _trail;
}

public sealed class SqliteAccountStoreTests : AccountStoreSpec, IAsyncDisposable
{
    private readonly SchoolFile _file = new();

    private protected override IAccountStore Store => new SqliteAccountStore(_file.Database);

    private protected override IAuditTrail Trail => new SqliteAuditTrail(_file.Database);

    public ValueTask DisposeAsync() => _file.DisposeAsync();

    [Fact]
    public async Task Accounts_are_there_after_reopening_the_file()
    {
        await IssueAsync((Ada, "c1", "s1"));

        await _file.ReopenAsync();

        Assert.Equal("s1", (await Store.FindByCodeAsync(School, Hash("c1"), Stop))!.Stamp);
    }
}

/// <summary>A <c>school.db</c> of its own for one test.</summary>
internal sealed class SchoolFile : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SchoolFile() => Database = Open();

    public SqliteDatabase Database { get; private set; }

    public async Task ReopenAsync()
    {
        await Database.DisposeAsync();
        Database = Open();
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        _folder.Dispose();
    }

    private SqliteDatabase Open() => SqliteDatabase.Open(_folder.File("school.db"), SqliteMigrations.Embedded("School"));
}
