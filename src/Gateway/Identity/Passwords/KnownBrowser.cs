using Classroom.Contracts.Ids;
using Classroom.Gateway.Identity.Sessions;
using Microsoft.AspNetCore.DataProtection;

namespace Classroom.Gateway.Identity.Passwords;

/// <summary>Remembers, in a cookie of the browser, that it signed in with a login before: so its tries are counted apart from a stranger's.</summary>
/// <remarks>Opens nothing by itself. Holds the login only inside the encrypted text.</remarks>
internal sealed class KnownBrowser(IDataProtectionProvider protection, SessionCookie cookie)
{
    private const string Name = "classroom-browser";
    private const int LengthMax = 2048;

    private readonly IDataProtector _protector = protection.CreateProtector("Classroom.KnownBrowser.v1");

    /// <summary>Random name of the browser if it signed in with this login before; else null.</summary>
    public string? Recognize(HttpContext context, string login) =>
        Protected.Read<Mark>(_protector, context.Request.Cookies[cookie.NameFor(context, Name)], LengthMax) is { } mark && mark.Login == login ? mark.Browser : null;

    public void Remember(HttpContext context, string login)
    {
        var mark = new Mark(login, Recognize(context, login) ?? OpaqueId.New(16));
        var options = SessionCookie.OptionsFor(context, TimeSpan.FromDays(400)); // As long as browsers keep any.
        options.SameSite = SameSiteMode.Strict;
        context.Response.Cookies.Append(cookie.NameFor(context, Name), Protected.Write(_protector, mark), options);
    }

    private sealed record Mark(string Login, string Browser);
}
