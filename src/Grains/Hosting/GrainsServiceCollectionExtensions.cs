using Classroom.Grains.Fanout;
using Classroom.Grains.Lessons;
using Classroom.Grains.Rosters;
using Classroom.Grains.Substitutes;
using Classroom.Grains.Timetables;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds what the grains of Classroom need.</summary>
public static class GrainsServiceCollectionExtensions
{
    /// <summary>Adds all that grains need, but storage: the host adds the lesson log, the timetable, the roster, the settings and the substitutions.</summary>
    public static IServiceCollection AddClassroomGrains(this IServiceCollection services)
    {
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.AddChecked<LessonOptions, LessonOptionsValidator>("Lessons");
        services.AddChecked<FanoutOptions, FanoutOptionsValidator>("Fanout");
        services.AddChecked<LogWriterOptions, LogWriterOptionsValidator>("LogWriter");
        services.AddChecked<TimetableOptions, TimetableOptionsValidator>("Timetables");
        services.AddOptions<GrainCollectionOptions>().Configure<IOptions<LessonOptions>>(
            (collection, lessons) => collection.ClassSpecificCollectionAge[typeof(LessonGrain).FullName!] = lessons.Value.IdleMax);
        services.TryAddSingleton<SchoolVersions>();
        services.TryAddSingleton<RunningSubstitutes>();
        services.TryAddSingleton<LessonMetrics>();
        services.TryAddSingleton<LogWriter>();
        services.TryAddSingleton<LessonReader>();
        services.TryAddSingleton<LessonRuntime>();
        services.TryAddSingleton<LessonSweeper>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredService<LessonSweeper>());
        return services;
    }

    private static void AddChecked<TOptions, TValidator>(this IServiceCollection services, string section)
        where TOptions : class
        where TValidator : class, IValidateOptions<TOptions>
    {
        services.AddOptions<TOptions>().BindConfiguration(section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TOptions>, TValidator>());
    }
}
