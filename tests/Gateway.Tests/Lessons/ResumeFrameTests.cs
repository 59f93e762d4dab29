using Classroom.Contracts.Lessons;
using Classroom.Domain.Lessons;
using Classroom.Domain.Tests.Lessons;

namespace Classroom.Gateway.Tests.Lessons;

/// <summary>Where the frames of a resume end, from the ring and from the log alike.</summary>
public sealed class ResumeFrameTests
{
    private static readonly History History = Enumerable.Range(0, 1_000).Select(number => Histories.Numbered((uint)number)).First(history => history.Entries.Length >= 80);
    private static readonly Viewer Teacher = Histories.Cast[0];

    /// <summary>Seen to fail: frames from the log were cut after they were too large.</summary>
    [Theory]
    [InlineData(2_000, 0, 2)]
    [InlineData(2_000, -1, 1)]
    [InlineData(16, 0, 2)]
    [InlineData(16, -1, 1)]
    public async Task A_frame_of_a_resume_has_what_fits_into_it_from_the_ring_and_from_the_log_alike(int ring, int beside, int covered)
    {
        var bytes = History.Entries.Take(2).Sum(entry => EntryCodec.Encode(entry).Length) + beside;
        await using var world = new FollowingWorld(History, options => (options.RingEntriesMax, options.FrameBytesMax) = (ring, bytes));
        await (await world.FollowAsync(Teacher)).ReadAsync();
        await world.Lesson.AdvanceAsync(80);

        var client = await world.FollowAsync(Teacher, epoch: 1, after: 0);
        client.GoOnFrom(new MemoryClient(Teacher, 1) { View = LessonView.Initial with { Viewer = Teacher } });
        await client.ReadAsync(); // The welcome.
        await client.ReadAsync();

        Assert.Equal(covered, client.Covered);
        Assert.Equal(ring < 80 ? 1 : 0, world.Lesson.LogReads);
    }

    /// <summary>Seen to fail: a page of the log was one frame, however many entries it had.</summary>
    [Theory]
    [InlineData(2_000)]
    [InlineData(16)]
    public async Task A_frame_of_a_resume_has_64_entries_at_most(int ring)
    {
        await using var world = new FollowingWorld(History, options => (options.RingEntriesMax, options.FrameBytesMax) = (ring, 1 << 20));
        await (await world.FollowAsync(Teacher)).ReadAsync();
        await world.Lesson.AdvanceAsync(80);

        var client = await world.FollowAsync(Teacher, epoch: 1, after: 0);
        client.GoOnFrom(new MemoryClient(Teacher, 1) { View = LessonView.Initial with { Viewer = Teacher } });
        await client.ReadAsync();
        await client.ReadAsync();

        Assert.Equal(64, client.Covered);
    }
}
