using Classroom.Grains.Fanout;

namespace Classroom.Grains.Tests.Fanout;

public sealed class EntryRingTests
{
    [Fact]
    public void It_forgets_the_oldest_above_its_number()
    {
        var ring = Filled(new EntryRing(entriesMax: 20, bytesMax: int.MaxValue), count: 100, bytes: 1);

        Assert.Equal((81, 100), (ring.First, ring.Last));
        Assert.Null(ring.Find(80));
        Assert.Equal(81, ring.Find(81)?.Sequence);
    }

    [Fact]
    public void It_forgets_the_oldest_above_its_bytes_but_keeps_the_latest()
    {
        Assert.Equal(98, Filled(new EntryRing(1000, bytesMax: 30), count: 100, bytes: 10).First);
        Assert.Equal(100, Filled(new EntryRing(1000, bytesMax: 30), count: 100, bytes: 31).First);
    }

    [Fact]
    public void It_takes_only_the_next() =>
        Assert.Throws<InvalidOperationException>(() => Filled(new EntryRing(10, 100), count: 3, bytes: 1).Add(new RingEntry(5, 1, new byte[1])));

    [Theory]
    [InlineData(100, 5, true)] // The head.
    [InlineData(81, 5, true)] // The oldest held.
    [InlineData(80, 5, true)] // The last forgotten: all after it is held.
    [InlineData(79, 5, false)]
    [InlineData(101, 5, false)]
    [InlineData(100, 4, false)] // Same place in another history.
    [InlineData(80, 4, false)]
    public void One_goes_on_from_what_is_the_same_entry_if_the_rest_is_held(long sequence, long epoch, bool expected) =>
        Assert.Equal(expected, Filled(new EntryRing(20, int.MaxValue), count: 100, bytes: 1).GoesOnAfter(sequence, epoch));

    [Fact]
    public void One_who_holds_nothing_goes_on_from_an_empty_ring_of_a_new_lesson() => Assert.True(new EntryRing(20, 100).GoesOnAfter(0, 0));

    [Fact]
    public void It_is_read_up_to_so_many_bytes_but_at_least_one()
    {
        var ring = Filled(new EntryRing(20, int.MaxValue), count: 20, bytes: 10);

        Assert.Equal(3, ring.ReadAfter(5, upToBytes: 39).Length);
        Assert.Single(ring.ReadAfter(5, upToBytes: 1));
        Assert.Empty(ring.ReadAfter(20, upToBytes: 100));
    }

    [Fact]
    public void Another_payload_takes_the_place_of_one_that_is_held()
    {
        var ring = Filled(new EntryRing(20, bytesMax: 200), count: 40, bytes: 10);

        ring.Replace(30, new byte[1]);
        ring.Replace(3, new byte[1]); // Forgotten long ago.

        Assert.Equal(1, ring.Find(30)?.Payload.Length);
        Assert.Equal(21, ring.First);
    }

    private static EntryRing Filled(EntryRing ring, int count, int bytes)
    {
        for (var sequence = 1; sequence <= count; sequence++)
        {
            ring.Add(new RingEntry(sequence, 5, new byte[bytes]));
        }

        return ring;
    }
}
