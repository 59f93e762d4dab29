using System.Net;
using System.Net.Http.Json;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Rosters;

namespace Classroom.Gateway.Tests.Identity;

public sealed class CodeSignInTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_student_signs_in_with_the_codes_however_they_are_typed()
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.Browser();
        var code = await host.CodeAsync();

        var typed = code.ToLowerInvariant().Replace('-', ' ').Replace('0', 'O').Replace('1', 'l');
        var session = (await IdentityHost.JsonOf(await IdentityHost.SignInByCodeAsync(browser, typed, " DEMO ")))["session"]!;

        Assert.Equal(("demo~student", "Élise Martin"), ((string?)session["account"], (string?)session["displayName"]));
        Assert.Equal("""["student"]""", session["roles"]!.ToJsonString());
    }

    [Theory]
    [InlineData("demo", "7KQ2-M9XD-4HTP")]
    [InlineData("demo", "not a code")]
    [InlineData("nowhere", "7KQ2-M9XD-4HTP")]
    [InlineData("not~a~school", "7KQ2-M9XD-4HTP")]
    [InlineData("", "")]
    public async Task A_wrong_code_of_a_school_or_of_none_is_answered_alike(string school, string code)
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.Browser();
        await host.CodeAsync();

        Assert.Equal((401, "signInFailed"), await IdentityHost.ProblemOf(await IdentityHost.SignInByCodeAsync(browser, code, school)));
    }

    [Fact]
    public async Task A_code_opens_only_the_school_it_was_issued_for()
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.Browser();

        Assert.Equal((401, "signInFailed"), await IdentityHost.ProblemOf(await IdentityHost.SignInByCodeAsync(browser, await host.CodeAsync(), "other")));
    }

    [Fact]
    public async Task A_code_opens_a_student_s_session_even_for_somebody_who_also_teaches()
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.Browser();
        var code = await host.CodeAsync();
        Become(host, SchoolRole.Teacher, SchoolRole.Student);

        Assert.Equal("""["student"]""", (await IdentityHost.JsonOf(await IdentityHost.SignInByCodeAsync(browser, code)))["session"]!["roles"]!.ToJsonString());
        Become(host, SchoolRole.Teacher);
        Assert.Equal((401, "signInFailed"), await IdentityHost.ProblemOf(await IdentityHost.SignInByCodeAsync(browser, code)));
    }

    [Fact]
    public async Task A_reissued_code_ends_the_old_code_and_its_sessions()
    {
        await using var host = await IdentityHost.StartAsync();
        using var office = await host.SignedInAsync("office");
        using var thief = host.Browser();
        var old = await host.CodeAsync();
        (await IdentityHost.SignInByCodeAsync(thief, old)).EnsureSuccessStatusCode();
        Assert.True((await thief.GetAsync("/api/v1/session", Stop)).IsSuccessStatusCode);

        var issued = await IdentityHost.JsonOf(await office.PostAsync("/api/v1/schools/demo/people/student/code", null, Stop));

        Assert.Equal((401, "signInRequired"), await IdentityHost.ProblemOf(await thief.GetAsync("/api/v1/session", Stop)));
        Assert.Equal((401, "signInFailed"), await IdentityHost.ProblemOf(await IdentityHost.SignInByCodeAsync(thief, old)));
        Assert.True((await IdentityHost.SignInByCodeAsync(thief, (string)issued["code"]!)).IsSuccessStatusCode);
    }

    [Fact]
    public async Task The_office_issues_codes_to_all_students_of_a_class_and_to_nobody_else()
    {
        await using var host = await IdentityHost.StartAsync();
        using var office = await host.SignedInAsync("office");

        foreach (var path in new[] { "maths", "demo~maths" })
        {
            var response = await office.PostAsync($"/api/v1/schools/demo/classes/{path}/codes", null, Stop);
            var codes = (await IdentityHost.JsonOf(response))["codes"]!.AsArray();
            Assert.Equal(["student", "student2"], codes.Select(code => (string)code!["person"]!));
            Assert.True(response.Headers.CacheControl?.NoStore);
        }

        Assert.Equal((409, "notStudent"), await IdentityHost.ProblemOf(await office.PostAsync("/api/v1/schools/demo/people/teacher/code", null, Stop)));
    }

    [Fact]
    public async Task A_whole_school_behind_one_address_gets_in_with_its_cards_at_the_bell()
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.Browser();
        var code = await host.CodeAsync();

        var statuses = new List<HttpStatusCode>();
        foreach (var wave in Enumerable.Range(0, 1_000).Chunk(50))
        {
            statuses.AddRange((await Task.WhenAll(wave.Select(_ => FindAsync(browser, "demo", code)))).Select(response => response.StatusCode));
            statuses.AddRange((await Task.WhenAll(wave.Select(_ => IdentityHost.SignInByCodeAsync(browser, code, bearer: true)))).Select(response => response.StatusCode));
        }

        Assert.All(statuses, status => Assert.Equal(HttpStatusCode.OK, status));
    }

    [Fact]
    public async Task Guessers_of_codes_are_stopped_at_the_limit_of_their_address_and_other_schools_are_not()
    {
        await using var host = await IdentityHost.StartAsync(("Identity:Limits:CodeBurstMax", "3"), ("Identity:Limits:CodeRatePerSecond", "1"));
        using var browser = host.Browser();
        var elsewhere = await host.CodeAsync("student", TestRoster.Other);

        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => IdentityHost.SignInByCodeAsync(browser, "7KQ2-M9XD-4HTP")));

        var slowed = answers.First(answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        Assert.Equal((429, "tooManyAttempts"), await IdentityHost.ProblemOf(slowed));
        Assert.NotNull(slowed.Headers.RetryAfter);
        Assert.True((await IdentityHost.SignInByCodeAsync(browser, elsewhere, "other")).IsSuccessStatusCode);
    }

    [Fact]
    public async Task Strangers_are_stopped_at_the_limit_of_their_address()
    {
        await using var host = await IdentityHost.StartAsync(("Identity:Limits:AddressBurstMax", "3"), ("Identity:Limits:AddressRatePerSecond", "1"));
        using var browser = host.Browser();

        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(n => browser.PostAsJsonAsync("/api/v1/invitations/accept", new { token = "x", password = "y" }, Stop)));

        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.Gone);
        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task A_card_says_whose_it_is_and_starts_no_session()
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.Browser();
        var code = await host.CodeAsync();

        var response = await FindAsync(browser, " DEMO ", code.ToLowerInvariant());

        Assert.True(response.Headers.CacheControl?.NoStore);
        Assert.False(response.Headers.Contains("Set-Cookie"));
        Assert.Equal("Élise Martin", (string?)(await IdentityHost.JsonOf(response))["displayName"]);
        Assert.Equal((401, "signInRequired"), await IdentityHost.ProblemOf(await browser.GetAsync("/api/v1/session", Stop)));
    }

    [Theory]
    [InlineData("demo", "7KQ2-M9XD-4HTP")]
    [InlineData("demo", "not a code")]
    [InlineData("nowhere", "7KQ2-M9XD-4HTP")]
    [InlineData("not~a~school", "7KQ2-M9XD-4HTP")]
    public async Task A_card_that_opens_nothing_is_nobody_s(string school, string code)
    {
        await using var host = await IdentityHost.StartAsync();
        using var browser = host.Browser();
        var right = await host.CodeAsync();

        Assert.Equal((401, "signInFailed"), await IdentityHost.ProblemOf(await FindAsync(browser, school, code)));
        Become(host, SchoolRole.Teacher);
        Assert.Equal((401, "signInFailed"), await IdentityHost.ProblemOf(await FindAsync(browser, "demo", right)));
    }

    [Fact]
    public async Task Whoever_asks_whose_cards_are_by_guessing_is_stopped_at_the_same_limit()
    {
        await using var host = await IdentityHost.StartAsync(("Identity:Limits:CodeBurstMax", "3"), ("Identity:Limits:CodeRatePerSecond", "1"));
        using var browser = host.Browser();

        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => FindAsync(browser, "demo", "7KQ2-M9XD-4HTP")));

        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.TooManyRequests && answer.Headers.RetryAfter is not null);
    }

    private static Task<HttpResponseMessage> FindAsync(HttpClient browser, string school, string code) =>
        browser.PostAsJsonAsync("/api/v1/codes/find", new { school, code }, Stop);

    private static void Become(IdentityHost host, params SchoolRole[] roles)
    {
        var key = PersonKey.Of(TestRoster.School, "student");
        host.Roster.People[key] = host.Roster.People[key] with { Roles = [.. roles] };
    }
}
