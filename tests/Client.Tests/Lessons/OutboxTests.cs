using Classroom.Client.Lessons;
using Classroom.Client.Reconnecting;
using Classroom.Contracts.Hub;
using Classroom.Contracts.Lessons;

namespace Classroom.Client.Tests.Lessons;

public sealed class OutboxTests
{
    private static readonly DateTimeOffset NineOClock = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Commands_are_sent_in_the_order_of_their_counters_up_to_the_window()
    {
        var outbox = Filled(count: 5, window: 3);

        Assert.Equal([1, 2, 3], SendAll(outbox));
        outbox.Take(new CommandAnswer(2, 7), NineOClock);
        Assert.Equal([4], SendAll(outbox));
    }

    [Fact]
    public async Task An_answer_ends_its_command_alone()
    {
        var outbox = NewOutbox();
        var first = outbox.Add(1, new RaiseHand());
        var second = outbox.Add(2, new LowerHand());
        SendAll(outbox);

        outbox.Take(new CommandAnswer(2, 0, LessonRefusal.NotAllowed), NineOClock);

        Assert.Equal(LessonRefusal.NotAllowed, (await second).Refusal);
        Assert.False(first.IsCompleted);
    }

    [Fact]
    public void After_a_loss_everything_unanswered_is_sent_again_under_its_counter()
    {
        var outbox = Filled(count: 4);
        SendAll(outbox);
        outbox.Take(new CommandAnswer(1, 5), NineOClock);
        outbox.Take(new CommandAnswer(3, 6), NineOClock);

        outbox.Lost();

        Assert.Equal([2, 4], SendAll(outbox));
    }

    [Theory]
    [InlineData(LessonRefusal.RateLimited)]
    [InlineData(LessonRefusal.TooManyWaiting)]
    [InlineData(LessonRefusal.Unavailable)]
    public void A_command_that_is_put_off_is_sent_again_under_its_counter_after_the_time_named(LessonRefusal refusal)
    {
        var outbox = NewOutbox();
        var answer = outbox.Add(9, new RaiseHand());
        SendAll(outbox);

        outbox.Take(new CommandAnswer(9, 0, refusal, RetryAfterMs: 2_000), NineOClock);

        Assert.Empty(SendAll(outbox, NineOClock.AddMilliseconds(1_999)));
        Assert.Equal([9], SendAll(outbox, outbox.PausedUntil));
        Assert.False(answer.IsCompleted);
    }

    [Fact]
    public void A_pause_holds_back_later_commands_too()
    {
        var outbox = Filled(count: 2, window: 1);
        SendAll(outbox);
        outbox.Take(new CommandAnswer(1, 0, LessonRefusal.RateLimited, RetryAfterMs: 500), NineOClock);

        Assert.Empty(SendAll(outbox, NineOClock.AddMilliseconds(400)));
        Assert.Equal([1], SendAll(outbox, NineOClock.AddSeconds(1)));
    }

    [Fact]
    public async Task The_outbox_is_bounded()
    {
        var outbox = new Outbox(commandsMax: 2, windowMax: 1, new Random(1), new RetryBudget());
        _ = outbox.Add(1, new RaiseHand());
        _ = outbox.Add(2, new RaiseHand());

        Assert.False(outbox.HasRoom);
        await Assert.ThrowsAsync<OutboxFullException>(() => outbox.Add(3, new RaiseHand()));
    }

    [Fact]
    public async Task A_cancelled_command_is_not_sent_again_and_its_late_answer_is_ignored()
    {
        var outbox = NewOutbox();
        var cancelled = outbox.Add(1, new RaiseHand());
        SendAll(outbox);

        outbox.Cancel(1, new CancellationToken(canceled: true));
        outbox.Take(new CommandAnswer(1, 3), NineOClock);
        outbox.Lost();

        Assert.Empty(SendAll(outbox));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
    }

    [Fact]
    public void A_doubled_answer_does_not_widen_the_window()
    {
        var outbox = Filled(count: 6, window: 2);
        SendAll(outbox);
        outbox.Take(new CommandAnswer(1, 5), NineOClock);
        outbox.Take(new CommandAnswer(1, 5), NineOClock);

        Assert.Equal([3], SendAll(outbox));
    }

    private static Outbox NewOutbox(int window = 16) => new(commandsMax: 256, window, new Random(1), new RetryBudget());

    private static Outbox Filled(int count, int window = 16)
    {
        var outbox = NewOutbox(window);
        for (var counter = 1; counter <= count; counter++)
        {
            _ = outbox.Add(counter, new RaiseHand());
        }

        return outbox;
    }

    private static List<long> SendAll(Outbox outbox, DateTimeOffset? now = null)
    {
        var sent = new List<long>();
        while (outbox.Next(now ?? NineOClock) is { } command)
        {
            sent.Add(command.Counter);
        }

        return sent;
    }
}
