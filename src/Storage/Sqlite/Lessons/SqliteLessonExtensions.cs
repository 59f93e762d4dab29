using Classroom.Ports.Lessons;
using Classroom.Ports.Registers;
using Classroom.Ports.Timetables;
using Classroom.Storage.Sqlite;
using Classroom.Storage.Sqlite.Lessons;
using Classroom.Storage.Sqlite.Registers;
using Classroom.Storage.Sqlite.Timetables;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds lessons to a host that keeps them in SQLite: their plans and corrected registers in <c>school.db</c>, their logs in <c>lessons.db</c>.</summary>
internal static class SqliteLessonExtensions
{
    /// <param name="services">The host's services.</param>
    /// <param name="school">Finds the host's <c>school.db</c>; the host opens and closes it.</param>
    /// <param name="lessons">Finds its <c>lessons.db</c>, opened with <see cref="SqliteLessonLog.Migrations"/>.</param>
    public static IServiceCollection AddSqliteLessons(this IServiceCollection services, Func<IServiceProvider, SqliteDatabase> school, Func<IServiceProvider, SqliteDatabase> lessons)
    {
        services.AddOptions<SqliteLessonLogOptions>().BindConfiguration("Sqlite:LessonLog").ValidateOnStart();
        services.TryAddSingleton<IValidateOptions<SqliteLessonLogOptions>, SqliteLessonLogOptionsValidator>();
        services.TryAddSingleton<ITimetableStore>(provider => new SqliteTimetableStore(school(provider)));
        services.TryAddSingleton<IRegisterStore>(provider => new SqliteRegisterStore(school(provider)));
        services.TryAddSingleton<ILessonLog>(provider => new SqliteLessonLog(lessons(provider), provider.GetRequiredService<IOptions<SqliteLessonLogOptions>>().Value));
        return services;
    }
}
