using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Classroom.Contracts.Json;
using Classroom.Gateway.Access;
using Classroom.Gateway.Identity;
using Classroom.Gateway.Identity.Audit;
using Classroom.Gateway.Identity.Codes;
using Classroom.Gateway.Identity.Endpoints;
using Classroom.Gateway.Identity.Limits;
using Classroom.Gateway.Identity.Passwords;
using Classroom.Gateway.Identity.Sessions;
using Classroom.Gateway.Tickets;
using Classroom.Ports.Identity;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using IdentityOptions = Classroom.Gateway.Identity.IdentityOptions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Puts identity into a host: <c>AddClassroomIdentity</c>, then <c>UseProblems</c> and <c>UseClassroomIdentity</c>, then <c>MapIdentity</c>.</summary>
internal static class IdentityExtensions
{
    /// <summary>Longest body of any identity request, in bytes.</summary>
    private const int BodyBytesMax = 8 * 1024;

    /// <summary>Adds everything but the stores (<see cref="IAccountStore"/>, <see cref="IAuditTrail"/>, <see cref="IKeyStore"/>, roster, timetable and settings), which storage adds.</summary>
    public static IServiceCollection AddClassroomIdentity(this IServiceCollection services)
    {
        services.AddProblems();
        services.AddOptions<IdentityOptions>().BindConfiguration("Identity").ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<IdentityOptions>, IdentityOptionsValidator>());
        services.AddOptions<SignInLimitOptions>().BindConfiguration("Identity:Limits").ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SignInLimitOptions>, SignInLimitOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.TypeInfoResolver = options.SerializerOptions.TypeInfoResolver!.WithAddedModifier(RefuseObjectsWithoutType);
            options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            options.SerializerOptions.AllowOutOfOrderMetadataProperties = true;
            options.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            options.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
            options.SerializerOptions.Converters.Add(new MillisecondsJsonConverter());
        });

        services.AddDataProtection().SetApplicationName("Classroom");
        services.AddOptions<KeyManagementOptions>().Configure<IKeyStore>((options, keys) => options.XmlRepository = new KeyStoreXmlRepository(keys));
        services.AddAuthentication(SessionHandler.SchemeName).AddScheme<AuthenticationSchemeOptions, SessionHandler>(SessionHandler.SchemeName, null);
        services.AddAuthorization();

        services.TryAddSingleton<IPasswordHasher<Account>, PasswordHasher<Account>>();
        services.TryAddSingleton<IdentityMetrics>();
        services.TryAddSingleton<SchoolDoor>();
        services.TryAddSingleton<SignInLimits>();
        services.TryAddSingleton<PasswordTries>();
        services.TryAddSingleton<PasswordWork>();
        services.TryAddSingleton<KnownBrowser>();
        services.TryAddSingleton<PasswordSignIns>();
        services.TryAddSingleton<PasswordChanges>();
        services.TryAddSingleton<Invitations>();
        services.TryAddSingleton<AdministratorSetup>();
        services.TryAddSingleton<AuditNames>();
        services.TryAddSingleton<CodeHasher>();
        services.TryAddSingleton<CodeSignIns>();
        services.TryAddSingleton<CodeIssuing>();
        services.TryAddSingleton<SessionTokens>();
        services.TryAddSingleton<SessionChecks>();
        services.TryAddSingleton<SessionReply>();
        services.TryAddSingleton<SessionCookie>();
        services.AddHostedService(provider => provider.GetRequiredService<SessionCookie>());
        services.TryAddSingleton<LessonTickets>();
        return services;
    }

    // Left alone, a missing discriminator is not the sender's mistake (JsonException) but an unsupported operation of ours.
    private static void RefuseObjectsWithoutType(JsonTypeInfo info)
    {
        if (info is { PolymorphismOptions: not null, Type.IsAbstract: true, Kind: JsonTypeInfoKind.Object })
        {
            info.CreateObject = () => throw new JsonException("The type is missing.");
        }
    }

    /// <summary>Says who makes each request, refuses what other sites make browsers send, and lets endpoints require sign-in. Goes after routing and static files.</summary>
    public static IApplicationBuilder UseClassroomIdentity(this IApplicationBuilder app) => app
        .UseMiddleware<CrossSiteGuard>()
        .UseAuthentication()
        .UseAuthorization();

    /// <summary>Maps sessions, setup, invitations, forgotten passwords, codes and the audit trail under <c>/api/v1</c>.</summary>
    public static IEndpointRouteBuilder MapIdentity(this IEndpointRouteBuilder endpoints)
    {
        var api = endpoints.MapGroup("/api/v1").WithMetadata(new RequestSizeLimitAttribute(BodyBytesMax));
        SessionEndpoints.Map(api);
        AdministratorEndpoints.Map(api);
        InvitationEndpoints.Map(api);
        PasswordResetEndpoints.Map(api);
        CodeEndpoints.Map(api);
        AuditEndpoints.Map(api);
        return endpoints;
    }
}
