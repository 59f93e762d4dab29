namespace Classroom.Gateway.Identity.Sessions;

/// <summary>Names and attributes of the cookies.</summary>
internal static class SessionCookie
{
    /// <summary>Name without the prefix that https adds.</summary>
    public const string Name = "classroom-session";

    /// <summary>The name for this request's scheme. <c>__Host-</c> makes browsers refuse a cookie that another host or a plain connection has set.</summary>
    public static string NameFor(HttpContext context, string name = Name) => context.Request.IsHttps ? $"__Host-{name}" : name;

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
}
