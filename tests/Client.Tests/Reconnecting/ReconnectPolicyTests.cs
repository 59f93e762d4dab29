using Classroom.Client.Reconnecting;
using Classroom.Contracts.Admission;
using Classroom.Contracts.Hub;

namespace Classroom.Client.Tests.Reconnecting;

/// <summary>The same cases as src/Web/test/backoff.test.ts: both clients keep one policy.</summary>
public sealed class ReconnectPolicyTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Never = TimeSpan.Zero;

    [Fact]
    public void A_loss_is_spread_evenly_over_what_the_server_asked_for()
    {
        var waits = Enumerable.Range(0, 4_000).Select(seed => Policy(seed).After(new ConnectionEnd.Lost(8_000), Long, isTeacher: false)!.Value).ToArray();

        Assert.All(waits, wait => Assert.InRange(wait, TimeSpan.Zero, TimeSpan.FromSeconds(8)));
        Assert.All(waits.GroupBy(wait => (int)wait.TotalSeconds), second => Assert.InRange(second.Count(), 400, 600));
    }

    [Fact]
    public void A_teacher_waits_an_eighth_of_the_spread()
    {
        var waits = Enumerable.Range(0, 500).Select(seed => Policy(seed).After(new ConnectionEnd.Lost(8_000), Long, isTeacher: true)!.Value);

        Assert.All(waits, wait => Assert.InRange(wait, TimeSpan.Zero, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void Failures_wait_under_a_bound_that_doubles_up_to_twenty_seconds()
    {
        var policy = new ReconnectPolicy(new Latest(), new RetryBudget());

        var waits = Enumerable.Range(0, 8).Select(_ => policy.After(new ConnectionEnd.Failed(), Never, isTeacher: false)!.Value.TotalSeconds);

        Assert.Equal([0.5, 1, 2, 4, 8, 16, 20, 20], waits.Select(wait => Math.Round(wait, 3)));
    }

    [Fact]
    public void Connections_that_die_at_once_count_as_failures()
    {
        var policy = new ReconnectPolicy(new Latest(), new RetryBudget());

        var waits = Enumerable.Range(0, 4).Select(_ => policy.After(new ConnectionEnd.Lost(0), TimeSpan.FromSeconds(1), isTeacher: false)!.Value.TotalSeconds);

        Assert.Equal([0, 0.5, 1, 2], waits.Select(wait => Math.Round(wait, 3)));
    }

    [Fact]
    public void A_connection_that_held_makes_the_next_loss_a_new_one()
    {
        var policy = new ReconnectPolicy(new Latest(), new RetryBudget());
        policy.After(new ConnectionEnd.Failed(), Never, isTeacher: false);
        policy.After(new ConnectionEnd.Failed(), Never, isTeacher: false);

        Assert.Equal(0, policy.After(new ConnectionEnd.Lost(0), ReconnectPolicy.Stable, isTeacher: false)!.Value.TotalSeconds);
    }

    [Fact]
    public void Attempts_that_failed_before_a_connection_do_not_slow_what_follows_its_loss()
    {
        var policy = new ReconnectPolicy(new Latest(), new RetryBudget());
        for (var failures = 0; failures < 6; failures++)
        {
            policy.After(new ConnectionEnd.Failed(), Never, isTeacher: false);
        }

        Assert.Equal(0, policy.After(new ConnectionEnd.Lost(0), TimeSpan.FromSeconds(2), isTeacher: false)!.Value.TotalSeconds);
        Assert.Equal(0.5, policy.After(new ConnectionEnd.Failed(), Never, isTeacher: false)!.Value.TotalSeconds, precision: 3);
    }

    [Fact]
    public void A_spent_budget_makes_every_retry_wait_the_longest()
    {
        var policy = new ReconnectPolicy(new Earliest(), new RetryBudget());
        for (var retries = 0; retries < RetryBudget.Max; retries++)
        {
            Assert.Equal(TimeSpan.Zero, policy.After(new ConnectionEnd.Failed(), Never, isTeacher: false));
        }

        Assert.Equal(Backoff.Cap, policy.After(new ConnectionEnd.Failed(), Never, isTeacher: false));
    }

    [Fact]
    public void Ten_successes_earn_one_retry()
    {
        var budget = new RetryBudget();
        while (budget.TrySpend())
        {
            // Until nothing is left.
        }

        for (var successes = 0; successes < 9; successes++)
        {
            budget.Earn();
        }

        Assert.False(budget.TrySpend());
        budget.Earn();
        Assert.True(budget.TrySpend());
    }

    [Fact]
    public void What_the_server_asks_to_wait_is_waited_at_least_and_a_third_more_at_most()
    {
        var asked = TimeSpan.FromSeconds(30);
        var waits = Enumerable.Range(0, 300).SelectMany(seed => new[]
        {
            Policy(seed).After(new ConnectionEnd.Failed(asked), Never, isTeacher: false)!.Value,
            Policy(seed).After(new ConnectionEnd.Waiting(new JoinWaiting(5, 20_000, 40_000, 30_000)), Never, isTeacher: false)!.Value,
        });

        Assert.All(waits, wait => Assert.InRange(wait, asked, asked * 4 / 3));
    }

    [Theory]
    [InlineData(CloseCode.Replaced)]
    [InlineData(CloseCode.Ejected)]
    [InlineData(CloseCode.ClientTooOld)]
    [InlineData(CloseCode.ProtocolError)]
    [InlineData(CloseCode.SessionEnded)]
    public void A_client_that_is_told_to_stay_away_stays_away(CloseCode code) =>
        Assert.Null(Policy(1).After(new ConnectionEnd.Closed(new ConnectionClosing(code, Reconnect: false)), Long, isTeacher: true));

    [Fact]
    public void A_drain_is_spread_as_it_says() =>
        Assert.All(
            Enumerable.Range(0, 200).Select(seed => Policy(seed).After(new ConnectionEnd.Closed(new ConnectionClosing(CloseCode.Draining, Reconnect: true, SpreadMs: 3_000)), Long, isTeacher: false)!.Value),
            wait => Assert.InRange(wait, TimeSpan.Zero, TimeSpan.FromSeconds(3)));

    [Theory]
    [InlineData(CloseCode.LessonLost)]
    [InlineData(CloseCode.TooFarBehind)]
    [InlineData(CloseCode.TimedOut)]
    public void A_connection_in_trouble_waits_for_a_retry_and_for_the_spread(CloseCode code)
    {
        double Wait(int spreadMs) => Math.Round(new ReconnectPolicy(new Latest(), new RetryBudget()).After(new ConnectionEnd.Closed(new ConnectionClosing(code, Reconnect: true, spreadMs)), Long, isTeacher: false)!.Value.TotalSeconds, 3);

        Assert.Equal((0.5, 3), (Wait(0), Wait(3_000)));
    }

    [Fact]
    public void No_server_sends_clients_away_for_longer_than_five_minutes() =>
        Assert.InRange(new ReconnectPolicy(new Latest(), new RetryBudget()).After(new ConnectionEnd.Lost(int.MaxValue), Long, isTeacher: false)!.Value, TimeSpan.Zero, ReconnectPolicy.SpreadMax);

    private static ReconnectPolicy Policy(int seed) => new(new Random(seed), new RetryBudget());

    private sealed class Latest : Random
    {
        public override double NextDouble() => 0.999999;
    }

    private sealed class Earliest : Random
    {
        public override double NextDouble() => 0;
    }
}
