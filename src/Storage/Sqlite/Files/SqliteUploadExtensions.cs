using Classroom.Ports.Files;
using Classroom.Storage.Sqlite;
using Classroom.Storage.Sqlite.Files;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the account of uploads to a host that keeps it in <c>school.db</c>.</summary>
internal static class SqliteUploadExtensions
{
    /// <param name="services">The host's services.</param>
    /// <param name="school">Finds the host's <c>school.db</c>; the host opens and closes it.</param>
    public static IServiceCollection AddSqliteUploads(this IServiceCollection services, Func<IServiceProvider, SqliteDatabase> school)
    {
        services.TryAddSingleton<IUploadStore>(provider => new SqliteUploadStore(school(provider)));
        return services;
    }
}
