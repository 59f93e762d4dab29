using Classroom.Contracts.Json;
using Classroom.Gateway.Access;
using Classroom.Gateway.Gateways;
using Classroom.Gateway.Hosting;
using Classroom.Gateway.Http;
using Classroom.Gateway.Lessons;
using Classroom.Gateway.Lessons.Decks;
using Classroom.Gateway.Lessons.Following;
using Classroom.Gateway.Lessons.History;
using Classroom.Gateway.Logs;
using Classroom.Gateway.Lessons.Hub;
using Classroom.Gateway.Lessons.Joining;
using Classroom.Gateway.Registers;
using Classroom.Gateway.Office;
using Classroom.Gateway.Rosters;
using Classroom.Gateway.Timetables;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Puts the gateway into a host: <c>AddClassroomGateway</c>, then <c>UseClassroomGateway</c>.</summary>
internal static class GatewayExtensions
{
    /// <summary>Adds everything but the Orleans client, the storage and the roster importer, which the host adds.</summary>
    public static IServiceCollection AddClassroomGateway(this IServiceCollection services)
    {
        services.AddClassroomIdentity();
        services.AddKestrelLimits();
        services.AddExceptionHandler<UnavailableHandler>();
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.RespectNullableAnnotations = true;
            options.SerializerOptions.RespectRequiredConstructorParameters = true;
        });

        services.AddProxies();
        services.AddChecked<GatewayOptions, GatewayOptionsValidator>("Gateway");
        services.AddChecked<LessonGatewayOptions, LessonGatewayOptionsValidator>("Gateway:Lessons");
        services.AddChecked<MetricsOptions, MetricsOptionsValidator>("Metrics");
        services.AddChecked<DeckOptions, DeckOptionsValidator>("Gateway:Decks");
        services.AddChecked<OfficeOptions, OfficeOptionsValidator>("Gateway:Office");
        services.AddChecked<UploadOptions, UploadOptionsValidator>("Gateway:Uploads");
        services.TryAddSingleton<ThisGateway>();
        services.TryAddSingleton<Entrances>();
        services.TryAddSingleton<GatewayDirectory>();
        services.AddHostedService(provider => provider.GetRequiredService<GatewayDirectory>());
        services.AddHostedService<Drain>();
        services.TryAddSingleton<ClassDoor>();
        services.TryAddSingleton<LessonDoor>();
        services.AddChecked<LogOptions, LogOptionsValidator>("Gateway:Logs");
        services.TryAddSingleton<LogReaders>();
        services.TryAddSingleton<LessonMoves>();
        services.TryAddSingleton<LessonEdits>();
        services.TryAddSingleton<JoinEndpoint>();
        services.TryAddSingleton<DeckUploads>();
        services.TryAddSingleton<AssetTokens>();
        services.TryAddSingleton<DeckFetching>();
        services.TryAddSingleton<DeckFiles>();
        services.TryAddSingleton<DeckSweep>();
        services.AddHostedService(provider => provider.GetRequiredService<DeckSweep>());
        services.TryAddSingleton<RosterImports>();
        services.AddChecked<RegisterOptions, RegisterOptionsValidator>("Gateway:Registers");
        services.TryAddSingleton<RegisterBooks>();
        services.TryAddSingleton<LessonRegisters>();
        services.TryAddSingleton<MissedEndpoint>();
        services.TryAddSingleton<AttentionEndpoint>();
        services.TryAddSingleton<SchoolPeople>();
        services.AddLessonHub();
        services.AddHealthChecks().AddCheck<Readiness>("gateway", tags: [Readiness.Tag]);
        services.AddOpenTelemetry().WithMetrics(metrics => metrics
            .AddMeter("Classroom.*", "Microsoft.Orleans", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Http.Connections")
            .AddRuntimeInstrumentation()
            .AddPrometheusExporter());
        services.AddApiDescription();
        return services;
    }

    /// <summary>The pipeline and all endpoints.</summary>
    public static WebApplication UseClassroomGateway(this WebApplication app)
    {
        app.UseProxies();
        app.UseMiddleware<UnreadBodies>();
        var lessons = app.Services.GetRequiredService<IOptions<LessonGatewayOptions>>().Value;
        app.UseProblems();
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<MetricsGate>();
        WebPage.Use(app);
        app.UseWebSockets();
        app.UseRouting();
        app.UseMiddleware<TicketGate>();
        app.UseClassroomIdentity();

        app.MapHealthChecks("/health/live", new() { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new() { Predicate = check => check.Tags.Contains(Readiness.Tag) });
        app.MapPrometheusScrapingEndpoint(MetricsGate.Path);
        app.MapHub<ClassroomHub>(TicketGate.Path, hub =>
        {
            hub.Transports = HttpTransportType.WebSockets;
            hub.ApplicationMaxBufferSize = ClassroomProtocol.MessageBytesMax * 2;
            hub.TransportMaxBufferSize = 16 * 1024; // Memory that a socket which does not read can take.
            hub.TransportSendTimeout = lessons.WriteWithin + TimeSpan.FromSeconds(5); // Ours comes first and says why.
        });
        app.MapIdentity();
        var api = app.MapGroup("/api/v1");
        SchoolEndpoints.Map(api);
        ClassCodesEndpoint.Map(api);
        PeopleEndpoints.Map(api);
        SettingsEndpoints.Map(api);
        SubstituteEndpoints.Map(api);
        ImportEndpoint.Map(api);
        PlanEndpoints.Map(api);
        DayEndpoint.Map(api);
        AttentionEndpoint.Map(api);
        DevicesEndpoint.Map(api);
        JoinEndpoint.Map(api);
        HistoryEndpoints.Map(api);
        RegisterEndpoints.Map(api);
        MissedEndpoint.Map(api);
        DeckEndpoints.Map(api);
        app.MapApiDescription();
        WebPage.MapFallback(app);
        return app;
    }

    private static void AddLessonHub(this IServiceCollection services)
    {
        services.TryAddSingleton<LessonMetrics>();
        services.TryAddSingleton<LessonSinks>();
        services.TryAddSingleton<LessonDependencies>();
        services.TryAddSingleton<LessonFollowers>();
        services.AddSignalR(ConfigureHub).AddJsonProtocol(json => json.PayloadSerializerOptions = ProtocolJson.Options);
        services.AddSingleton<IHubProtocol, ClassroomProtocol>(); // The last of a name counts.
        services.AddSingleton<HubLifetimeManager<ClassroomHub>, ClassroomLifetime>();
    }

    private static void ConfigureHub(HubOptions hub)
    {
        hub.HandshakeTimeout = TimeSpan.FromSeconds(5);
        hub.KeepAliveInterval = TimeSpan.FromSeconds(20);
        hub.ClientTimeoutInterval = TimeSpan.FromSeconds(60); // Ours, by heartbeat, comes first and says why.
        hub.MaximumReceiveMessageSize = ClassroomProtocol.MessageBytesMax;
        hub.MaximumParallelInvocationsPerClient = 1; // One client's messages stay in order.
        hub.EnableDetailedErrors = false;
    }

    private static void AddChecked<TOptions, TValidator>(this IServiceCollection services, string section)
        where TOptions : class
        where TValidator : class, IValidateOptions<TOptions>
    {
        services.AddOptions<TOptions>().BindConfiguration(section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TOptions>, TValidator>());
    }
}
