using Classroom.SingleNode.Demo;
using Classroom.Storage.Backup;
using Classroom.Storage.Sqlite;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace Classroom.SingleNode.Hosting;

/// <summary>Silo, gateway, storage and page in one process.</summary>
internal static class Node
{
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(20);

    /// <summary>Starts a node, says where it is, and runs it until it is told to stop.</summary>
    /// <returns>The exit code: 0 once it was told to stop, 1 if it could not start.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var settings = NodeSettings.FromEnvironment();
        try
        {
            using var folder = DataFolder.Open(settings.Data, TimeProvider.System);
            await using var app = Build(settings, folder, args);
            await app.StartAsync();
            folder.Announce(app.Urls.First(), control: null);
            await app.Services.GetRequiredService<Welcome>().PrintAsync(app.Urls, Console.Out, CancellationToken.None);
            await app.WaitForShutdownAsync();
        }
        catch (Exception exception) when (exception is DataFolderInUseException or SqliteSchemaException or OptionsValidationException or IOException { InnerException: AddressInUseException })
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }

        await Console.Out.WriteLineAsync("Stopped.");
        return 0;
    }

    /// <summary>Puts the parts together.</summary>
    /// <param name="settings">Where it listens, where its data is.</param>
    /// <param name="folder">The data, held by this process.</param>
    /// <param name="args">Settings of the configuration, <c>--Section:Name=value</c>.</param>
    public static WebApplication Build(NodeSettings settings, DataFolder folder, string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls(settings.Urls);
        builder.Configuration.AddInMemoryCollection(Defaults(builder.Configuration).ToList());
        builder.Logging.ClearProviders().AddSimpleConsole(console => console.SingleLine = true)
            .SetMinimumLevel(LogLevel.Warning)
            .AddFilter("Classroom", LogLevel.Information)
            .AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error)
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error); // Keys lie in the data folder, which is as secret as they are.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(folder);
        NodeStorage.Add(builder.Services, folder);
        builder.Services.AddOneRoster();
        builder.Services.AddClassroomGateway();
        builder.Services.AddSingleton<DemoSchool>();
        builder.Services.AddSingleton<Welcome>();
        builder.Host.UseOrleans(silo => silo.UseLoopbackCluster(settings.Data).AddClassroomSilo());

        var app = builder.Build();
        app.UseClassroomGateway();
        return app;
    }

    /// <summary>What follows from other settings, unless it is set itself.</summary>
    private static IEnumerable<KeyValuePair<string, string?>> Defaults(ConfigurationManager configuration)
    {
        var beside = Path.Combine(AppContext.BaseDirectory, "wwwroot");
        (string Key, string? Value)[] defaults =
        [
            ("Gateway:WebFolder", Directory.Exists(beside) ? beside : Path.Combine("src", "Web", "dist")),
            ("Gateway:Lessons:ParticipantsMax", configuration["Lessons:ParticipantsMax"]),
            ("Gateway:Decks:PagesMax", configuration["Lessons:PagesMax"]),
        ];
        return from setting in defaults
               where setting.Value is not null && configuration[setting.Key] is null
               select KeyValuePair.Create(setting.Key, setting.Value);
    }
}
