using Classroom.Ports.Timetables;
using Classroom.Storage.InMemory.Timetables;
using Classroom.Storage.Sqlite;
using Classroom.Storage.Sqlite.Timetables;

namespace Classroom.Storage.Tests.Timetables;

public sealed class InMemoryTimetableStoreTests : TimetableStoreSpec
{
    protected override ITimetableStore Store { get; } = new InMemoryTimetableStore();
}

public sealed class SqliteTimetableStoreTests : TimetableStoreSpec, IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SqliteDatabase _database;

    public SqliteTimetableStoreTests()
    {
        _database = SqliteDatabase.Open(_folder.File("school.db"), SqliteMigrations.Embedded("School"));
        Store = new SqliteTimetableStore(_database);
    }

    protected override ITimetableStore Store { get; }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Dispose();
    }
}
