using Classroom.Domain.Lessons;

namespace Classroom.Domain.Tests.Lessons;

public class ClockLeapsTests
{
    private static readonly DateTimeOffset Nine = Histories.EightOClock.AddHours(1);

    [Theory]
    [InlineData(-60, 120, 170)] // Before the leap to after it.
    [InlineData(5, 120, 110)] // A time that never was counts as the leap's end.
    [InlineData(20, 120, 100)]
    [InlineData(-60, -10, 50)]
    public void What_was_leapt_over_has_not_passed(int since, int now, int elapsed)
    {
        var leaps = ClockLeaps.None.Add(Nine, Nine.AddSeconds(10));

        Assert.Equal(TimeSpan.FromSeconds(elapsed), leaps.Elapsed(Nine.AddSeconds(since), Nine.AddSeconds(now)));
    }

    [Fact]
    public void At_the_bound_the_oldest_leap_is_forgotten()
    {
        var leaps = Enumerable.Range(0, ClockLeaps.CountMax + 1).Aggregate(ClockLeaps.None, (known, n) => known.Add(Nine.AddMinutes(n), Nine.AddMinutes(n).AddSeconds(1)));

        Assert.Equal(TimeSpan.FromDays(1) - TimeSpan.FromSeconds(ClockLeaps.CountMax), leaps.Elapsed(Nine, Nine.AddDays(1)));
    }

    /// <summary>Seen to fail when a restart's absence was told by the wall clock alone.</summary>
    [Fact]
    public void Who_is_proved_again_within_a_lease_was_not_away_though_the_clock_leapt()
    {
        var lesson = TestLesson.Live();
        var provedAt = lesson.Now + TimeSpan.FromSeconds(20);
        var openedAt = provedAt + TimeSpan.FromSeconds(2);
        var leaps = ClockLeaps.None.Add(openedAt, openedAt.AddMinutes(11));
        lesson.Now = openedAt.AddMinutes(11).AddSeconds(3);
        var book = new PresenceBook { OpenedAt = openedAt, ProvedAt = provedAt }.Prove(
            Contracts.Ids.GatewayId.Parse("north"),
            whole: true,
            [.. new[] { TestLesson.Teacher, TestLesson.Ada, TestLesson.Blaise }.Select(viewer => new ProvedPerson(viewer.Participant, viewer.Role, 1))],
            lesson.Now);

        Assert.True(book.Reconcile(lesson.State, lesson.Context with { Leaps = leaps }).IsNothing);
        Assert.False(book.Reconcile(lesson.State, lesson.Context).IsNothing);
    }
}
