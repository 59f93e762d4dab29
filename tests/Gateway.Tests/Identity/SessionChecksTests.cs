using Classroom.Contracts.Ids;
using Classroom.Gateway.Identity;
using Classroom.Gateway.Identity.Sessions;
using Classroom.Gateway.Access;
using Classroom.Storage.InMemory.Identity;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Classroom.Gateway.Tests.Identity;

/// <summary>Readings that overtake each other. All but the one of an end that is kept were seen to fail when the last to come back was kept.</summary>
public class SessionChecksTests
{
    private readonly FakeTimeProvider _time = new(new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero));
    private readonly GatedAccountStore _accounts;
    private readonly SessionChecks _checks;
    private readonly SessionRef _session;

    public SessionChecksTests()
    {
        var roster = new TestRoster();
        _accounts = new(new InMemoryAccountStore(new InMemoryAuditTrail()), roster);
        _checks = new(_accounts, roster, Options.Create(new IdentityOptions()), _time, NullLogger<SessionChecks>.Instance);
        _session = new(AccountId.Parse("demo~teacher"), "session", "stamp", _time.GetUtcNow().AddDays(1));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_read_before_a_session_was_ended_here_is_not_kept(bool all)
    {
        var gate = new TaskCompletionSource<string?>();
        _accounts.Stamp = () => gate.Task;
        var early = _checks.IsLiveAsync(_session, Stop).AsTask();

        End(all);
        gate.SetResult("stamp");
        await early;

        _accounts.Stamp = () => Task.FromResult<string?>("another");
        Assert.False(await _checks.IsLiveAsync(_session, Stop));
    }

    [Fact]
    public async Task An_earlier_reading_that_comes_back_late_does_not_hide_a_later_one()
    {
        var gate = new TaskCompletionSource<string?>();
        _accounts.Stamp = () => gate.Task;
        var early = _checks.IsLiveAsync(_session, Stop).AsTask();
        _accounts.Stamp = () => Task.FromResult<string?>("another");
        Assert.False(await _checks.IsLiveAsync(_session, Stop));

        gate.SetResult("stamp");
        await early;

        Assert.False(await _checks.IsLiveAsync(_session, Stop));
    }

    [Fact]
    public async Task That_a_session_has_ended_is_kept_whoever_read_it()
    {
        var gate = new TaskCompletionSource<string?>();
        _accounts.Stamp = () => gate.Task;
        var early = _checks.IsLiveAsync(_session, Stop).AsTask();
        _accounts.Stamp = () => Task.FromResult<string?>("stamp");
        Assert.True(await _checks.IsLiveAsync(_session, Stop));

        gate.SetResult("another");
        Assert.False(await early);

        Assert.False(await _checks.IsLiveAsync(_session, Stop));
    }

    private void End(bool all)
    {
        if (all)
        {
            _checks.ForgetAll();
        }
        else
        {
            _checks.Forget(_session.Id);
        }
    }
}
