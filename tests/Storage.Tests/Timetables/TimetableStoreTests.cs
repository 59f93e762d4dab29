using Classroom.Contracts.Ids;
using Classroom.Contracts.Timetables;
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

    [Fact]
    public async Task Plans_from_before_there_were_lessons_not_held_stay_as_they_are()
    {
        var assembly = typeof(SqliteDatabase).Assembly;
        var before = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("School/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .TakeWhile(name => !name.EndsWith("_lesson_not_held.sql", StringComparison.Ordinal))
            .Select(name => (name["School/".Length..], Text(assembly.GetManifestResourceStream(name)!)));
        var plan = new LessonPlan(LessonId.Parse("demo~a"), ClassId.Parse("demo~3b"), "Équations", Eight, Eight.AddHours(1), LessonStatus.Cancelled, 1);
        await using (var old = SqliteDatabase.Open(_folder.File("old.db"), SqliteMigrations.Of(before)))
        {
            Assert.True(await new SqliteTimetableStore(old).SaveAsync(plan, Stop));
        }

        await using var database = SqliteDatabase.Open(_folder.File("old.db"), SqliteMigrations.Embedded("School"));

        Assert.Equal(plan, await new SqliteTimetableStore(database).ReadAsync(plan.Lesson, Stop));
        Assert.True(await new SqliteTimetableStore(database).SaveAsync(plan with { Status = LessonStatus.NotHeld, Version = 2 }, Stop));
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Dispose();
    }

    private static string Text(Stream resource)
    {
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd();
    }
}
