using Classroom.Contracts.Ids;
using Classroom.Ports.Identity;
using Microsoft.Extensions.Options;

namespace Classroom.Gateway.Identity.Sessions;

/// <summary>Names and attributes of the cookies.</summary>
/// <remarks>
/// Browsers keep cookies by host, whatever the port: two nodes of one host would sign each other's people out. So the names end in
/// something of their own. By default that is kept with the keys: the same after a restart, and at every gateway of a cluster.
/// </remarks>
internal sealed class SessionCookie(IKeyStore keys, IOptions<IdentityOptions> options) : IHostedLifecycleService
{
    /// <summary>Its name, without what https and this node add.</summary>
    public const string Session = "classroom-session";

    private const string Kind = "cookieSuffix";
    private const string KeyName = "1";
    private const int SuffixLength = 8;

    private string? _suffix = options.Value.CookieSuffix;

    /// <summary>Name of the session's cookie for this request.</summary>
    public string NameFor(HttpContext context) => NameFor(context, Session);

    /// <summary>A cookie's name for this request's scheme. <c>__Host-</c> makes browsers refuse a cookie that another host or a plain connection has set.</summary>
    /// <exception cref="InvalidOperationException">The host has not started.</exception>
    public string NameFor(HttpContext context, string name)
    {
        var suffix = _suffix ?? throw new InvalidOperationException("Cookies have no names before the host starts.");
        return (context.Request.IsHttps ? "__Host-" : "") + (suffix == "" ? name : $"{name}-{suffix}");
    }

    /// <param name="context">The request.</param>
    /// <param name="lifetime">How long the browser keeps it; null: until it closes.</param>
    public static CookieOptions OptionsFor(HttpContext context, TimeSpan? lifetime) => new()
    {
        HttpOnly = true,
        Secure = context.Request.IsHttps,
        SameSite = SameSiteMode.Lax,
        Path = "/",
        MaxAge = lifetime,
        IsEssential = true,
    };

    /// <summary>Reads the suffix, or makes it: of two gateways that start at once, the store keeps the first one's for both.</summary>
    public async Task StartingAsync(CancellationToken cancellationToken) =>
        _suffix ??= (await keys.KeepAsync(Kind, new(KeyName, OpaqueId.New(SuffixLength)), cancellationToken)).Value;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
