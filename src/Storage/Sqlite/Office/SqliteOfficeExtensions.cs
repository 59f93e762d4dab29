using Classroom.Ports.Settings;
using Classroom.Ports.Substitutes;
using Classroom.Storage.Sqlite;
using Classroom.Storage.Sqlite.Settings;
using Classroom.Storage.Sqlite.Substitutes;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds what offices decide to a host that keeps it in <c>school.db</c>.</summary>
internal static class SqliteOfficeExtensions
{
    /// <param name="services">The host's services.</param>
    /// <param name="school">Finds the host's <c>school.db</c>; the host opens and closes it.</param>
    public static IServiceCollection AddSqliteOffice(this IServiceCollection services, Func<IServiceProvider, SqliteDatabase> school)
    {
        services.TryAddSingleton<ISchoolSettingsStore>(provider => new SqliteSchoolSettingsStore(school(provider)));
        services.TryAddSingleton<ISubstituteStore>(provider => new SqliteSubstituteStore(school(provider)));
        return services;
    }
}
