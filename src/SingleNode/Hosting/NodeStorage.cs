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

    /// <summary>Opens them, makes them if both are missing, and brings them up to date.</summary>
    /// <exception cref="SqliteSchemaException">One is missing, empty, damaged, or of another build. Nothing was changed.</exception>
    public static NodeStorage Open(DataFolder folder, SqliteOptions options)
    {
        var people = SqliteMigrations.Embedded("School");
        RequireBoth(folder, people);

        // The log first: a first start that is cut off leaves a log without lessons, never people without a log.
        var lessons = SqliteDatabase.Open(folder.LessonsDatabase, SqliteLessonLog.Migrations, options);
        return new(SqliteDatabase.Open(folder.SchoolDatabase, people, options), lessons);
    }

    /// <summary>A lost half must not be made anew in silence: what was acknowledged would be gone without a word.</summary>
    private static void RequireBoth(DataFolder folder, SqliteMigrations people)
    {
        var (hasSchool, hasLog) = (SqliteProbe.HasSchema(folder.SchoolDatabase, people), SqliteProbe.HasSchema(folder.LessonsDatabase, SqliteLessonLog.Migrations));
        var lost = hasSchool && !hasLog ? folder.LessonsDatabase
            : !hasSchool && SqliteProbe.HasRows(folder.LessonsDatabase, "lesson") ? folder.SchoolDatabase
            : null;
        if (lost is not null)
        {
            throw new SqliteSchemaException(
                $"{lost} is missing or empty, but there are data that belong to it. Nothing was changed. Put back a backup; or, to begin anew without them, move the data folder away.");
        }
    }

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
        services.AddSqliteOffice(provider => provider.GetRequiredService<NodeStorage>().School);
        services.AddSqliteRosters(provider => provider.GetRequiredService<NodeStorage>().School);
        services.AddSqliteLessons(provider => provider.GetRequiredService<NodeStorage>().School, provider => provider.GetRequiredService<NodeStorage>().Lessons);
        services.AddSqliteUploads(provider => provider.GetRequiredService<NodeStorage>().School);
        services.TryAddSingleton<IBlobStore>(_ => new FileBlobStore(folder.Blobs));
        services.TryAddSingleton<IGatewayRegistry, InMemoryGatewayRegistry>(); // There is no other gateway.
    }
}
