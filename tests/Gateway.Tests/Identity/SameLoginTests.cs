using System.Net;
using Classroom.Contracts.Ids;

namespace Classroom.Gateway.Tests.Identity;

/// <summary>Goal: whoever has an account under somebody else's login gets no nearer to theirs, and keeps nobody out.</summary>
public sealed class SameLoginTests
{
    private const string Login = "ada@example.org";
    private const string OwnPassword = "their own horse battery";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_right_password_at_one_school_gives_no_further_guesses_at_another(bool naming)
    {
        await using var host = await WithTwoAsync();
        using var guesser = host.Browser();
        for (var round = 0; round < 3; round++)
        {
            for (var n = 0; n < 4; n++)
            {
                await IdentityHost.SignInAsync(guesser, Login, $"guess number {round} {n}");
            }

            Assert.Equal(HttpStatusCode.OK, (await IdentityHost.SignInAsync(guesser, Login, OwnPassword, naming ? TestRoster.Other : null, bearer: true)).StatusCode);
        }

        Assert.Equal((429, "tooManyAttempts"), await IdentityHost.ProblemOf(await IdentityHost.SignInAsync(guesser, Login, IdentityHost.Password, TestRoster.School)));
        Assert.Equal((401, "signInFailed"), await IdentityHost.ProblemOf(await IdentityHost.SignInAsync(guesser, Login, IdentityHost.Password))); // Not looked at, and not told.
        host.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.True((await IdentityHost.SignInAsync(guesser, Login, IdentityHost.Password, TestRoster.School)).IsSuccessStatusCode); // Nobody is locked out.
    }

    [Fact]
    public async Task A_browser_is_known_for_the_account_that_signed_in_and_not_for_its_login()
    {
        await using var host = await WithTwoAsync();
        using var guesser = host.Browser();
        using var stranger = host.Browser();
        (await IdentityHost.SignInAsync(guesser, Login, OwnPassword, TestRoster.Other)).EnsureSuccessStatusCode();
        for (var n = 0; n < 5; n++)
        {
            await IdentityHost.SignInAsync(stranger, Login, $"guess number {n}", TestRoster.School);
        }

        Assert.Equal((429, "tooManyAttempts"), await IdentityHost.ProblemOf(await IdentityHost.SignInAsync(guesser, Login, IdentityHost.Password, TestRoster.School)));
        Assert.True((await IdentityHost.SignInAsync(guesser, Login, OwnPassword)).IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_browser_is_known_for_several_accounts()
    {
        await using var host = await WithTwoAsync();
        using var owner = host.Browser();
        using var stranger = host.Browser();
        (await IdentityHost.SignInAsync(owner, Login, IdentityHost.Password, TestRoster.School)).EnsureSuccessStatusCode();
        (await IdentityHost.SignInAsync(owner, Login, OwnPassword, TestRoster.Other)).EnsureSuccessStatusCode();
        for (var n = 0; n < 30; n++)
        {
            await IdentityHost.SignInAsync(stranger, Login, $"guess number {n}");
            host.Time.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.Equal((429, "tooManyAttempts"), await IdentityHost.ProblemOf(await IdentityHost.SignInAsync(stranger, Login, IdentityHost.Password)));
        Assert.True((await IdentityHost.SignInAsync(owner, Login, IdentityHost.Password)).IsSuccessStatusCode);
        Assert.True((await IdentityHost.SignInAsync(owner, Login, OwnPassword)).IsSuccessStatusCode);
    }

    /// <remarks>The guesser has an account at the other school under both logins: the most that somebody who wants to know can have.</remarks>
    [Fact]
    public async Task Answers_to_guesses_do_not_tell_whether_a_login_is_known_elsewhere()
    {
        var answers = new List<string>();
        foreach (var isKnown in new[] { true, false })
        {
            await using var host = await IdentityHost.StartAsync();
            await host.AccountAsync("teacher", TestRoster.Other, OwnPassword);
            if (isKnown)
            {
                await host.AccountAsync("teacher", TestRoster.School);
            }

            using var guesser = host.Browser();
            var order = new Random(20261124); // The same order of tries for both.
            var seen = new List<string>();
            for (var n = 0; n < 200; n++)
            {
                SchoolId? school = order.Next(3) switch { 0 => TestRoster.School, 1 => TestRoster.Other, _ => null };
                var own = order.Next(4) == 0;
                var answer = await IdentityHost.SignInAsync(guesser, Login, own ? OwnPassword : $"guess number {n}", school, bearer: order.Next(2) == 0);
                seen.Add($"{(int)answer.StatusCode} {answer.Headers.RetryAfter}");
                host.Time.Advance(TimeSpan.FromSeconds(order.Next(3)));
            }

            answers.Add(string.Join(", ", seen));
        }

        Assert.Equal(answers[0], answers[1]);
    }

    [Fact]
    public async Task Who_signs_in_often_without_naming_a_school_is_not_slowed_by_it()
    {
        await using var host = await WithTwoAsync();
        using var client = host.Browser();
        for (var n = 0; n < 20; n++)
        {
            Assert.True((await IdentityHost.SignInAsync(client, Login, IdentityHost.Password, bearer: true)).IsSuccessStatusCode);
        }
    }

    [Fact]
    public async Task A_password_that_is_not_looked_at_for_some_accounts_is_the_same_work()
    {
        await using var host = await WithTwoAsync();
        using var guesser = host.Browser();
        for (var n = 0; n < 6; n++)
        {
            Assert.Equal(2, await VerifiedByAsync(host, guesser, OwnPassword, null)); // At the sixth the other account has had its five.
        }
    }

    [Fact]
    public async Task Who_works_at_more_schools_than_are_looked_at_gets_in_by_naming_theirs()
    {
        await using var host = await IdentityHost.StartAsync();
        var schools = await host.SharedLoginAsync(schools: 6);
        using var client = host.Browser();

        foreach (var school in schools)
        {
            Assert.True((await IdentityHost.SignInAsync(client, Login, $"the horse of {school}", school)).IsSuccessStatusCode);
        }
    }

    /// <remarks>Hashing is what a try costs: who counts the hashes has the time without its noise.</remarks>
    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 2)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    [InlineData(4, 4)]
    [InlineData(6, 4)]
    public async Task Whether_nobody_one_or_two_have_a_login_is_the_same_work(int accounts, int hashes)
    {
        await using var host = await IdentityHost.StartAsync();
        var schools = await host.SharedLoginAsync(accounts);
        using var client = host.Browser();

        Assert.Equal(hashes, await VerifiedByAsync(host, client, "wrong horse battery", null));
        Assert.Equal(hashes, await VerifiedByAsync(host, client, "the horse of a0", null));
        Assert.Equal(1, await VerifiedByAsync(host, client, "the horse of a0", schools.FirstOrDefault(TestRoster.School))); // A school has one at most.
    }

    private static async Task<int> VerifiedByAsync(IdentityHost host, HttpClient client, string password, SchoolId? school)
    {
        var before = host.Hasher.Verified;
        await IdentityHost.SignInAsync(client, Login, password, school, bearer: true);
        return host.Hasher.Verified - before;
    }

    private static async Task<IdentityHost> WithTwoAsync()
    {
        var host = await IdentityHost.StartAsync();
        await host.AccountAsync("teacher", TestRoster.School);
        await host.AccountAsync("teacher", TestRoster.Other, OwnPassword);
        return host;
    }
}
