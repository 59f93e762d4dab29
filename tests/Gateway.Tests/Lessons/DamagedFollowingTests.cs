using Classroom.Contracts.Lessons;
using Classroom.Domain.Tests.Lessons;
using Classroom.Gateway.Lessons.Following;

namespace Classroom.Gateway.Tests.Lessons;

/// <summary>A lesson that says that its log is damaged: whoever wants in hears so at once, and it is not asked in vain.</summary>
public sealed class DamagedFollowingTests
{
    private static readonly Viewer Teacher = Histories.Cast[0];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>The clock stands still: nothing waits for time to pass.</summary>
    [Fact]
    public async Task Whoever_wants_in_is_told_at_once()
    {
        await using var world = new FollowingWorld(Histories.Numbered(1));
        world.Lesson.DamagedFor = TimeSpan.FromMinutes(1);

        var client = await world.FollowAsync(Teacher).WaitAsync(Patience, Stop);
        var damaged = await Assert.ThrowsAsync<LessonDamagedException>(() => world.Followers.ReadAsync(PlayedBackLesson.Id, Stop).WaitAsync(Patience, Stop));

        Assert.Equal("lessonDamaged", await client.ClosedAsync());
        Assert.Equal(TimeSpan.FromMinutes(1), damaged.RetryAfter);
        Assert.Equal(1, world.Lesson.Attaches);
    }

    /// <summary>Seen to fail when each that came made the gateway ask again.</summary>
    [Fact]
    public async Task It_is_not_asked_again_before_its_time_and_opens_once_it_is_mended()
    {
        await using var world = new FollowingWorld(Histories.Numbered(1), options => options.Linger = TimeSpan.FromDays(1));
        world.Lesson.DamagedFor = TimeSpan.FromMinutes(1);
        for (var second = 0; second < 50; second++)
        {
            await (await world.FollowAsync(Teacher).WaitAsync(Patience, Stop)).ClosedAsync();
            world.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(1, world.Lesson.Attaches);
        world.Lesson.DamagedFor = null;
        using var late = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        late.CancelAfter(Patience);
        while (world.Lesson.Attaches < 2)
        {
            Assert.False(late.IsCancellationRequested, "The gateway did not ask again.");
            world.Time.Advance(TimeSpan.FromMilliseconds(200));
            await Task.Yield();
        }

        MemoryClient client;
        do
        {
            Assert.False(late.IsCancellationRequested, "The lesson did not open.");
            client = await world.FollowAsync(Teacher).WaitAsync(Patience, Stop);
        }
        while (client.Connection.ClosingAt is not null);
    }

    [Fact]
    public async Task Whoever_is_in_is_closed_when_it_becomes_damaged()
    {
        await using var world = new FollowingWorld(Histories.Numbered(1));
        var client = await world.FollowAsync(Teacher);
        await client.ReadAsync();
        world.Lesson.DamagedFor = TimeSpan.FromMinutes(1);

        client.Connection.Follower.Dropped(long.MaxValue);
        using var late = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        late.CancelAfter(Patience);
        while (client.Connection.ClosingAt is null)
        {
            Assert.False(late.IsCancellationRequested, "The connection was not closed.");
            world.Time.Advance(TimeSpan.FromMilliseconds(200));
            await Task.Yield();
        }

        Assert.Equal("lessonDamaged", await client.ClosedAsync());
    }
}
