using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Contracts.Timetables;
using Classroom.Domain.Timetables;

namespace Classroom.Domain.Tests.Timetables;

public sealed class PlanRulesTests
{
    private static readonly DateTimeOffset EightOClock = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);
    private static readonly LessonPlan Maths = new(
        LessonId.Parse("demo~maths"), ClassId.Parse("demo~3b"), "Fractions", EightOClock, EightOClock.AddHours(1), LessonStatus.Planned, 1);

    private static readonly ClassId Elsewhere = ClassId.Parse("demo~4a");
    private static readonly PlanLimits Limits = PlanLimits.Default;

    [Fact]
    public void A_new_lesson_is_planned_tidily()
    {
        var wish = Maths with { Title = "  Fractions ", StartsAt = EightOClock.AddTicks(9).ToOffset(TimeSpan.FromHours(1)), Status = LessonStatus.Ended, Version = 7 };

        Assert.Equal(Maths, PlanRules.Plan(null, wish, open: 0, Limits));
    }

    [Fact]
    public void A_retry_finds_its_own_plan()
    {
        Assert.Equal(PlanDecision.Keep(Maths), PlanRules.Plan(Maths, Maths, open: 0, Limits));
        var changed = Maths with { Title = "Decimals", Version = 2 };
        Assert.Equal(PlanDecision.Keep(changed), PlanRules.Plan(changed, Maths, open: Limits.LessonsPerClassMax, Limits));
    }

    [Fact]
    public void Another_wish_under_the_same_id_is_a_conflict() =>
        Assert.Equal(PlanRefusal.VersionConflict, PlanRules.Plan(Maths, Maths with { Title = "Decimals" }, open: 0, Limits));

    [Fact]
    public void Nobody_learns_of_a_lesson_of_another_class_or_school()
    {
        Assert.Equal(PlanRefusal.NotFound, PlanRules.Plan(Maths, Maths with { Class = Elsewhere }, open: 0, Limits));
        Assert.Equal(PlanRefusal.NotFound, PlanRules.Plan(null, Maths with { Class = ClassId.Parse("other~3b") }, open: 0, Limits));
        Assert.Equal(PlanRefusal.NotFound, PlanRules.Change(Maths, Maths with { Class = Elsewhere }, Limits));
        Assert.Equal(PlanRefusal.NotFound, PlanRules.Cancel(Maths, Elsewhere, 1));
        Assert.Equal(PlanRefusal.NotFound, PlanRules.Cancel(null, Maths.Class, 1));
    }

    [Fact]
    public void A_class_holds_so_many_open_lessons_and_no_more()
    {
        Assert.Null(PlanRules.Plan(null, Maths, Limits.LessonsPerClassMax - 1, Limits).Refusal);
        Assert.Equal(PlanRefusal.TooManyLessons, PlanRules.Plan(null, Maths, Limits.LessonsPerClassMax, Limits));
    }

    [Theory]
    [InlineData(LessonPhase.Planned, false, LessonStatus.Planned, null)]
    [InlineData(LessonPhase.Live, true, LessonStatus.Planned, LessonStatus.Live)]
    [InlineData(LessonPhase.Live, true, LessonStatus.Live, null)]
    [InlineData(LessonPhase.Ended, true, LessonStatus.Live, LessonStatus.Ended)]
    [InlineData(LessonPhase.Ended, true, LessonStatus.Planned, LessonStatus.Ended)] // Went live while the timetable could not be written
    [InlineData(LessonPhase.Ended, false, LessonStatus.Planned, LessonStatus.NotHeld)]
    [InlineData(LessonPhase.Live, true, LessonStatus.Cancelled, null)]
    [InlineData(LessonPhase.Ended, true, LessonStatus.Cancelled, null)]
    [InlineData(LessonPhase.Ended, true, LessonStatus.Ended, null)]
    [InlineData(LessonPhase.Ended, false, LessonStatus.NotHeld, null)]
    public void A_plan_follows_its_lesson(LessonPhase phase, bool wasLive, LessonStatus planned, LessonStatus? expected)
    {
        var lesson = LessonView.Initial with { Phase = phase, StartedAt = wasLive ? EightOClock : null };

        Assert.Equal(expected, PlanRules.StatusOf(lesson, Maths with { Status = planned }));
        Assert.Null(PlanRules.StatusOf(lesson, null));
    }

    public static TheoryData<string?, PlanRefusal?> Titles => new()
    {
        { null, PlanRefusal.TitleInvalid },
        { " \t", PlanRefusal.TitleInvalid },
        { "Bell \a", PlanRefusal.TitleInvalid },
        { "half \ud83d", PlanRefusal.TitleInvalid },
        { new string('x', 201), PlanRefusal.TitleInvalid },
        { new string('x', 200), null },
    };

    [Theory, MemberData(nameof(Titles))]
    public void A_title_is_a_text_of_1_to_200(string? title, PlanRefusal? expected)
    {
        Assert.Equal(expected, PlanRules.Plan(null, Maths with { Title = title! }, open: 0, Limits).Refusal);
        Assert.Equal(expected, PlanRules.Change(Maths, Maths with { Title = title! }, Limits).Refusal);
    }

    public static TheoryData<DateTimeOffset, DateTimeOffset, PlanRefusal?> Times => new()
    {
        { EightOClock, EightOClock, PlanRefusal.TimesInvalid },
        { EightOClock, EightOClock.AddTicks(1), PlanRefusal.TimesInvalid }, // The same millisecond.
        { EightOClock, EightOClock.AddMilliseconds(1), null },
        { EightOClock, EightOClock.AddHours(12), null },
        { EightOClock, EightOClock.AddHours(12).AddMilliseconds(1), PlanRefusal.TimesInvalid },
        { PlanLimits.EarliestAt, PlanLimits.EarliestAt.AddHours(1), null },
        { PlanLimits.EarliestAt.AddMilliseconds(-1), PlanLimits.EarliestAt.AddHours(1), PlanRefusal.TimesInvalid },
        { PlanLimits.LatestAt.AddHours(-1), PlanLimits.LatestAt, PlanRefusal.TimesInvalid },
        { DateTimeOffset.MinValue, DateTimeOffset.MaxValue, PlanRefusal.TimesInvalid },
    };

    [Theory, MemberData(nameof(Times))]
    public void A_lesson_takes_at_most_12_hours_of_this_century(DateTimeOffset startsAt, DateTimeOffset endsAt, PlanRefusal? expected)
    {
        Assert.Equal(expected, PlanRules.Plan(null, Maths with { StartsAt = startsAt, EndsAt = endsAt }, open: 0, Limits).Refusal);
        Assert.Equal(expected, PlanRules.Change(Maths, Maths with { StartsAt = startsAt, EndsAt = endsAt }, Limits).Refusal);
    }

    [Theory]
    [InlineData(LessonStatus.Planned, null)]
    [InlineData(LessonStatus.Live, null)]
    [InlineData(LessonStatus.Ended, PlanRefusal.LessonOver)]
    [InlineData(LessonStatus.Cancelled, PlanRefusal.LessonOver)]
    [InlineData(LessonStatus.NotHeld, PlanRefusal.LessonOver)]
    public void Only_a_lesson_that_is_not_over_changes(LessonStatus status, PlanRefusal? expected)
    {
        var stored = Maths with { Status = status, Version = 5 };

        Assert.Equal(expected, PlanRules.Change(stored, stored with { Title = "Decimals" }, Limits).Refusal);
        Assert.Equal(expected, PlanRules.Cancel(stored, stored.Class, 5).Refusal);
    }

    [Fact]
    public void A_change_keeps_the_status_and_grows_the_version()
    {
        var stored = Maths with { Status = LessonStatus.Live, Version = 5 };

        Assert.Equal(stored with { Title = "Decimals", Version = 6 }, PlanRules.Change(stored, stored with { Title = "Decimals", Status = LessonStatus.Planned }, Limits).Plan);
        Assert.Equal(PlanDecision.Keep(stored), PlanRules.Change(stored, stored, Limits));
        Assert.Equal(PlanRefusal.VersionConflict, PlanRules.Change(stored, stored with { Version = 4 }, Limits));
    }

    [Fact]
    public void A_cancellation_sent_again_finds_itself()
    {
        var cancelled = PlanRules.Cancel(Maths, Maths.Class, 1).Plan!;

        Assert.Equal((LessonStatus.Cancelled, 2), (cancelled.Status, cancelled.Version));
        Assert.Equal(PlanDecision.Keep(cancelled), PlanRules.Cancel(cancelled, Maths.Class, 1));
        Assert.Equal(PlanRefusal.LessonOver, PlanRules.Cancel(cancelled, Maths.Class, 2));
    }
}
