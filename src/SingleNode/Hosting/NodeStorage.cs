using Classroom.Ports.Files;
using Classroom.Ports.Gateways;
using Classroom.Storage.Backup;
using Classroom.Storage.Files;
using Classroom.Storage.InMemory.Gateways;
using Classroom.Storage.Sqlite;
using Classroom.Storage.Sqlite.Lessons;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Classroom.SingleNode.Hosting;

/// <summary>The open databases of a node: people and plans, and lesson logs.</summary>
internal sealed class NodeStorage : IAsyncDisposable
{
    private NodeStorage(SqliteDatabase school, SqliteDatabase lessons) => (School, Lessons) = (school, lessons);

    public SqliteDatabase School { get; }

    public SqliteDatabase Lessons { get; }

    /// <summary>Opens them, makes them if they are missing, and brings them up to date.</summary>
    public static NodeStorage Open(DataFolder folder, SqliteOptions options) => new(
        SqliteDatabase.Open(folder.SchoolDatabase, SqliteMigrations.Embedded("School"), options),
        SqliteDatabase.Open(folder.LessonsDatabase, SqliteLessonLog.Migrations, options));

    public async ValueTask DisposeAsync()
    {
        await Lessons.DisposeAsync();
        await School.DisposeAsync();
    }

    /// <summary>Keeps everything in the folder.</summary>
    public static void Add(IServiceCollection services, DataFolder folder)
    {
        services.AddOptions<SqliteOptions>().BindConfiguration("Sqlite").ValidateOnStart();
        services.TryAddSingleton<IValidateOptions<SqliteOptions>, SqliteOptionsValidator>();
        services.AddSingleton(provider => Open(folder, provider.GetRequiredService<IOptions<SqliteOptions>>().Value));
        services.AddSqliteIdentity(provider => provider.GetRequiredService<NodeStorage>().School);
        services.AddSqliteRosters(provider => provider.GetRequiredService<NodeStorage>().School);
        services.AddSqliteLessons(provider => provider.GetRequiredService<NodeStorage>().School, provider => provider.GetRequiredService<NodeStorage>().Lessons);
        services.TryAddSingleton<IBlobStore>(_ => new FileBlobStore(folder.Blobs));
        services.TryAddSingleton<IGatewayRegistry, InMemoryGatewayRegistry>(); // There is no other gateway.
    }
}
