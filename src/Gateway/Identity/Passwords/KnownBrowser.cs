using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Gateway.Identity.Sessions;
using Microsoft.AspNetCore.DataProtection;

namespace Classroom.Gateway.Identity.Passwords;

/// <summary>Remembers, in a cookie of the browser, in which accounts it signed in before: so its tries for them are counted apart from a stranger's.</summary>
/// <remarks>Opens nothing by itself. Holds accounts and logins only inside the encrypted text.</remarks>
internal sealed class KnownBrowser(IDataProtectionProvider protection, SessionCookie cookie)
{
    /// <summary>Accounts remembered by one browser; the latest.</summary>
    public const int AccountsMax = 4;

    private const string Name = "classroom-browser";
    private const int LengthMax = 3072; // Browsers keep cookies of 4,096 bytes, with name and attributes.

    private readonly IDataProtector _protector = protection.CreateProtector("Classroom.KnownBrowser.v2");

    /// <summary>Random name of the browser, and those accounts of this login (at the school, if one is named) in which it signed in before; null if there are none.</summary>
    public KnownPlace? Recognize(HttpContext context, string login, SchoolId? school)
    {
        if (Read(context) is not { } mark)
        {
            return null;
        }

        var accounts = mark.Accounts
            .Where(known => known.Login == login && (school is null || known.Account.Person?.School == school))
            .Select(known => known.Account).ToImmutableArray();
        return accounts.IsEmpty ? null : new(mark.Browser, accounts);
    }

    public void Remember(HttpContext context, AccountId account, string login)
    {
        var known = Read(context);
        var accounts = (known?.Accounts ?? []).Where(one => one.Account != account).Prepend(new(account, login)).Take(AccountsMax).ToImmutableArray();
        var text = Write(known?.Browser ?? OpaqueId.New(16), accounts);
        while (text.Length > LengthMax && accounts.Length > 1)
        {
            accounts = accounts[..^1];
            text = Write(known?.Browser ?? OpaqueId.New(16), accounts);
        }

        var options = SessionCookie.OptionsFor(context, TimeSpan.FromDays(400)); // As long as browsers keep any.
        options.SameSite = SameSiteMode.Strict;
        context.Response.Cookies.Append(cookie.NameFor(context, Name), text, options);
    }

    private Mark? Read(HttpContext context) => Protected.Read<Mark>(_protector, context.Request.Cookies[cookie.NameFor(context, Name)], LengthMax);

    private string Write(string browser, ImmutableArray<Known> accounts) => Protected.Write(_protector, new Mark(browser, accounts));

    private sealed record Mark(string Browser, ImmutableArray<Known> Accounts);

    private sealed record Known(AccountId Account, string Login);
}

/// <summary>A browser, and the accounts it is known for.</summary>
internal sealed record KnownPlace(string Browser, ImmutableArray<AccountId> Accounts);
