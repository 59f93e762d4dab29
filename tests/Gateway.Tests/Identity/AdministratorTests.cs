using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Classroom.Gateway.Identity.Passwords;
using Microsoft.Extensions.DependencyInjection;

namespace Classroom.Gateway.Tests.Identity;

/// <summary>How administrators come to be, after the first.</summary>
public sealed class AdministratorTests
{
    private const string Path = "/api/v1/administrators/invitation";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_administrator_invites_others_and_the_trail_says_who()
    {
        await using var host = await IdentityHost.StartAsync();
        using var root = await host.AdministratorAsync("root@example.org");
        using var stranger = host.Browser();

        var response = await root.PostAsync(Path, null, Stop);
        var second = await IdentityHost.JsonOf(response);
        var third = await IdentityHost.JsonOf(await root.PostAsync(Path, null, Stop));

        Assert.True(response.Headers.CacheControl?.NoStore);
        Assert.Equal(($"/welcome#setup={second["token"]}", "2026-09-02T08:00:00.000Z"), ((string?)second["path"], (string?)second["expiresAt"]));
        Assert.Equal((410, "tokenSpent"), await IdentityHost.ProblemOf(await SetUpAsync(stranger, second, "root@example.org"))); // As if there were no such link: logins cannot be tried out.
        Assert.Equal(HttpStatusCode.NoContent, (await SetUpAsync(stranger, second, "second@example.org")).StatusCode);
        Assert.Equal((410, "tokenSpent"), await IdentityHost.ProblemOf(await SetUpAsync(stranger, second, "again@example.org")));
        Assert.Equal(HttpStatusCode.NoContent, (await SetUpAsync(stranger, third, "third@example.org")).StatusCode);
        (await IdentityHost.SignInAsync(stranger, "second@example.org", IdentityHost.Password)).EnsureSuccessStatusCode();
        Assert.True((bool)(await IdentityHost.JsonOf(await stranger.GetAsync("/api/v1/session", Stop)))["isAdministrator"]!);
        Assert.True((await root.GetAsync("/api/v1/session", Stop)).IsSuccessStatusCode);

        var trail = await TrailAsync(root);
        Assert.Equal(["administratorSetUp", "administratorInvited", "administratorInvited", "administratorSetUp", "administratorSetUp"], trail.Select(entry => (string?)entry!["action"]));
        Assert.Equal((string?)trail[0]!["actor"], (string?)trail[1]!["actor"]);
    }

    [Fact]
    public async Task An_administrator_gets_in_whatever_logins_schools_give_to_their_staff()
    {
        await using var host = await IdentityHost.StartAsync();
        using var root = await host.AdministratorAsync("ada@example.org");
        await host.SharedLoginAsync(schools: 6);
        using var browser = host.Browser();

        (await IdentityHost.SignInAsync(browser, "ada@example.org", IdentityHost.Password)).EnsureSuccessStatusCode();

        Assert.True((bool)(await IdentityHost.JsonOf(await browser.GetAsync("/api/v1/session", Stop)))["isAdministrator"]!);
    }

    [Fact]
    public async Task A_new_administrator_is_not_kept_out_of_the_browser_that_the_link_was_opened_in()
    {
        await using var host = await IdentityHost.StartAsync();
        using var root = await host.AdministratorAsync("root@example.org");
        using var guesser = host.Browser();
        using var second = host.Browser();
        (await SetUpAsync(second, await IdentityHost.JsonOf(await root.PostAsync(Path, null, Stop)), "second@example.org")).EnsureSuccessStatusCode();
        for (var n = 0; n < 5; n++)
        {
            await IdentityHost.SignInAsync(guesser, "second@example.org", $"guess number {n}");
        }

        Assert.True((await IdentityHost.SignInAsync(second, "second@example.org", IdentityHost.Password)).IsSuccessStatusCode);
    }

    [Fact]
    public async Task An_invitation_of_an_administrator_ends_after_a_day()
    {
        await using var host = await IdentityHost.StartAsync();
        using var root = await host.AdministratorAsync("root@example.org");
        var invitation = await IdentityHost.JsonOf(await root.PostAsync(Path, null, Stop));

        host.Time.Advance(TimeSpan.FromDays(1));

        Assert.Equal((410, "tokenSpent"), await IdentityHost.ProblemOf(await SetUpAsync(host.Browser(), invitation, "second@example.org")));
    }

    [Fact]
    public async Task For_everybody_else_there_is_no_such_thing_and_nothing_changes()
    {
        await using var host = await IdentityHost.StartAsync();
        using var root = await host.AdministratorAsync("root@example.org");
        using var stranger = host.Browser();
        using var student = host.Browser();
        await IdentityHost.SignInByCodeAsync(student, await host.CodeAsync());
        using var teacher = await host.SignedInAsync("teacher");
        using var office = await host.SignedInAsync("office");

        Assert.Equal((401, "signInRequired"), await IdentityHost.ProblemOf(await stranger.PostAsync(Path, null, Stop)));
        foreach (var client in new[] { student, teacher, office })
        {
            using var refused = await client.PostAsync(Path, null, Stop);
            using var absent = await client.PostAsync("/api/v1/schools/nosuch/people/nobody/code", null, Stop);
            Assert.Equal(await absent.Content.ReadAsStringAsync(Stop), await refused.Content.ReadAsStringAsync(Stop));
            Assert.Equal((404, "notFound"), await IdentityHost.ProblemOf(refused));
        }

        root.DefaultRequestHeaders.Remove("X-Classroom");
        Assert.Equal((403, "crossSite"), await IdentityHost.ProblemOf(await root.PostAsync(Path, null, Stop)));
        Assert.Equal("administratorSetUp", (string?)Assert.Single(await TrailAsync(root))!["action"]);
    }

    [Fact]
    public async Task Who_commands_the_node_makes_a_further_administrator_though_there_is_one()
    {
        await using var host = await IdentityHost.StartAsync();
        using var root = await host.AdministratorAsync("root@example.org");
        using var browser = host.Browser();
        var recovery = await host.Services.GetRequiredService<AdministratorSetup>().RecoverAsync(Stop);

        using var response = await browser.PostAsJsonAsync("/api/v1/setup", new { token = recovery.Token, login = "rescue@example.org", password = IdentityHost.Password }, Stop);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        var trail = await TrailAsync(root);
        Assert.Equal(["administratorSetUp", "recoveryIssued", "administratorSetUp"], trail.Select(entry => (string?)entry!["action"]));
        Assert.Null(trail[1]!["actor"]);
        Assert.DoesNotContain(recovery.Token, trail.ToJsonString(), StringComparison.Ordinal);
    }

    private static async Task<JsonArray> TrailAsync(HttpClient administrator) => (await IdentityHost.JsonOf(await administrator.GetAsync("/api/v1/audit", Stop)))["items"]!.AsArray();

    private static Task<HttpResponseMessage> SetUpAsync(HttpClient client, JsonNode invitation, string login) =>
        client.PostAsJsonAsync("/api/v1/setup", new { token = (string?)invitation["token"], login, password = IdentityHost.Password }, Stop);
}
