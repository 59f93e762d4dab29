using Classroom.SingleNode.Demo;
using Classroom.Storage.Backup;
using Microsoft.Extensions.Logging.Console;

namespace Classroom.SingleNode.Hosting;

/// <summary>Silo, gateway, storage and page in one process.</summary>
internal static class Node
{
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(20);

    /// <summary>Puts the parts together.</summary>
    /// <param name="settings">Where it listens, where its data is.</param>
    /// <param name="folder">The data, held by this process.</param>
    /// <param name="args">Settings of the configuration, <c>--Section:Name=value</c>.</param>
    public static WebApplication Build(NodeSettings settings, DataFolder folder, string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls(settings.Urls);
        builder.Configuration.AddInMemoryCollection(Defaults(builder.Configuration).ToList());
        builder.Logging.ClearProviders()
            .AddConsoleFormatter<PlainConsoleFormatter, ConsoleFormatterOptions>()
            .AddConsole(console => console.FormatterName = PlainConsoleFormatter.FormatterName);
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
            ("Gateway:Office:ParticipantsMax", configuration["Lessons:ParticipantsMax"]),
            ("Logging:LogLevel:Default", "Warning"),
            ("Logging:LogLevel:Classroom", "Information"),
            ("Logging:LogLevel:Classroom.Gateway.Identity.Sessions.SessionHandler", "Warning"), // Else every stranger writes a line.
            ("Logging:LogLevel:Orleans.Runtime.Watchdog", "Error"),
            ("Logging:LogLevel:Microsoft.AspNetCore.DataProtection", "Error"), // Keys lie in the data folder, which is as secret as they are.
            ("Logging:LogLevel:Microsoft.Extensions.Hosting.Internal.Host", "Critical"), // Why a start failed is said once, by the command.
        ];
        return from setting in defaults
               where setting.Value is not null && configuration[setting.Key] is null
               select KeyValuePair.Create(setting.Key, setting.Value);
    }
}
