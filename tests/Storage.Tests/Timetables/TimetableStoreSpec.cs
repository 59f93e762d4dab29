using Classroom.Contracts.Ids;
using Classroom.Contracts.Timetables;
using Classroom.Ports.Timetables;

namespace Classroom.Storage.Tests.Timetables;

/// <summary>What <see cref="ITimetableStore"/> promises, run against every implementation.</summary>
public abstract class TimetableStoreSpec
{
    protected static readonly DateTimeOffset Eight = new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly ClassId Maths = ClassId.Parse("demo~maths");
    private static readonly ClassId Music = ClassId.Parse("demo~music");

    public static TheoryData<LessonStatus> Statuses { get; } = [.. Enum.GetValues<LessonStatus>()];

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    protected abstract ITimetableStore Store { get; }

    [Fact]
    public async Task A_plan_is_read_as_it_was_saved_to_the_millisecond()
    {
        var plan = Plan("a", Maths, hour: 0) with { Title = "Équations – « suite »", StartsAt = Eight.AddTicks(12_345).ToOffset(TimeSpan.FromHours(2)) };

        Assert.True(await Store.SaveAsync(plan, Stop));

        Assert.Equal(plan with { StartsAt = Eight.AddMilliseconds(1) }, await Store.ReadAsync(plan.Lesson, Stop));
        Assert.Null(await Store.ReadAsync(LessonId.Parse("demo~b"), Stop));
        Assert.Null(await Store.ReadAsync(LessonId.Parse("other~a"), Stop));
    }

    [Theory, MemberData(nameof(Statuses))]
    public async Task A_plan_may_have_any_status(LessonStatus status)
    {
        var plan = Plan("a", Maths, hour: 0) with { Status = status };

        Assert.True(await Store.SaveAsync(plan, Stop));

        Assert.Equal(plan, await Store.ReadAsync(plan.Lesson, Stop));
    }

    [Fact]
    public async Task Only_the_version_after_the_stored_one_is_saved()
    {
        var plan = Plan("a", Maths, hour: 0);
        Assert.False(await Store.SaveAsync(plan with { Version = 2 }, Stop));
        Assert.False(await Store.SaveAsync(plan with { Version = 0 }, Stop));
        Assert.True(await Store.SaveAsync(plan, Stop));
        Assert.False(await Store.SaveAsync(plan with { Title = "twice" }, Stop));
        Assert.False(await Store.SaveAsync(plan with { Title = "skipped", Version = 3 }, Stop));

        var changed = plan with { Title = "moved", StartsAt = Eight.AddHours(3), EndsAt = Eight.AddHours(4), Status = LessonStatus.Live, Version = 2 };
        Assert.True(await Store.SaveAsync(changed, Stop));
        Assert.False(await Store.SaveAsync(plan with { Title = "late" }, Stop));

        Assert.Equal(changed, await Store.ReadAsync(plan.Lesson, Stop));
    }

    [Fact]
    public async Task Of_savers_that_race_exactly_one_wins()
    {
        for (var version = 1; version <= 10; version++)
        {
            var saved = await Task.WhenAll(Enumerable.Range(0, 4).Select(n =>
                Task.Run(() => Store.SaveAsync(Plan("a", Maths, 0) with { Title = $"{n}", Version = version }, Stop), Stop)));

            Assert.Single(saved, won => won);
            Assert.Equal($"{Array.IndexOf(saved, true)}", (await Store.ReadAsync(LessonId.Parse("demo~a"), Stop))!.Title);
        }
    }

    [Fact]
    public async Task Plans_of_a_class_are_those_that_touch_the_time_by_start_then_id()
    {
        await SaveAsync(Plan("c", Maths, 2), Plan("b", Maths, 1), Plan("a", Maths, 2), Plan("d", Maths, 3), Plan("e", Music, 2), Plan("f", Maths, 0, hours: 4));

        Assert.Equal(["f", "a", "c"], await OfClassAsync(Eight.AddHours(2), Eight.AddHours(3), 10)); // b ends as it begins, d starts as it ends.
        Assert.Equal(["f", "b"], await OfClassAsync(Eight, Eight.AddHours(9), 2));
        Assert.Empty(await OfClassAsync(Eight.AddHours(4), Eight.AddHours(9), 10));
    }

    [Fact]
    public async Task Overdue_are_planned_and_live_lessons_of_any_school_the_earliest_first()
    {
        await SaveAsync(
            Plan("late", Maths, 3),
            Plan("live", Maths, 1) with { Status = LessonStatus.Live },
            Plan("ended", Maths, 0) with { Status = LessonStatus.Ended },
            Plan("cancelled", Maths, 0) with { Status = LessonStatus.Cancelled },
            Plan("nobody", Maths, 0) with { Status = LessonStatus.NotHeld },
            Plan("planned", Maths, 0) with { Lesson = LessonId.Parse("other~planned"), Class = ClassId.Parse("other~maths") });

        Assert.Equal(["planned", "live"], Names(await Store.ReadOverdueAsync(Eight.AddHours(4), 10, Stop))); // late ends at that very time.
        Assert.Equal(["planned"], Names(await Store.ReadOverdueAsync(Eight.AddHours(9), 1, Stop)));
    }

    [Fact]
    public async Task Live_lessons_are_paged_by_id()
    {
        await SaveAsync([.. "dbca".Select(name => Plan($"{name}", Maths, 0) with { Status = LessonStatus.Live }), Plan("ab", Maths, 0)]);

        var first = await Store.ReadLiveAsync(null, 3, Stop);

        Assert.Equal(["a", "b", "c"], first.Select(lesson => lesson.Local));
        Assert.Equal(["d"], (await Store.ReadLiveAsync(first[^1], 3, Stop)).Select(lesson => lesson.Local));
        Assert.Empty(await Store.ReadLiveAsync(LessonId.Parse("demo~d"), 3, Stop));
    }

    [Fact]
    public async Task Open_lessons_of_a_class_are_counted()
    {
        await SaveAsync(
            Plan("a", Maths, 0),
            Plan("b", Maths, 0) with { Status = LessonStatus.Live },
            Plan("c", Maths, 0) with { Status = LessonStatus.Ended },
            Plan("d", Maths, 0) with { Status = LessonStatus.Cancelled },
            Plan("g", Maths, 0) with { Status = LessonStatus.NotHeld },
            Plan("e", Music, 0));

        Assert.Equal(2, await Store.CountOpenAsync(Maths, Stop));
    }

    [Fact]
    public async Task A_call_cancelled_beforehand_does_nothing()
    {
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.SaveAsync(Plan("a", Maths, 0), cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.ReadAsync(LessonId.Parse("demo~a"), cancelled));

        Assert.Null(await Store.ReadAsync(LessonId.Parse("demo~a"), Stop));
    }

    private static LessonPlan Plan(string name, ClassId of, int hour, int hours = 1) =>
        new(LessonId.Of(of.School, name), of, name, Eight.AddHours(hour), Eight.AddHours(hour + hours), LessonStatus.Planned, 1);

    private static IEnumerable<string> Names(IEnumerable<LessonPlan> plans) => plans.Select(plan => plan.Lesson.Local);

    private async Task SaveAsync(params LessonPlan[] plans)
    {
        foreach (var plan in plans)
        {
            Assert.True(await Store.SaveAsync(plan, Stop));
        }
    }

    private async Task<IEnumerable<string>> OfClassAsync(DateTimeOffset from, DateTimeOffset to, int countMax) =>
        Names(await Store.ReadOfClassAsync(Maths, from, to, countMax, Stop));
}
