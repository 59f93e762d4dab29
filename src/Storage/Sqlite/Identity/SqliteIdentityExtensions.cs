using Classroom.Ports.Identity;
using Classroom.Storage.Sqlite;
using Classroom.Storage.Sqlite.Identity;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds accounts, the audit trail and shared keys to a host that keeps them in <c>school.db</c>.</summary>
internal static class SqliteIdentityExtensions
{
    /// <param name="services">The host's services.</param>
    /// <param name="school">Finds the host's <c>school.db</c>; the host opens and closes it.</param>
    public static IServiceCollection AddSqliteIdentity(this IServiceCollection services, Func<IServiceProvider, SqliteDatabase> school)
    {
        services.TryAddSingleton<IAccountStore>(provider => new SqliteAccountStore(school(provider)));
        services.TryAddSingleton<IAuditTrail>(provider => new SqliteAuditTrail(school(provider)));
        services.TryAddSingleton<IKeyStore>(provider => new SqliteKeyStore(school(provider)));
        return services;
    }
}
