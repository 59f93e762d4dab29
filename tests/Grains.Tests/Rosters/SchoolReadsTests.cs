using Classroom.Contracts.Ids;
using Classroom.Grains.Rosters;
using Microsoft.Extensions.Time.Testing;

namespace Classroom.Grains.Tests.Rosters;

public sealed class SchoolReadsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly SchoolId School = SchoolId.Parse("demo");

    private readonly FakeTimeProvider _time = new();
    private int _count;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_asks_within_a_second_gets_what_was_read_and_who_asks_later_what_is_there()
    {
        var reads = new SchoolReads<int>(_ => Task.FromResult(Interlocked.Increment(ref _count)), _time);

        var both = await Task.WhenAll(reads.OfAsync(School), reads.OfAsync(School)).WaitAsync(Patience, Stop);

        Assert.Equal([1, 1], both);
        _time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Equal(1, await reads.OfAsync(School));
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(2, await reads.OfAsync(School));
        Assert.Equal(3, await reads.OfAsync(SchoolId.Parse("other")));
    }

    [Fact]
    public async Task A_read_that_failed_is_made_again_for_the_next()
    {
        var reads = new SchoolReads<int>(_ => ++_count == 1 ? Task.FromException<int>(new IOException("The store is down.")) : Task.FromResult(_count), _time);

        await Assert.ThrowsAsync<IOException>(() => reads.OfAsync(School));
        Assert.Equal(2, await reads.OfAsync(School));
    }

    /// <summary>Seen to fail: all was read anew.</summary>
    [Fact]
    public async Task With_more_schools_than_it_keeps_it_forgets_the_half_read_longest_ago()
    {
        var reads = new SchoolReads<int>(_ => Task.FromResult(Interlocked.Increment(ref _count)), _time);
        foreach (var number in Enumerable.Range(0, SchoolReads<int>.SchoolsMax))
        {
            await reads.OfAsync(SchoolId.Parse($"s{number}"));
            _time.Advance(TimeSpan.FromTicks(1));
        }

        await reads.OfAsync(SchoolId.Parse("s0"));
        Assert.Equal(SchoolReads<int>.SchoolsMax, _count);
        await reads.OfAsync(School);
        await reads.OfAsync(SchoolId.Parse("s5000"));
        Assert.Equal(SchoolReads<int>.SchoolsMax + 1, _count);
        await reads.OfAsync(SchoolId.Parse("s4999"));
        Assert.Equal(SchoolReads<int>.SchoolsMax + 2, _count);
    }

    /// <summary>Seen to fail: threads that came at once each read for themselves.</summary>
    [Fact]
    public async Task Threads_that_ask_at_the_same_moment_share_one_read()
    {
        const int Threads = 4, Rounds = 300;
        var reads = new SchoolReads<int>(_ => Task.FromResult(Interlocked.Increment(ref _count)), _time);
        using var barrier = new Barrier(Threads, _ => _time.Advance(TimeSpan.FromSeconds(1)));

        await Task.WhenAll(Enumerable.Range(0, Threads).Select(_ => Task.Factory.StartNew(Ask, Stop, TaskCreationOptions.LongRunning, TaskScheduler.Default)))
            .WaitAsync(Patience * 2, Stop);

        Assert.Equal(Rounds, _count);

        void Ask()
        {
            for (var round = 0; round < Rounds; round++)
            {
                Assert.True(barrier.SignalAndWait(Patience, Stop), "The other threads did not come.");
                Assert.True(reads.OfAsync(School).Wait(Patience, Stop), "The read did not end.");
            }
        }
    }
}
