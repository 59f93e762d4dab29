using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Rosters;
using Classroom.Gateway.Identity.Sessions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Classroom.Gateway.Tests.Identity;

public sealed class SessionTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_bearer_token_is_a_session_without_a_cookie_and_without_the_header()
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.Browser();
        var response = await IdentityHost.SignInByCodeAsync(browser, await host.CodeAsync(), bearer: true);
        using var app = host.Browser();
        app.DefaultRequestHeaders.Clear();
        app.DefaultRequestHeaders.Authorization = new("Bearer", (string?)(await IdentityHost.JsonOf(response))["token"]);

        Assert.False(response.Headers.Contains("Set-Cookie"));
        Assert.True((await app.GetAsync("/api/v1/session", Stop)).IsSuccessStatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await app.DeleteAsync("/api/v1/session", Stop)).StatusCode);
        Assert.Equal((401, "signInRequired"), await IdentityHost.ProblemOf(await app.GetAsync("/api/v1/session", Stop)));
    }

    [Fact]
    public async Task The_cookie_is_out_of_reach_of_scripts_and_ends_with_the_browser_unless_remembered()
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.Browser();
        var code = await host.CodeAsync();

        var brief = CookieOf(await IdentityHost.SignInByCodeAsync(browser, code));
        var remembered = CookieOf(await browser.PostAsJsonAsync("/api/v1/session", new { type = "code", school = "demo", code, remember = true }, Stop));

        Assert.Matches("^classroom-session-[0-9a-z]{8}=", brief);
        Assert.EndsWith("; path=/; samesite=lax; httponly", brief, StringComparison.Ordinal);
        Assert.EndsWith("; max-age=2592000; path=/; samesite=lax; httponly", remembered, StringComparison.Ordinal);
        Assert.Equal("2026-10-01T08:00:00.000Z", (string?)(await IdentityHost.JsonOf(await browser.GetAsync("/api/v1/session", Stop)))["expiresAt"]);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_even_for_who_copied_its_cookie()
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.Browser();
        using var thief = host.Browser();
        thief.DefaultRequestHeaders.Add("Cookie", CookieOf(await IdentityHost.SignInByCodeAsync(browser, await host.CodeAsync())).Split(';')[0]);
        Assert.True((await thief.GetAsync("/api/v1/session", Stop)).IsSuccessStatusCode);

        var signedOut = await browser.DeleteAsync("/api/v1/session", Stop);

        Assert.Equal(HttpStatusCode.NoContent, signedOut.StatusCode);
        Assert.Matches("^classroom-session-[0-9a-z]{8}=; expires=Thu, 01 Jan 1970", CookieOf(signedOut));
        Assert.Equal((401, "signInRequired"), await IdentityHost.ProblemOf(await thief.GetAsync("/api/v1/session", Stop)));
        Assert.Equal(HttpStatusCode.NoContent, (await browser.DeleteAsync("/api/v1/session", Stop)).StatusCode); // Again is no error.
    }

    [Fact]
    public async Task A_session_ends_by_itself()
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = await host.SignedInAsync("teacher");

        host.Time.Advance(TimeSpan.FromHours(12) - TimeSpan.FromMilliseconds(1));
        Assert.True((await browser.GetAsync("/api/v1/session", Stop)).IsSuccessStatusCode);
        host.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal((401, "signInRequired"), await IdentityHost.ProblemOf(await browser.GetAsync("/api/v1/session", Stop)));
    }

    [Theory]
    [InlineData(null, null, null, "crossSite")]
    [InlineData("1", "cross-site", null, "crossSite")]
    [InlineData("1", "same-site", null, "crossSite")]
    [InlineData("1", "none", null, "crossSite")]
    [InlineData("1", null, "https://evil.example", "crossSite")]
    [InlineData("1", null, "null", "crossSite")]
    [InlineData("1", null, null, null)]
    [InlineData("1", "same-origin", "https://behind-a-proxy.example", null)]
    [InlineData("1", null, "http://HOST", null)]
    public async Task An_unsafe_request_that_another_site_could_have_made_is_refused(string? header, string? site, string? origin, string? expected)
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = await host.SignedInAsync("office");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/schools/demo/people/student/code");
        browser.DefaultRequestHeaders.Remove("X-Classroom");
        Add("X-Classroom", header);
        Add("Sec-Fetch-Site", site);
        Add("Origin", origin?.Replace("HOST", browser.BaseAddress!.Authority, StringComparison.Ordinal));

        var response = await browser.SendAsync(request, Stop);

        Assert.Equal(expected, response.IsSuccessStatusCode ? null : (await IdentityHost.ProblemOf(response)).Code);

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                request.Headers.Add(name, value);
            }
        }
    }

    [Fact]
    public async Task A_site_cannot_sign_a_visitor_in_as_somebody_else()
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.Browser();
        browser.DefaultRequestHeaders.Remove("X-Classroom");

        Assert.Equal((403, "crossSite"), await IdentityHost.ProblemOf(await IdentityHost.SignInByCodeAsync(browser, await host.CodeAsync())));
    }

    [Fact]
    public async Task An_authorization_header_never_lets_a_cookie_through_the_cross_site_check()
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = await host.SignedInAsync("office");
        browser.DefaultRequestHeaders.Remove("X-Classroom");
        browser.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", "eDp4");

        Assert.Equal((401, "signInRequired"), await IdentityHost.ProblemOf(await browser.PostAsync("/api/v1/schools/demo/people/student/code", null, Stop)));
    }

    [Fact]
    public async Task A_cookie_is_no_bearer_token_and_a_token_no_cookie()
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.Browser();
        var code = await host.CodeAsync();
        var cookie = CookieOf(await IdentityHost.SignInByCodeAsync(browser, code)).Split(';')[0].Split('=', 2);
        var token = (string?)(await IdentityHost.JsonOf(await IdentityHost.SignInByCodeAsync(browser, code, bearer: true)))["token"];
        using var first = host.Browser();
        first.DefaultRequestHeaders.Authorization = new("Bearer", cookie[1]);
        using var second = host.Browser();
        second.DefaultRequestHeaders.Add("Cookie", $"{cookie[0]}={token}");

        Assert.Equal(HttpStatusCode.Unauthorized, (await first.GetAsync("/api/v1/session", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await second.GetAsync("/api/v1/session", Stop)).StatusCode);
    }

    [Fact]
    public async Task All_gateways_of_a_cluster_read_each_other_s_sessions_and_codes_and_heed_their_ends()
    {
        await using var first = await IdentityHost.StartAsync();
        await using var second = await first.StartPeerAsync();
        var code = await first.CodeAsync();
        using var browser = first.Browser();
        using var app = second.Browser();
        var token = (string?)(await IdentityHost.JsonOf(await IdentityHost.SignInByCodeAsync(browser, code, bearer: true)))["token"];
        (await IdentityHost.SignInByCodeAsync(app, code)).EnsureSuccessStatusCode();
        app.DefaultRequestHeaders.Authorization = new("Bearer", token);
        Assert.True((await app.GetAsync("/api/v1/session", Stop)).IsSuccessStatusCode);

        await first.CodeAsync(); // Reissued there.

        Assert.True((await app.GetAsync("/api/v1/session", Stop)).IsSuccessStatusCode); // Believed here for a while,
        second.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.GetAsync("/api/v1/session", Stop)).StatusCode); // and no longer.
    }

    [Fact]
    public async Task Over_https_no_other_host_and_no_plain_connection_can_set_the_cookie()
    {
        await using var host = await IdentityHost.StartAsync(("Identity:CookieSuffix", "north"));
        var context = new DefaultHttpContext();
        context.Request.Scheme = "https";

        Assert.Equal("__Host-classroom-session-north", host.Services.GetRequiredService<SessionCookie>().NameFor(context));
        Assert.Equal("max-age=60; path=/; secure; samesite=lax; httponly", SessionCookie.OptionsFor(context, TimeSpan.FromMinutes(1)).CreateCookieHeader("n", "v").ToString()["n=v; ".Length..]);
    }

    [Fact]
    public async Task A_checked_session_is_believed_for_half_a_minute_and_what_the_roster_says_then_counts()
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = await host.SignedInAsync("teacher");
        await browser.GetAsync("/api/v1/session", Stop);
        var key = PersonKey.Of(TestRoster.School, "teacher");
        host.Roster.People[key] = host.Roster.People[key] with { GivenName = "Augusta" };
        var before = host.Accounts.StampsRead;

        Assert.Equal("Ada Martin", await NameAsync());
        host.Time.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal("Ada Martin", await NameAsync());
        Assert.Equal(0, host.Accounts.StampsRead - before);
        host.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("Augusta Martin", await NameAsync());

        host.Roster.People[key] = host.Roster.People[key] with { Roles = [SchoolRole.Student] }; // Lost what the password gave.
        host.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/api/v1/session", Stop)).StatusCode);

        async Task<string?> NameAsync() => (string?)(await IdentityHost.JsonOf(await browser.GetAsync("/api/v1/session", Stop)))["displayName"];
    }

    [Fact]
    public async Task While_the_store_is_down_sessions_that_were_good_go_on_and_unknown_ones_wait()
    {
        await using var host = await IdentityHost.StartAsync();
        using var known = await host.SignedInAsync("teacher");
        using var unknown = await host.SignedInAsync("office");
        await known.PostAsync("/api/v1/schools/other/people/student/code", null, Stop); // Checked here.

        host.Roster.IsDown = true;
        host.Time.Advance(TimeSpan.FromMinutes(14));

        Assert.Equal(HttpStatusCode.NotFound, (await known.PostAsync("/api/v1/schools/other/people/student/code", null, Stop)).StatusCode);
        var waits = await unknown.PostAsync("/api/v1/schools/demo/people/student/code", null, Stop);
        Assert.Equal((503, "busy"), await IdentityHost.ProblemOf(waits));
        Assert.NotNull(waits.Headers.RetryAfter);
        host.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal((503, "busy"), await IdentityHost.ProblemOf(await known.GetAsync("/api/v1/session", Stop)));

        host.Roster.IsDown = false;
        Assert.True((await unknown.GetAsync("/api/v1/session", Stop)).IsSuccessStatusCode);
    }

    [Fact]
    public async Task Two_nodes_of_one_host_do_not_sign_each_others_people_out()
    {
        await using var one = await IdentityHost.StartAsync();
        await using var two = await IdentityHost.StartAsync();
        using var browser = new HttpClient(new SocketsHttpHandler { UseCookies = true }); // Keeps cookies by host, whatever the port.
        browser.DefaultRequestHeaders.Add("X-Classroom", "1");
        async Task SignInAsync(IdentityHost host) =>
            (await browser.PostAsJsonAsync(new Uri(host.Address, "/api/v1/session"), new { type = "code", school = "demo", code = await host.CodeAsync() }, Stop)).EnsureSuccessStatusCode();
        async Task<HttpStatusCode> StatusAsync(IdentityHost host) => (await browser.GetAsync(new Uri(host.Address, "/api/v1/session"), Stop)).StatusCode;

        await SignInAsync(one);
        await SignInAsync(two);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await StatusAsync(one), await StatusAsync(two)));
    }

    [Fact]
    public async Task Gateways_of_one_cluster_give_their_cookies_one_name()
    {
        await using var one = await IdentityHost.StartAsync();
        await using var two = await one.StartPeerAsync();
        var context = new DefaultHttpContext();

        Assert.Equal(one.Services.GetRequiredService<SessionCookie>().NameFor(context), two.Services.GetRequiredService<SessionCookie>().NameFor(context));
    }

    private static string CookieOf(HttpResponseMessage response) =>
        response.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("classroom-session", StringComparison.Ordinal));
}
