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

    [Fact]
    public async Task Who_asks_within_a_second_gets_what_was_read_and_who_asks_later_what_is_there()
    {
        var reads = new SchoolReads<int>(_ => Task.FromResult(Interlocked.Increment(ref _count)), _time);

        var both = await Task.WhenAll(reads.OfAsync(School), reads.OfAsync(School)).WaitAsync(Patience, TestContext.Current.CancellationToken);

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

    [Fact]
    public async Task With_more_schools_than_it_keeps_it_reads_anew()
    {
        var reads = new SchoolReads<int>(_ => Task.FromResult(Interlocked.Increment(ref _count)), _time);
        foreach (var number in Enumerable.Range(0, SchoolReads<int>.SchoolsMax))
        {
            await reads.OfAsync(SchoolId.Parse($"s{number}"));
        }

        await reads.OfAsync(SchoolId.Parse("s0"));
        Assert.Equal(SchoolReads<int>.SchoolsMax, _count);
        await reads.OfAsync(School);
        await reads.OfAsync(SchoolId.Parse("s0"));
        Assert.Equal(SchoolReads<int>.SchoolsMax + 2, _count);
    }
}
