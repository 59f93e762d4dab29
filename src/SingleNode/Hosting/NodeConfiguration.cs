using System.Security.Cryptography;
using Classroom.Gateway.Lessons;
using Classroom.Grains.Lessons;
using Microsoft.Extensions.Options;

namespace Classroom.SingleNode.Hosting;

/// <summary>Tells a setting that is wrong from a bug: the one is for the operator, in a sentence.</summary>
internal static class NodeConfiguration
{
    private const string Advice = "docs/settings.md lists the settings.";

    /// <summary>Builds the node and reads every setting.</summary>
    /// <exception cref="SettingException">One is not understood, out of its range, or at odds with another.</exception>
    public static WebApplication Checked(Func<WebApplication> build)
    {
        WebApplication? app = null;
        try
        {
            app = build();
            app.Services.GetRequiredService<IStartupValidator>().Validate();
            CheckTogether(app.Services);
            return app;
        }
        catch (Exception exception) when (Explain(exception) is { } sentence)
        {
            (app as IDisposable)?.Dispose();
            throw new SettingException(sentence, exception);
        }
    }

    /// <summary>What is wrong with which setting; null if something else is wrong.</summary>
    public static string? Explain(Exception exception) => exception switch
    {
        OptionsValidationException invalid => $"{string.Join(" ", invalid.Failures)} {Advice}",
        AggregateException { InnerExceptions: var inner } when inner.All(one => one is OptionsValidationException) =>
            $"{string.Join(" ", inner.Cast<OptionsValidationException>().SelectMany(one => one.Failures))} {Advice}",

        // The binder has no exception of its own: it says which value of which setting it cannot convert.
        InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" or "Microsoft.Extensions.Logging.Configuration" } => $"{exception.Message} {Advice}",
        CryptographicException => $"The certificate cannot be read: {exception.Message} See Kestrel__Certificates in docs/operations.md.",
        _ => null,
    };

    /// <summary>Checks what must agree between gateway and silo: only here are both known.</summary>
    private static void CheckTogether(IServiceProvider services)
    {
        var (gateway, lessons) = (services.GetRequiredService<IOptions<LessonGatewayOptions>>().Value, services.GetRequiredService<IOptions<LessonOptions>>().Value);
        if (gateway.SilentAfter >= lessons.LeaseTime)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(LessonOptions),
                [$"Lessons__LeaseTime ({lessons.LeaseTime:c}) must be more than 1.4 times Gateway__Lessons__HeartbeatInterval ({gateway.HeartbeatInterval:c}): else people leave and come back all the time."]);
        }
    }
}
