using Classroom.Ports.Files;
using Classroom.Storage.Files;
using Classroom.Storage.Sqlite;
using Classroom.Storage.Sqlite.Lessons;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Classroom.SingleNode.Hosting;

/// <summary>Everything a node keeps, in one folder: people and plans, lesson logs, files.</summary>
internal sealed class NodeStorage : IAsyncDisposable
{
    private NodeStorage(SqliteDatabase school, SqliteDatabase lessons) => (School, Lessons) = (school, lessons);

    public SqliteDatabase School { get; }

    public SqliteDatabase Lessons { get; }

    /// <summary>Opens the folder, makes it if it is missing, and brings it up to date.</summary>
    public static NodeStorage Open(string data)
    {
        Directory.CreateDirectory(data);
        return new(
            SqliteDatabase.Open(Path.Combine(data, "school.db"), SqliteMigrations.Embedded("School")),
            SqliteDatabase.Open(Path.Combine(data, "lessons.db"), SqliteLessonLog.Migrations));
    }

    public async ValueTask DisposeAsync()
    {
        await Lessons.DisposeAsync();
        await School.DisposeAsync();
    }

    public static void Add(IServiceCollection services, string data)
    {
        services.AddSingleton(_ => Open(data));
        services.AddSqliteIdentity(provider => provider.GetRequiredService<NodeStorage>().School);
        services.AddSqliteRosters(provider => provider.GetRequiredService<NodeStorage>().School);
        services.AddSqliteLessons(provider => provider.GetRequiredService<NodeStorage>().School, provider => provider.GetRequiredService<NodeStorage>().Lessons);
        services.TryAddSingleton<IBlobStore>(_ => new FileBlobStore(Path.Combine(data, "files")));
    }
}
