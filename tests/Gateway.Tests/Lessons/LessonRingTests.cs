using Classroom.Contracts.Lessons;
using Classroom.Gateway.Lessons.Following;

namespace Classroom.Gateway.Tests.Lessons;

public sealed class LessonRingTests
{
    [Fact]
    public void The_ring_holds_the_latest_entries_within_both_bounds()
    {
        var ring = new LessonRing(entriesMax: 20, bytesMax: 1_000);
        for (var sequence = 1; sequence <= 100; sequence++)
        {
            ring.Append(Entry(sequence, bytes: 10));
        }

        Assert.Equal((81, 100, 20), (ring.First, ring.Last, ring.Count));
        ring.Append(Entry(101, bytes: 900));
        Assert.Equal(91, ring.First); // 900 and 10 × 10: exactly the bound.
        Assert.All(Enumerable.Range((int)ring.First, ring.Count), sequence => Assert.Equal(sequence, ring[sequence].Sequence));
    }

    [Fact]
    public void An_entry_larger_than_the_bound_is_held_alone()
    {
        var ring = new LessonRing(entriesMax: 20, bytesMax: 100);
        ring.Append(Entry(1, 50));
        ring.Append(Entry(2, 500));

        Assert.Equal((2, 2), (ring.First, ring.Last));
    }

    [Fact]
    public void A_gap_is_refused_and_what_is_not_held_cannot_be_read()
    {
        var ring = new LessonRing(entriesMax: 20, bytesMax: 100);
        ring.Restart(7);

        Assert.Throws<InvalidOperationException>(() => ring.Append(Entry(9, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => ring[7]);
        Assert.Equal((8, 7, 0), (ring.First, ring.Last, ring.Count));
    }

    [Fact]
    public void Replacing_an_entry_counts_its_new_bytes()
    {
        var ring = new LessonRing(entriesMax: 20, bytesMax: 100);
        ring.Append(Entry(1, 50));
        ring.Append(Entry(2, 10));
        ring.Replace(Entry(1, 5));
        ring.Append(Entry(3, 80));

        Assert.Equal(1, ring.First);
        Assert.Equal(5, ring[1].Json.Length);
    }

    private static HeldEntry Entry(long sequence, int bytes) => new(sequence, 1, Audience.All, new byte[bytes], 0, null, null);
}
