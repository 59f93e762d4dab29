using Classroom.Gateway.Problems;

namespace Classroom.Gateway.Tests.Logs;

/// <summary>Turns at reading logs, up to both limits.</summary>
public sealed class LogReadersTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Beyond_the_turns_one_waits_and_beyond_those_who_may_wait_one_is_told_to_come_back()
    {
        using var readers = new TestLogReaders(readersMax: 2, waitingMax: 1);
        var first = await readers.Turns.EnterAsync(Stop);
        using var second = await readers.Turns.EnterAsync(Stop);
        var third = readers.Turns.EnterAsync(Stop);

        var busy = await Assert.ThrowsAsync<BusyException>(() => readers.Turns.EnterAsync(Stop));
        Assert.False(third.IsCompleted);
        Assert.True(busy.RetryAfter > TimeSpan.Zero);

        first.Dispose();
        first.Dispose(); // A turn given back twice is one turn.
        using var turn = await third.WaitAsync(Patience, Stop);
        var fourth = readers.Turns.EnterAsync(Stop);
        Assert.False(fourth.IsCompleted);
        turn.Dispose();
        (await fourth.WaitAsync(Patience, Stop)).Dispose();
    }

    [Fact]
    public async Task Who_gives_up_waiting_waits_no_more()
    {
        using var readers = new TestLogReaders(readersMax: 1, waitingMax: 1);
        using var first = await readers.Turns.EnterAsync(Stop);
        using var given = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var second = readers.Turns.EnterAsync(given.Token);
        await given.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second.WaitAsync(Patience, Stop));
        var third = readers.Turns.EnterAsync(Stop);
        Assert.False(third.IsCompleted);
        first.Dispose();
        (await third.WaitAsync(Patience, Stop)).Dispose();
    }
}
