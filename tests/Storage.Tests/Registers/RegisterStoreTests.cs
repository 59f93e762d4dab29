using Classroom.Ports.Identity;
using Classroom.Ports.Registers;
using Classroom.Storage.InMemory.Identity;
using Classroom.Storage.InMemory.Registers;
using Classroom.Storage.Sqlite;
using Classroom.Storage.Sqlite.Identity;
using Classroom.Storage.Sqlite.Registers;

namespace Classroom.Storage.Tests.Registers;

public sealed class InMemoryRegisterStoreTests : RegisterStoreSpec
{
    private readonly InMemoryAuditTrail _trail = new();

    public InMemoryRegisterStoreTests() => Store = new InMemoryRegisterStore(_trail);

    private protected override IRegisterStore Store { get; }

    private protected override IAuditTrail Trail => _trail;
}

public sealed class SqliteRegisterStoreTests : RegisterStoreSpec, IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SqliteDatabase _database;

    public SqliteRegisterStoreTests() => _database = SqliteDatabase.Open(_folder.File("school.db"), SqliteMigrations.Embedded("School"));

    private protected override IRegisterStore Store => new SqliteRegisterStore(_database);

    private protected override IAuditTrail Trail => new SqliteAuditTrail(_database);

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Dispose();
    }
}
