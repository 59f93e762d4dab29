using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Classroom.Contracts.Identity;
using Classroom.Contracts.Ids;
using Classroom.Ports.Identity;

namespace Classroom.Storage.Tests.Identity;

/// <summary>What every account store promises.</summary>
public abstract class AccountStoreSpec
{
    private protected static readonly DateTimeOffset Now = new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero);
    private protected static readonly SchoolId School = SchoolId.Parse("demo");
    private protected static readonly PersonKey Ada = PersonKey.Of(School, "ada");
    private protected static readonly PersonKey Bob = PersonKey.Of(School, "bob");
    private static readonly PersonKey AdaElsewhere = PersonKey.Of(SchoolId.Parse("other"), "ada2");
    private static readonly AccountId Root = AccountId.Parse("root");

    private protected abstract IAccountStore Store { get; }

    private protected abstract IAuditTrail Trail { get; }

    private protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_accepted_invitation_makes_the_account_and_is_spent()
    {
        Assert.True(await InviteAsync(Ada, "ada@example.org", "t1"));

        var account = await AcceptAsync("t1", "hash 1", "s1");

        Assert.Equal(new Account(AccountId.Of(Ada), "ada@example.org", null, "hash 1", "s1"), account);
        Assert.Equal([account!], await Store.FindByLoginAsync("ada@example.org", null, Stop));
        Assert.Null(await AcceptAsync("t1", "hash 2", "s2"));
        Assert.Equal(account, await Store.ReadAsync(AccountId.Of(Ada), Stop));
    }

    [Fact]
    public async Task Two_who_accept_one_invitation_at_once_do_not_both_win()
    {
        await InviteAsync(Ada, "ada@example.org", "t1");

        var accounts = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => AcceptAsync("t1", $"hash {n}", $"s{n}")));

        var winner = Assert.Single(accounts, account => account is not null);
        Assert.Equal(winner, await Store.ReadAsync(AccountId.Of(Ada), Stop));
    }

    [Fact]
    public async Task A_new_invitation_voids_the_last_and_changes_the_password_of_the_account()
    {
        await InviteAsync(Ada, "ada@example.org", "t1");
        await AcceptAsync("t1", "hash 1", "s1");
        await InviteAsync(Ada, "ada@example.org", "t2");
        await InviteAsync(Ada, "countess@example.org", "t3");

        Assert.Null(await AcceptAsync("t2", "hash 2", "s2"));
        Assert.Equal(new Account(AccountId.Of(Ada), "countess@example.org", null, "hash 3", "s3"), await AcceptAsync("t3", "hash 3", "s3"));
        Assert.Empty(await Store.FindByLoginAsync("ada@example.org", null, Stop));
    }

    [Fact]
    public async Task An_invitation_ends_at_its_instant()
    {
        await InviteAsync(Ada, "ada@example.org", "t1");

        Assert.NotNull(await Store.FindInvitationAsync(Hash("t1"), Now.AddDays(7).AddMilliseconds(-1), Stop));
        Assert.Null(await Store.FindInvitationAsync(Hash("t1"), Now.AddDays(7), Stop));
        Assert.Null(await Store.AcceptInvitationAsync(Hash("t1"), "hash", "s", Now.AddDays(7), Stop));
        Assert.Null(await Store.ReadAsync(AccountId.Of(Ada), Stop));
    }

    [Fact]
    public async Task A_login_belongs_to_one_account_of_a_school_but_several_schools_may_know_it()
    {
        await InviteAsync(Ada, "ada@example.org", "t1");
        Assert.False(await InviteAsync(Bob, "ada@example.org", "t2")); // Promised.
        await AcceptAsync("t1", "hash 1", "s1");
        Assert.False(await InviteAsync(Bob, "ada@example.org", "t2")); // Taken.
        Assert.Null(await Store.FindInvitationAsync(Hash("t2"), Now, Stop));

        Assert.True(await InviteAsync(AdaElsewhere, "ada@example.org", "t3"));
        await AcceptAsync("t3", "hash 3", "s3");

        Assert.Equal(["demo~ada", "other~ada2"], (await Store.FindByLoginAsync("ada@example.org", null, Stop)).Select(account => account.Id.ToString()));
        Assert.Equal(["other~ada2"], (await Store.FindByLoginAsync("ada@example.org", AdaElsewhere.School, Stop)).Select(account => account.Id.ToString()));
    }

    [Fact]
    public async Task An_expired_promise_of_a_login_binds_nobody()
    {
        await InviteAsync(Ada, "head@example.org", "t1");

        Assert.True(await Store.IssueInvitationAsync(new(Hash("t2"), Bob, "head@example.org", Now.AddDays(20)), Act(Bob) with { At = Now.AddDays(8) }, Stop));
    }

    [Fact]
    public async Task Of_many_accounts_with_one_login_a_few_answer_and_each_to_the_name_of_its_school()
    {
        await ShareAsync("x@example.org", IAccountStore.SameLoginMax + 2);

        Assert.Equal(["school0~x", "school1~x", "school2~x", "school3~x"], (await Store.FindByLoginAsync("x@example.org", null, Stop)).Select(account => account.Id.ToString()));
        Assert.Equal(["school5~x"], (await Store.FindByLoginAsync("x@example.org", SchoolId.Parse("school5"), Stop)).Select(account => account.Id.ToString()));
    }

    /// <remarks>Its id sorts after those of the schools: what is first must not be left to the order of ids.</remarks>
    [Fact]
    public async Task An_administrator_answers_to_their_login_first_whatever_schools_give_it_to()
    {
        var administrator = new Account(AccountId.Parse("zzz"), "x@example.org", "Root", "hash", "s");
        await Store.IssueSetupAsync(Hash("k1"), Now.AddDays(1), false, null, Stop);
        await Store.CompleteSetupAsync(Hash("k1"), administrator, Now, Stop);
        await ShareAsync("x@example.org", IAccountStore.SameLoginMax + 2);

        var found = await Store.FindByLoginAsync("x@example.org", null, Stop);

        Assert.Equal(administrator, found[0]);
        Assert.Equal(IAccountStore.SameLoginMax, found.Length);
    }

    [Fact]
    public async Task A_new_code_replaces_the_old_and_changes_the_stamp()
    {
        await IssueAsync((Ada, "c1", "s1"), (Bob, "c2", "s2"));
        Assert.Equal(AccountId.Of(Ada), (await Store.FindByCodeAsync(School, Hash("c1"), Stop))!.Id);

        await IssueAsync((Ada, "c3", "s3"));

        Assert.Null(await Store.FindByCodeAsync(School, Hash("c1"), Stop));
        Assert.Equal("s3", (await Store.FindByCodeAsync(School, Hash("c3"), Stop))!.Stamp);
        Assert.Equal("s2", (await Store.FindByCodeAsync(School, Hash("c2"), Stop))!.Stamp);
        Assert.Null(await Store.FindByCodeAsync(SchoolId.Parse("other"), Hash("c3"), Stop));
    }

    [Fact]
    public async Task Codes_are_issued_to_all_or_to_none()
    {
        await IssueAsync((Ada, "c1", "s1"));

        // A hash that another account has cannot be kept: the whole class keeps its old codes.
        await Assert.ThrowsAnyAsync<Exception>(() => IssueAsync((PersonKey.Of(School, "eve"), "c9", "s9"), (Bob, "c1", "s2")));

        Assert.Equal("s1", (await Store.FindByCodeAsync(School, Hash("c1"), Stop))!.Stamp);
        Assert.Null(await Store.FindByCodeAsync(School, Hash("c9"), Stop));
        Assert.Single(await Trail.ReadAsync(School, 0, 10, Stop));
    }

    [Fact]
    public async Task A_code_leaves_the_password_of_its_account_alone()
    {
        await InviteAsync(Ada, "ada@example.org", "t1");
        await AcceptAsync("t1", "hash 1", "s1");

        await IssueAsync((Ada, "c1", "s2"));

        Assert.Equal(new Account(AccountId.Of(Ada), "ada@example.org", null, "hash 1", "s2"), await Store.ReadAsync(AccountId.Of(Ada), Stop));
    }

    [Fact]
    public async Task A_password_is_replaced_only_under_the_stamp_it_was_read_with()
    {
        await InviteAsync(Ada, "ada@example.org", "t1");
        await AcceptAsync("t1", "hash 1", "s1");

        Assert.False(await Store.ReplacePasswordAsync(AccountId.Of(Ada), "stale", "hash 2", "s2", Act(Ada), Stop));
        Assert.Equal("hash 1", (await Store.ReadAsync(AccountId.Of(Ada), Stop))!.PasswordHash);
        Assert.True(await Store.ReplacePasswordAsync(AccountId.Of(Ada), "s1", "hash 3", "s3", null, Stop));
        Assert.Equal(("hash 3", "s3"), await Store.ReadAsync(AccountId.Of(Ada), Stop) is { } account ? (account.PasswordHash, account.Stamp) : default);
    }

    [Fact]
    public async Task A_session_that_was_ended_has_no_stamp()
    {
        await IssueAsync((Ada, "c1", "s1"));
        Assert.Equal("s1", await Store.ReadStampAsync(AccountId.Of(Ada), "session 1", Stop));

        await Store.EndSessionAsync("session 1", Now.AddHours(1), Now, Stop);
        await Store.EndSessionAsync("session 1", Now.AddHours(1), Now, Stop); // Twice is once.

        Assert.Null(await Store.ReadStampAsync(AccountId.Of(Ada), "session 1", Stop));
        Assert.Equal("s1", await Store.ReadStampAsync(AccountId.Of(Ada), "session 2", Stop));
        Assert.Null(await Store.ReadStampAsync(AccountId.Of(Bob), "session 2", Stop));
    }

    [Fact]
    public async Task An_ended_session_is_remembered_until_it_would_have_expired()
    {
        await IssueAsync((Ada, "c1", "s1"));
        await Store.EndSessionAsync("session 1", Now.AddHours(1), Now, Stop);

        await Store.EndSessionAsync("session 2", Now.AddHours(2), Now.AddMinutes(59), Stop);
        Assert.Null(await Store.ReadStampAsync(AccountId.Of(Ada), "session 1", Stop));
        await Store.EndSessionAsync("session 3", Now.AddHours(2), Now.AddMinutes(61), Stop);
        Assert.Equal("s1", await Store.ReadStampAsync(AccountId.Of(Ada), "session 1", Stop)); // It expired by itself: nobody asks.
    }

    [Fact]
    public async Task Only_one_of_several_setup_tokens_makes_the_first_administrator()
    {
        Assert.True(await Store.IssueSetupAsync(Hash("k1"), Now.AddDays(1), false, null, Stop));
        Assert.True(await Store.IssueSetupAsync(Hash("k2"), Now.AddDays(1), false, null, Stop));

        Assert.Equal((false, false, true), (await Store.IsSetupOpenAsync(Hash("wrong"), Now, Stop), await Store.IsSetupOpenAsync(Hash("k1"), Now.AddDays(1), Stop), await Store.IsSetupOpenAsync(Hash("k1"), Now, Stop)));
        Assert.False(await Store.CompleteSetupAsync(Hash("wrong"), Administrator("root"), Now, Stop));
        Assert.False(await Store.CompleteSetupAsync(Hash("k1"), Administrator("root"), Now.AddDays(1), Stop)); // Expired.
        Assert.True(await Store.CompleteSetupAsync(Hash("k1"), Administrator("root"), Now, Stop));
        Assert.Equal((false, false), (await Store.IsSetupOpenAsync(Hash("k1"), Now, Stop), await Store.IsSetupOpenAsync(Hash("k2"), Now, Stop)));
        Assert.False(await Store.CompleteSetupAsync(Hash("k2"), Administrator("second"), Now, Stop));
        Assert.False(await Store.IssueSetupAsync(Hash("k3"), Now.AddDays(1), false, null, Stop));
        Assert.Equal([Administrator("root")], await Store.FindByLoginAsync("root", null, Stop));
    }

    [Fact]
    public async Task A_recovery_token_makes_a_further_administrator_of_another_login()
    {
        await Store.IssueSetupAsync(Hash("k1"), Now.AddDays(1), false, null, Stop);
        await Store.CompleteSetupAsync(Hash("k1"), Administrator("root"), Now, Stop);

        Assert.True(await Store.IssueSetupAsync(Hash("k2"), Now.AddDays(1), true, Act(Ada) with { School = null, Action = AuditAction.RecoveryIssued, Subject = null }, Stop));
        Assert.True(await Store.IsSetupOpenAsync(Hash("k2"), Now, Stop));
        Assert.False(await Store.CompleteSetupAsync(Hash("k2"), Administrator("root") with { Id = AccountId.Parse("third") }, Now, Stop));
        Assert.True(await Store.CompleteSetupAsync(Hash("k2"), Administrator("second"), Now, Stop));
    }

    [Fact]
    public async Task Tokens_for_further_administrators_stand_in_the_trail_and_do_not_void_each_other()
    {
        var act = new AuditAct(Now, Root, null, AuditAction.AdministratorInvited, null);
        await Store.IssueSetupAsync(Hash("k1"), Now.AddDays(1), false, null, Stop);
        await Store.IssueSetupAsync(Hash("k2"), Now.AddDays(1), true, act, Stop);
        await Store.IssueSetupAsync(Hash("k3"), Now.AddDays(1), true, act, Stop);

        Assert.True(await Store.CompleteSetupAsync(Hash("k2"), Administrator("second"), Now, Stop));
        Assert.False(await Store.CompleteSetupAsync(Hash("k2"), Administrator("again"), Now, Stop));
        Assert.False(await Store.CompleteSetupAsync(Hash("k1"), Administrator("first"), Now, Stop));
        Assert.True(await Store.CompleteSetupAsync(Hash("k3"), Administrator("third"), Now, Stop));
        Assert.False(await Store.IssueSetupAsync(Hash("k4"), Now.AddDays(1), false, act, Stop)); // Refused: no act.
        Assert.Equal(
            [AuditAction.AdministratorInvited, AuditAction.AdministratorInvited, AuditAction.AdministratorSetUp, AuditAction.AdministratorSetUp],
            (await Trail.ReadAsync(null, 0, 10, Stop)).Select(entry => entry.Action));
    }

    [Fact]
    public async Task Every_act_stands_in_the_trail_and_nothing_that_was_refused()
    {
        await InviteAsync(Ada, "ada@example.org", "t1");
        await InviteAsync(Bob, "ada@example.org", "t2");
        await AcceptAsync("t1", "hash 1", "s1");
        await AcceptAsync("t1", "hash 2", "s2");
        await IssueAsync((Bob, "c1", "s3"));
        await Store.ReplacePasswordAsync(AccountId.Of(Ada), "stale", "hash 4", "s4", Act(Ada), Stop);
        await Store.IssueSetupAsync(Hash("k1"), Now.AddDays(1), false, null, Stop);
        await Store.CompleteSetupAsync(Hash("k1"), Administrator("root"), Now, Stop);

        var school = await Trail.ReadAsync(School, 0, 100, Stop);
        var node = await Trail.ReadAsync(null, 0, 100, Stop);

        Assert.Equal(
            [(AuditAction.InvitationIssued, "demo~ada"), (AuditAction.InvitationAccepted, "demo~ada"), (AuditAction.CodeIssued, "demo~bob")],
            school.Select(entry => (entry.Action, entry.Subject!)));
        Assert.Equal([(AuditAction.AdministratorSetUp, AccountId.Parse("root-root"))], node.Select(entry => (entry.Action, entry.Actor!.Value)));
    }

    private protected static ImmutableArray<byte> Hash(string text) => [.. SHA256.HashData(Encoding.UTF8.GetBytes(text))];

    private protected Task IssueAsync(params (PersonKey Person, string Code, string Stamp)[] codes) =>
        Store.IssueCodesAsync([.. codes.Select(code => new IssuedCode(code.Person, Hash(code.Code), code.Stamp, Act(code.Person) with { Action = AuditAction.CodeIssued }))], Stop);

    private async Task ShareAsync(string login, int schools)
    {
        for (var n = 0; n < schools; n++)
        {
            await InviteAsync(PersonKey.Of(SchoolId.Parse($"school{n}"), "x"), login, $"t{n}");
            await AcceptAsync($"t{n}", "hash", "s");
        }
    }

    private static Account Administrator(string login) => new(AccountId.Parse($"{Root}-{login}"), login, "Root", "hash", "s");

    private static AuditAct Act(PersonKey person) => new(Now, Root, person.School, AuditAction.InvitationIssued, person.ToString());

    private Task<bool> InviteAsync(PersonKey person, string login, string token) =>
        Store.IssueInvitationAsync(new(Hash(token), person, login, Now.AddDays(7)), Act(person), Stop);

    private Task<Account?> AcceptAsync(string token, string hash, string stamp) => Store.AcceptInvitationAsync(Hash(token), hash, stamp, Now, Stop);
}
