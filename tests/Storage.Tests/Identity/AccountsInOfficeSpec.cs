using System.Security.Cryptography;
using System.Text;
using Classroom.Contracts.Identity;
using Classroom.Contracts.Ids;
using Classroom.Ports.Identity;
using Classroom.Storage.InMemory.Identity;
using Classroom.Storage.Sqlite.Identity;

namespace Classroom.Storage.Tests.Identity;

/// <summary>What every account store tells the office.</summary>
public abstract class AccountsInOfficeSpec
{
    private static readonly DateTimeOffset Now = new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly SchoolId School = SchoolId.Parse("demo");
    private static readonly SchoolId Other = SchoolId.Parse("demo2");

    private protected abstract IAccountStore Store { get; }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Standings_tell_who_is_invited_who_has_a_password_and_whose_code_was_issued_when()
    {
        await InviteAsync("ada", "ada@example.org");
        await AccountAsync("bob", "bob@example.org");
        await AccountAsync("eve", "eve@example.org", Other);
        await Store.IssueCodesAsync([new(PersonKey.Of(School, "zoe"), [1, 2], "s", Act("zoe", Now.AddHours(1)))], Stop);

        Assert.Equal(
            [
                new(PersonId.Parse("ada"), "ada@example.org", false, Now.AddDays(7), false, null),
                new(PersonId.Parse("bob"), "bob@example.org", true, null, false, null),
                new(PersonId.Parse("zoe"), null, false, null, true, Now.AddHours(1)),
            ],
            await Store.ReadStandingsAsync(School, Now, Stop));
        Assert.Equal(["bob", "zoe"], (await Store.ReadStandingsAsync(School, Now.AddDays(7), Stop)).Select(one => one.Person.ToString())); // The invitation ended.
    }

    [Fact]
    public async Task Standings_of_some_are_those_of_all_and_of_nobody_else()
    {
        await InviteAsync("ada", "ada@example.org");
        await AccountAsync("bob", "bob@example.org");
        await AccountAsync("eve", "eve@example.org", Other);
        await Store.IssueCodesAsync([new(PersonKey.Of(School, "zoe"), [1, 2], "s", Act("zoe", Now.AddHours(1)))], Stop);
        PersonId[] some = [PersonId.Parse("zoe"), PersonId.Parse("eve"), PersonId.Parse("ada"), PersonId.Parse("ada"), PersonId.Parse("nobody")];

        var all = await Store.ReadStandingsAsync(School, Now, Stop);

        Assert.Equal([all[0], all[2]], await Store.ReadStandingsAsync(School, some, Now, Stop));
        Assert.Equal([all[2]], await Store.ReadStandingsAsync(School, some, Now.AddDays(7), Stop)); // The invitation ended.
        Assert.Empty(await Store.ReadStandingsAsync(School, [], Now, Stop));
    }

    [Fact]
    public async Task A_forgotten_password_is_seen_by_its_school_alone_once_and_the_latest_first()
    {
        await AccountAsync("ada", "ada@example.org");
        await AccountAsync("bob", "bob@example.org");
        await AccountAsync("eve", "bob@example.org", Other);
        await Store.RequestPasswordResetAsync("ada@example.org", null, Now, Stop);
        await Store.RequestPasswordResetAsync("bob@example.org", School, Now.AddHours(1), Stop);
        await Store.RequestPasswordResetAsync("ada@example.org", School, Now.AddHours(2), Stop);
        await Store.RequestPasswordResetAsync("nobody@example.org", null, Now, Stop);
        await Store.RequestPasswordResetAsync("ada@example.org", Other, Now.AddHours(3), Stop);

        Assert.Equal(
            [new(PersonKey.Of(School, "ada"), "ada@example.org", Now.AddHours(2)), new(PersonKey.Of(School, "bob"), "bob@example.org", Now.AddHours(1))],
            await Store.ReadPasswordResetsAsync(School, Now.AddHours(4), Stop));
        Assert.Empty(await Store.ReadPasswordResetsAsync(Other, Now.AddHours(4), Stop));
        await Store.RequestPasswordResetAsync("bob@example.org", null, Now.AddHours(5), Stop);
        Assert.Equal(["demo2~eve"], (await Store.ReadPasswordResetsAsync(Other, Now.AddHours(6), Stop)).Select(one => one.Person.ToString()));
    }

    [Fact]
    public async Task An_invitation_or_a_new_password_or_two_weeks_take_it_off()
    {
        foreach (var name in new[] { "ada", "bob", "eve" })
        {
            await AccountAsync(name, $"{name}@example.org");
            await Store.RequestPasswordResetAsync($"{name}@example.org", null, Now, Stop);
        }

        await InviteAsync("ada", "ada@example.org");
        await Store.ReplacePasswordAsync(AccountId.Parse("demo~bob"), "s", "hash 2", "s2", Act("bob", Now) with { Action = AuditAction.PasswordChanged }, Stop);
        await Store.ReplacePasswordAsync(AccountId.Parse("demo~eve"), "s", "rehashed", "s", null, Stop);

        Assert.Equal(["demo~eve"], (await Store.ReadPasswordResetsAsync(School, Now.AddDays(14).AddMilliseconds(-1), Stop)).Select(one => one.Person.ToString()));
        Assert.Empty(await Store.ReadPasswordResetsAsync(School, Now.AddDays(14), Stop));
    }

    [Fact]
    public async Task The_last_five_hundred_of_a_school_are_kept()
    {
        for (var n = 0; n <= IAccountStore.PasswordResetsMax; n++)
        {
            await AccountAsync($"p{n}", $"p{n}@example.org");
            await Store.RequestPasswordResetAsync($"p{n}@example.org", School, Now.AddSeconds(n), Stop);
        }

        var kept = await Store.ReadPasswordResetsAsync(School, Now.AddHours(1), Stop);

        Assert.Equal((IAccountStore.PasswordResetsMax, "demo~p500", "demo~p1"), (kept.Length, $"{kept[0].Person}", $"{kept[^1].Person}"));
    }

    private async Task AccountAsync(string name, string login, SchoolId? school = null)
    {
        await InviteAsync(name, login, school);
        Assert.NotNull(await Store.AcceptInvitationAsync([.. Hash($"{school}{name}")], "hash", "s", Now, Stop));
    }

    private async Task InviteAsync(string name, string login, SchoolId? school = null) =>
        Assert.True(await Store.IssueInvitationAsync(new([.. Hash($"{school}{name}")], PersonKey.Of(school ?? School, name), login, Now.AddDays(7)), Act(name, Now), Stop));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private static AuditAct Act(string name, DateTimeOffset at) => new(at, null, School, AuditAction.InvitationIssued, $"demo~{name}");
}

public sealed class InMemoryAccountsInOfficeTests : AccountsInOfficeSpec
{
    private protected override IAccountStore Store { get; } = new InMemoryAccountStore(new InMemoryAuditTrail());
}

public sealed class SqliteAccountsInOfficeTests : AccountsInOfficeSpec, IAsyncDisposable
{
    private readonly SchoolFile _file = new();

    private protected override IAccountStore Store => new SqliteAccountStore(_file.Database);

    public ValueTask DisposeAsync() => _file.DisposeAsync();

    /// <summary>A write for a login that nobody has, too: else the time an answer takes would tell.</summary>
    [Fact]
    public async Task A_login_that_nobody_has_is_written_like_any_other()
    {
        await Store.RequestPasswordResetAsync("nobody@example.org", null, DateTimeOffset.UnixEpoch, TestContext.Current.CancellationToken);
        await Store.RequestPasswordResetAsync("noone@example.org", null, DateTimeOffset.UnixEpoch, TestContext.Current.CancellationToken);

        Assert.Equal([""], await _file.Database.ReadAsync(session => session.Query("SELECT account FROM password_reset", row => row.GetString(0)), TestContext.Current.CancellationToken));
    }
}
