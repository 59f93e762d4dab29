using Classroom.Ports.Rosters;
using Classroom.Storage.Sqlite;
using Classroom.Storage.Sqlite.Rosters;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds rosters to a host that keeps them in <c>school.db</c>.</summary>
internal static class SqliteRosterExtensions
{
    /// <summary>Adds <see cref="IRosterReader"/> and <see cref="IRosterStore"/>.</summary>
    /// <param name="school">Finds the host's <c>school.db</c>; the host opens and closes it.</param>
    public static IServiceCollection AddSqliteRosters(this IServiceCollection services, Func<IServiceProvider, SqliteDatabase> school)
    {
        services.TryAddSingleton<IRosterReader>(provider => new SqliteRosterReader(school(provider)));
        services.TryAddSingleton<IRosterStore>(provider => new SqliteRosterStore(school(provider)));
        return services;
    }
}
