using System.Net;
using System.Net.Http.Json;
using Classroom.Gateway.Identity.Passwords;
using Microsoft.Extensions.DependencyInjection;

namespace Classroom.Gateway.Tests.Identity;

public sealed class InvitationTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_invited_teacher_chooses_a_password_once_and_signs_in()
    {
        await using var host = await IdentityHost.StartAsync();
        using var office = await host.SignedInAsync("office");
        using var teacher = host.Browser();

        var response = await InviteAsync(office, "teacher");
        var invitation = await IdentityHost.JsonOf(response);
        var token = (string)invitation["token"]!;

        Assert.True(response.Headers.CacheControl?.NoStore);
        Assert.Equal(("ada@example.org", $"/welcome#invitation={token}", "2026-09-08T08:00:00.000Z"), ((string?)invitation["login"], (string?)invitation["path"], (string?)invitation["expiresAt"]));
        var found = await FindAsync(teacher, token);
        Assert.True(found.Headers.CacheControl?.NoStore);
        Assert.Equal("""{"login":"ada@example.org","displayName":"Ada Martin","schoolName":"Collège Émile-Zola","hasPassword":false,"language":"fr"}""", await found.Content.ReadAsStringAsync(Stop));
        Assert.Equal((400, "passwordWeak"), await IdentityHost.ProblemOf(await AcceptAsync(teacher, token, "ada@example.org1")));
        var accepted = await IdentityHost.JsonOf(await AcceptAsync(teacher, token, IdentityHost.Password));
        Assert.Equal(("demo", "ada@example.org"), ((string?)accepted["school"], (string?)accepted["login"]));
        Assert.True((await IdentityHost.SignInAsync(teacher, "ada@example.org", IdentityHost.Password)).IsSuccessStatusCode);
        Assert.Equal((410, "tokenSpent"), await IdentityHost.ProblemOf(await FindAsync(teacher, token)));
        Assert.Equal((410, "tokenSpent"), await IdentityHost.ProblemOf(await AcceptAsync(teacher, token, "another horse battery")));
        Assert.True((await IdentityHost.SignInAsync(teacher, "ada@example.org", IdentityHost.Password)).IsSuccessStatusCode);
    }

    /// <remarks>The guesser takes every turn of the address before the teacher can: the worst that somebody there can do.</remarks>
    [Fact]
    public async Task Who_is_kept_out_by_somebody_s_guesses_gets_in_by_the_link_of_the_office()
    {
        await using var host = await IdentityHost.StartAsync();
        using var office = await host.SignedInAsync("office");
        using var guesser = host.Browser();
        using var teacher = host.Browser();
        await host.AccountAsync("teacher", TestRoster.School);
        for (var n = 0; n < 5; n++)
        {
            await IdentityHost.SignInAsync(guesser, "ada@example.org", $"guess number {n}");
        }

        Assert.Equal((429, "tooManyAttempts"), await IdentityHost.ProblemOf(await IdentityHost.SignInAsync(teacher, "ada@example.org", IdentityHost.Password)));
        host.Time.Advance(TimeSpan.FromSeconds(1));
        await IdentityHost.SignInAsync(guesser, "ada@example.org", "guess that takes the turn");
        Assert.Equal((429, "tooManyAttempts"), await IdentityHost.ProblemOf(await IdentityHost.SignInAsync(teacher, "ada@example.org", IdentityHost.Password)));

        var link = await IdentityHost.JsonOf(await InviteAsync(office, "teacher"));
        (await AcceptAsync(teacher, (string)link["token"]!, "another horse battery")).EnsureSuccessStatusCode();

        Assert.True((await IdentityHost.SignInAsync(teacher, "ada@example.org", "another horse battery")).IsSuccessStatusCode);
        Assert.Equal((429, "tooManyAttempts"), await IdentityHost.ProblemOf(await IdentityHost.SignInAsync(guesser, "ada@example.org", "another horse battery")));
    }

    [Fact]
    public async Task A_forgotten_password_is_replaced_by_a_new_invitation_which_ends_the_sessions()
    {
        await using var host = await IdentityHost.StartAsync();
        using var office = await host.SignedInAsync("office");
        using var teacher = await host.SignedInAsync("teacher");
        var first = (string)(await IdentityHost.JsonOf(await InviteAsync(office, "teacher")))["token"]!;
        var second = (string)(await IdentityHost.JsonOf(await InviteAsync(office, "teacher")))["token"]!;
        Assert.True((await teacher.GetAsync("/api/v1/session", Stop)).IsSuccessStatusCode); // Being invited ends nothing.

        Assert.Equal((410, "tokenSpent"), await IdentityHost.ProblemOf(await FindAsync(teacher, first)));
        Assert.True((bool)(await IdentityHost.JsonOf(await FindAsync(teacher, second)))["hasPassword"]!);
        Assert.Equal((410, "tokenSpent"), await IdentityHost.ProblemOf(await AcceptAsync(teacher, first, "another horse battery")));
        (await AcceptAsync(teacher, second, "another horse battery")).EnsureSuccessStatusCode();

        Assert.Equal((401, "signInRequired"), await IdentityHost.ProblemOf(await teacher.GetAsync("/api/v1/session", Stop)));
        Assert.True((await IdentityHost.SignInAsync(teacher, "ada@example.org", "another horse battery")).IsSuccessStatusCode);
    }

    [Fact]
    public async Task An_invitation_ends_after_seven_days()
    {
        await using var host = await IdentityHost.StartAsync();
        using var office = await host.SignedInAsync("office");
        var token = (string)(await IdentityHost.JsonOf(await InviteAsync(office, "teacher")))["token"]!;

        host.Time.Advance(TimeSpan.FromDays(7));

        Assert.Equal((410, "tokenSpent"), await IdentityHost.ProblemOf(await AcceptAsync(office, token, IdentityHost.Password)));
    }

    [Theory]
    [InlineData("student", null, 409, "notStaff")]
    [InlineData("nomail", null, 400, "loginRequired")]
    [InlineData("nomail", "a b", 400, "loginInvalid")]
    [InlineData("nomail", "olga@example.org", 409, "loginTaken")]
    [InlineData("nobody", null, 404, "notFound")]
    public async Task What_cannot_be_invited_is_refused_with_a_reason(string person, string? login, int status, string code)
    {
        await using var host = await IdentityHost.StartAsync();
        using var office = await host.SignedInAsync("office");

        Assert.Equal((status, code), await IdentityHost.ProblemOf(await InviteAsync(office, person, login)));
    }

    [Fact]
    public async Task Who_is_at_the_console_makes_the_first_administrator_once()
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.Browser();
        var first = host.Services.GetRequiredService<AdministratorSetup>();
        var setup = (await first.PrepareAsync(Stop))!;

        Assert.Equal((410, "tokenSpent"), await IdentityHost.ProblemOf(await SetUpAsync(browser, "00000-guess", "root@example.org")));
        Assert.Equal((410, "tokenSpent"), await IdentityHost.ProblemOf(await FindSetupAsync(browser, "00000-guess")));
        Assert.Equal(HttpStatusCode.NoContent, (await FindSetupAsync(browser, setup.Token)).StatusCode);
        Assert.Equal((400, "loginInvalid"), await IdentityHost.ProblemOf(await SetUpAsync(browser, setup.Token, "r")));
        Assert.Equal(HttpStatusCode.NoContent, (await SetUpAsync(browser, setup.Token, "root@example.org")).StatusCode);
        Assert.Equal((410, "tokenSpent"), await IdentityHost.ProblemOf(await SetUpAsync(browser, setup.Token, "second@example.org")));
        Assert.Equal((410, "tokenSpent"), await IdentityHost.ProblemOf(await FindSetupAsync(browser, setup.Token)));
        Assert.Null(await first.PrepareAsync(Stop));

        await IdentityHost.SignInAsync(browser, "root@example.org", IdentityHost.Password);
        var session = await IdentityHost.JsonOf(await browser.GetAsync("/api/v1/session", Stop));
        Assert.Equal((true, null, "[]"), ((bool)session["isAdministrator"]!, session["school"], session["roles"]!.ToJsonString()));
        Assert.True((await InviteAsync(browser, "office")).IsSuccessStatusCode);
        Assert.Equal("administratorSetUp", (string?)(await IdentityHost.JsonOf(await browser.GetAsync("/api/v1/audit", Stop)))["items"]![0]!["action"]);
    }

    private static Task<HttpResponseMessage> InviteAsync(HttpClient client, string person, string? login = null) =>
        client.PostAsJsonAsync($"/api/v1/schools/demo/people/{person}/invitation", new { login }, Stop);

    private static Task<HttpResponseMessage> FindAsync(HttpClient client, string token) =>
        client.PostAsJsonAsync("/api/v1/invitations/find", new { token }, Stop);

    private static Task<HttpResponseMessage> AcceptAsync(HttpClient client, string token, string password) =>
        client.PostAsJsonAsync("/api/v1/invitations/accept", new { token, password }, Stop);

    private static Task<HttpResponseMessage> FindSetupAsync(HttpClient client, string token) =>
        client.PostAsJsonAsync("/api/v1/setup/find", new { token }, Stop);

    private static Task<HttpResponseMessage> SetUpAsync(HttpClient client, string token, string login) =>
        client.PostAsJsonAsync("/api/v1/setup", new { token, login, password = IdentityHost.Password }, Stop);
}
