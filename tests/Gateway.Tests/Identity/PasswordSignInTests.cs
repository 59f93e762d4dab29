using System.Net;
using System.Net.Http.Json;
using Classroom.Gateway.Identity.Passwords;

namespace Classroom.Gateway.Tests.Identity;

public sealed class PasswordSignInTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_teacher_signs_in_and_is_told_who_they_are()
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.Browser();
        await host.AccountAsync("teacher", TestRoster.School);

        var signedIn = await IdentityHost.SignInAsync(browser, " Ada@Example.org", IdentityHost.Password);
        var session = await IdentityHost.JsonOf(await browser.GetAsync("/api/v1/session", Stop));

        Assert.Null((await IdentityHost.JsonOf(signedIn))["token"]);
        Assert.Equal(
            """{"account":"demo~teacher","displayName":"Ada Martin","roles":["teacher"],"isAdministrator":false,"school":"demo","schoolName":"Collège Émile-Zola","person":"teacher","expiresAt":"2026-09-01T20:00:00.000Z"}""",
            session.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    [Theory]
    [InlineData("ada@example.org", "wrong horse battery", "a wrong password")]
    [InlineData("nobody@example.org", IdentityHost.Password, "an unknown login")]
    [InlineData("gone@example.org", "wrong horse battery", "somebody who left")]
    public async Task Whatever_is_wrong_the_answer_and_the_work_are_the_same(string login, string password, string why)
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.Browser();
        await host.AccountAsync("teacher", TestRoster.School);
        host.Roster.People.Add(Contracts.Ids.PersonKey.Of(TestRoster.School, "gone"), new(Contracts.Ids.PersonId.Parse("gone"), "G", "G", [Contracts.Rosters.SchoolRole.Teacher], "gone@example.org"));
        await host.AccountAsync("gone", TestRoster.School);
        host.Roster.People.Remove(Contracts.Ids.PersonKey.Of(TestRoster.School, "gone"));
        var before = host.Hasher.Verified;

        var response = await IdentityHost.SignInAsync(browser, login, password);

        Assert.True(host.Hasher.Verified - before == 2, why);
        Assert.Equal(
            """{"type":"https://tools.ietf.org/html/rfc9110#section-15.5.2","title":"Unauthorized","status":401,"detail":"This login and password, or school code and personal code, are not known.","code":"signInFailed"}""",
            WithoutTrace(await response.Content.ReadAsStringAsync(Stop)));
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Somebody_who_left_the_school_is_answered_like_a_stranger_even_with_the_right_password()
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.Browser();
        await host.AccountAsync("teacher", TestRoster.School);
        host.Roster.People.Remove(Contracts.Ids.PersonKey.Of(TestRoster.School, "teacher"));

        Assert.Equal((401, "signInFailed"), await IdentityHost.ProblemOf(await IdentityHost.SignInAsync(browser, "ada@example.org", IdentityHost.Password)));
    }

    [Fact]
    public async Task Who_works_at_two_schools_is_asked_which_only_after_the_password_was_right_at_both()
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.Browser();
        await host.AccountAsync("teacher", TestRoster.School);
        await host.AccountAsync("teacher", TestRoster.Other);

        Assert.Equal((401, "signInFailed"), await IdentityHost.ProblemOf(await IdentityHost.SignInAsync(browser, "ada@example.org", "wrong horse battery")));
        var choice = await IdentityHost.SignInAsync(browser, "ada@example.org", IdentityHost.Password);
        Assert.Equal(HttpStatusCode.Conflict, choice.StatusCode);
        Assert.Contains(""""schools":[{"school":"demo","name":"Collège Émile-Zola"},{"school":"other","name":"Lycée Hugo"}]"""", await choice.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Equal("other", (string?)(await IdentityHost.JsonOf(await IdentityHost.SignInAsync(browser, "ada@example.org", IdentityHost.Password, TestRoster.Other)))["session"]!["school"]);

        await host.AccountAsync("teacher", TestRoster.Other, "another horse battery");
        Assert.Equal("demo", (string?)(await IdentityHost.JsonOf(await IdentityHost.SignInAsync(browser, "ada@example.org", IdentityHost.Password)))["session"]!["school"]);
    }

    [Fact]
    public async Task Guesses_from_the_school_s_address_slow_strangers_but_not_the_browser_that_signed_in_before()
    {
        await using var host = await IdentityHost.StartAsync();
        using var owner = await host.SignedInAsync("teacher");
        using var pupil = host.Browser();
        for (var n = 0; n < 5; n++)
        {
            Assert.Equal((401, "signInFailed"), await IdentityHost.ProblemOf(await IdentityHost.SignInAsync(pupil, "ada@example.org", $"guess number {n}")));
        }

        var slowed = await IdentityHost.SignInAsync(pupil, "ada@example.org", IdentityHost.Password);

        Assert.Equal((429, "tooManyAttempts"), await IdentityHost.ProblemOf(slowed));
        Assert.Equal(TimeSpan.FromSeconds(1), slowed.Headers.RetryAfter?.Delta);
        Assert.True((await IdentityHost.SignInAsync(owner, "ada@example.org", IdentityHost.Password)).IsSuccessStatusCode);
        host.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.True((await IdentityHost.SignInAsync(pupil, "ada@example.org", IdentityHost.Password)).IsSuccessStatusCode); // Nobody is locked out.
    }

    [Fact]
    public async Task An_unknown_login_is_slowed_like_a_known_one()
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.Browser();
        for (var n = 0; n < 5; n++)
        {
            await IdentityHost.SignInAsync(browser, "nobody@example.org", $"guess number {n}");
        }

        Assert.Equal((429, "tooManyAttempts"), await IdentityHost.ProblemOf(await IdentityHost.SignInAsync(browser, "nobody@example.org", "guess number 6")));
    }

    [Fact]
    public async Task Too_many_passwords_at_once_wait_for_their_turn_or_are_told_to_come_back()
    {
        await using var host = await IdentityHost.StartAsync(("Identity:Limits:PasswordHashesMax", "1"), ("Identity:Limits:PasswordQueueMax", "0"));
        using var browser = host.Browser();
        await host.AccountAsync("teacher", TestRoster.School);
        var work = (PasswordWork)host.Services.GetService(typeof(PasswordWork))!;
        using (await work.TurnAsync(known: false, Stop))
        {
            var busy = await IdentityHost.SignInAsync(browser, "ada@example.org", IdentityHost.Password);
            Assert.Equal((503, "busy"), await IdentityHost.ProblemOf(busy));
            Assert.Equal(TimeSpan.FromSeconds(2), busy.Headers.RetryAfter?.Delta);
        }

        Assert.True((await IdentityHost.SignInAsync(browser, "ada@example.org", IdentityHost.Password)).IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_flood_of_strangers_passwords_does_not_keep_a_known_browser_out()
    {
        await using var host = await IdentityHost.StartAsync(("Identity:Limits:PasswordHashesMax", "1"), ("Identity:Limits:PasswordQueueMax", "0"));
        using var owner = await host.SignedInAsync("teacher");
        using var stranger = host.Browser();
        var work = (PasswordWork)host.Services.GetService(typeof(PasswordWork))!;
        using (await work.TurnAsync(known: false, Stop))
        {
            Assert.Equal((503, "busy"), await IdentityHost.ProblemOf(await IdentityHost.SignInAsync(stranger, "ada@example.org", IdentityHost.Password)));
            Assert.True((await IdentityHost.SignInAsync(owner, "ada@example.org", IdentityHost.Password)).IsSuccessStatusCode);
        }

        using (await work.TurnAsync(known: true, Stop))
        {
            Assert.Equal((503, "busy"), await IdentityHost.ProblemOf(await IdentityHost.SignInAsync(owner, "ada@example.org", IdentityHost.Password)));
            Assert.True((await IdentityHost.SignInAsync(stranger, "ada@example.org", IdentityHost.Password)).IsSuccessStatusCode);
        }
    }

    [Fact]
    public async Task A_changed_password_ends_the_other_sessions_and_keeps_the_one_that_changed_it()
    {
        await using var host = await IdentityHost.StartAsync();
        using var first = await host.SignedInAsync("teacher");
        using var second = host.Browser();
        await IdentityHost.SignInAsync(second, "ada@example.org", IdentityHost.Password);

        Assert.Equal((400, "passwordWrong"), await IdentityHost.ProblemOf(await ChangeAsync(first, "not my password", "another horse battery")));
        Assert.Equal((400, "passwordWeak"), await IdentityHost.ProblemOf(await ChangeAsync(first, IdentityHost.Password, "password123")));
        (await ChangeAsync(first, IdentityHost.Password, "another horse battery")).EnsureSuccessStatusCode();

        Assert.True((await first.GetAsync("/api/v1/session", Stop)).IsSuccessStatusCode);
        Assert.Equal((401, "signInRequired"), await IdentityHost.ProblemOf(await second.GetAsync("/api/v1/session", Stop)));
        Assert.Equal((401, "signInFailed"), await IdentityHost.ProblemOf(await IdentityHost.SignInAsync(second, "ada@example.org", IdentityHost.Password)));
    }

    private static Task<HttpResponseMessage> ChangeAsync(HttpClient client, string current, string @new) =>
        client.PutAsJsonAsync("/api/v1/session/password", new { current, @new }, Stop);

    private static string WithoutTrace(string problem) => System.Text.RegularExpressions.Regex.Replace(problem, """,?"traceId":"[^"]*"\s*""", "");
}
