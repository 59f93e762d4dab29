using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Contracts.Timetables;
using Classroom.Grains.Abstractions.Lessons;
using Classroom.Grains.Tests.Clusters;
using Classroom.Testing.Lessons;
using static Classroom.Grains.Tests.Clusters.LessonCluster;

namespace Classroom.Grains.Tests.Lessons;

/// <summary>A log that lies: its lesson says so at once, the others do not notice.</summary>
public sealed class DamageTests
{
    private static readonly LessonId Other = LessonId.Parse("demo~music");

    [Fact]
    public async Task A_lesson_whose_log_is_damaged_says_so_at_once_and_others_go_on()
    {
        await using var cluster = await DamagedAsync();
        await cluster.World.Timetable.SaveAsync(
            new LessonPlan(Other, ClassId.Parse("demo~3b"), "Scales", EightOClock, EightOClock.AddHours(1), LessonStatus.Planned, 1), TestContext.Current.CancellationToken);

        var attached = await cluster.AttachAsync("g1", new RecordingSink(), 0, -1, Ada);
        var posted = await cluster.SendAsync(Ada, new PostMessage("Hello"));
        var renewed = await cluster.RenewAsync("g1", Ada);
        var elsewhere = await cluster.Grains.GetGrain<ILessonGrain>(Other.ToString()).Execute(new(new(Teacher.Participant, DeviceId.Parse("device"), 1), Teacher, new StartLesson()));

        Assert.Equal(TimeSpan.FromSeconds(5), attached.DamagedFor);
        Assert.Equal(new CommandResult(0, LessonRefusal.Unavailable, TimeSpan.FromSeconds(5)), posted);
        Assert.False(renewed.Attached);
        Assert.Null(elsewhere.Refusal);
    }

    /// <summary>Seen to fail when every call that came looked at the log again, and when the time between two looks did not grow.</summary>
    [Fact]
    public async Task A_damaged_log_is_looked_at_ever_more_rarely_however_often_the_lesson_is_asked_for()
    {
        await using var cluster = await DamagedAsync();
        await cluster.AttachAsync("g1", new RecordingSink(), 0, -1);
        var opened = cluster.Faults.Count(LogOperation.Open);

        for (var second = 1; second <= 15 * 60; second++)
        {
            cluster.Time.Advance(TimeSpan.FromSeconds(1));
            await cluster.AttachAsync("g1", new RecordingSink(), 0, -1);
        }

        // After 5, 15, 35, 75, 155 and 315 seconds, then every 5 minutes. A tick can come a second late.
        Assert.InRange(cluster.Faults.Count(LogOperation.Open) - opened, 6, 8);
    }

    [Fact]
    public async Task Once_its_log_is_right_again_the_lesson_opens_by_itself()
    {
        await using var cluster = await DamagedAsync();
        await cluster.AttachAsync("g1", new RecordingSink(), 0, -1);
        cluster.Faults.Mend(Lesson);

        AttachAnswer attached;
        var seconds = 0;
        do
        {
            Assert.True(seconds++ < 60, "The lesson did not open within a minute.");
            cluster.Time.Advance(TimeSpan.FromSeconds(1));
            attached = await cluster.AttachAsync("g1", new RecordingSink(), 0, -1);
        }
        while (attached.DamagedFor is not null);

        Assert.Contains("kept", System.Text.Encoding.UTF8.GetString(attached.State!), StringComparison.Ordinal);
        Assert.Null((await cluster.SendAsync(Ada, new PostMessage("Hello again"))).Refusal);
    }

    [Fact]
    public async Task An_entry_that_cannot_be_read_is_damage_too()
    {
        await using var cluster = await StartAsync();
        var head = await cluster.Log.OpenAsync(Lesson, TestContext.Current.CancellationToken);
        await cluster.Log.AppendAsync([new(Lesson, head.Epoch, 0, [new(1, head.Epoch, null, "{\"no\":\"entry\"}"u8.ToArray())])], TestContext.Current.CancellationToken);

        Assert.NotNull((await cluster.AttachAsync("g1", new RecordingSink(), 0, -1)).DamagedFor);
    }

    /// <summary>A live lesson that woke up on a log which has lost its second entry.</summary>
    private static async Task<LessonCluster> DamagedAsync()
    {
        var cluster = await StartAsync();
        await cluster.GoLiveAsync();
        await cluster.SendAsync(Teacher, new PostMessage("kept"));
        await cluster.DeactivateAsync();
        cluster.Faults.Tear(Lesson, sequence: 2);
        return cluster;
    }
}
