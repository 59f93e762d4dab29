using Classroom.OneRoster;
using Classroom.OneRoster.Imports;
using Classroom.Ports.Rosters;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds roster imports to a host that has an <see cref="IRosterStore"/>.</summary>
public static class OneRosterExtensions
{
    /// <summary>Adds <see cref="IRosterImporter"/>; its limits are the configuration section <c>OneRoster</c>.</summary>
    public static IServiceCollection AddOneRoster(this IServiceCollection services)
    {
        services.AddOptions<OneRosterOptions>().BindConfiguration("OneRoster").ValidateOnStart();
        services.TryAddSingleton<IValidateOptions<OneRosterOptions>, OneRosterOptionsValidator>();
        services.TryAddSingleton<IRosterImporter, RosterImporter>();
        return services;
    }
}
