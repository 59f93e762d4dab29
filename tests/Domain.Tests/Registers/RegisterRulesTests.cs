using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Contracts.Registers;
using Classroom.Domain.Registers;

namespace Classroom.Domain.Tests.Registers;

/// <summary>What a register says; the lesson is planned from 8:00 to 9:00, five minutes are tolerated.</summary>
public sealed class RegisterRulesTests
{
    private static readonly DateTimeOffset Eight = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);
    private static readonly ParticipantId Ada = ParticipantId.Parse("ada");

    private RegisterBook _book = RegisterBook.Initial;
    private DateTimeOffset _now = Eight.AddMinutes(60);

    [Theory]
    [InlineData(0, 60, PresenceStatus.Present, 0, 0)]
    [InlineData(5, 55, PresenceStatus.Present, 0, 0)]
    [InlineData(5.5, 60, PresenceStatus.Late, 6, 0)]
    [InlineData(20, 60, PresenceStatus.Late, 20, 0)]
    [InlineData(0, 54.5, PresenceStatus.LeftEarly, 0, 6)]
    [InlineData(20, 30, PresenceStatus.Late, 20, 30)]
    public void Who_comes_or_goes_within_the_tolerance_was_present(double from, double to, PresenceStatus status, int late, int early)
    {
        Started(0);
        Here(from, to);
        Ended(60);

        var recorded = Recorded();

        Assert.Equal((status, late, early), (recorded.Status, recorded.LateMinutes, recorded.LeftEarlyMinutes));
    }

    [Fact]
    public void Who_never_came_was_absent()
    {
        Started(0);
        Ended(60);

        Assert.Equal(PresenceStatus.Absent, Recorded().Status);
        Assert.Equal([(0.0, 60.0)], Missed());
    }

    [Fact]
    public void Who_only_waited_before_the_lesson_was_absent()
    {
        Here(-10, -5);
        Started(0);
        Ended(60);

        Assert.Equal(PresenceStatus.Absent, Recorded().Status);
    }

    [Fact]
    public void Nobody_is_late_for_a_teacher_who_is()
    {
        Started(20);
        Here(22, 60);
        Ended(60);

        Assert.Equal((PresenceStatus.Present, 38), (Recorded().Status, Recorded().PresentMinutes));
        Assert.Equal([(20.0, 22.0)], Missed());
    }

    [Fact]
    public void Nobody_is_early_to_leave_a_lesson_that_runs_over()
    {
        Started(0);
        Here(0, 60);
        Ended(75);

        Assert.Equal(PresenceStatus.Present, Recorded().Status);
        Assert.Empty(Missed());
    }

    [Fact]
    public void A_lesson_started_early_is_not_missed_by_who_is_on_time()
    {
        Started(-10);
        Here(0, 60);
        Ended(60);

        Assert.Equal(PresenceStatus.Present, Recorded().Status);
        Assert.Empty(Missed());
    }

    [Fact]
    public void Who_is_here_is_counted_until_now_and_has_not_left()
    {
        Started(0);
        Arrive(2);
        _now = Eight.AddMinutes(12);

        var recorded = Recorded();

        Assert.Equal((PresenceStatus.Present, 10, null), (recorded.Status, recorded.PresentMinutes, recorded.LeftAt));
    }

    [Fact]
    public void An_interruption_of_a_minute_is_missed_and_a_shorter_one_is_not()
    {
        Started(0);
        Here(0, 10);
        Here(10.5, 20);
        Here(30, 60);
        Ended(60);

        Assert.Equal(3, Recorded().Intervals.Length);
        Assert.Equal([(20.0, 30.0)], Missed());
    }

    [Fact]
    public void A_lesson_that_never_started_has_no_register()
    {
        Here(0, 10);
        Ended(90);

        Assert.Null(RegisterRules.Of(_book, Ada, Times));
        Assert.Empty(Missed());
    }

    [Fact]
    public void Somebody_sent_out_has_left_until_they_are_readmitted_and_come()
    {
        Started(0);
        Arrive(0);
        Add(10, new ParticipantEjected(Ada));
        Add(20, new ParticipantReadmitted(Ada));
        Here(30, 60);
        Ended(60);

        Assert.Equal([(10.0, 30.0)], Missed());
    }

    [Fact]
    public void Somebody_sent_out_whose_departure_is_told_afterwards_left_once()
    {
        Started(0);
        Arrive(0);
        Add(10, new ParticipantEjected(Ada));
        Add(11, new PresenceChanged([], [new Departure(Ada, Eight.AddMinutes(11))]));
        Ended(60);

        Assert.Equal(Eight.AddMinutes(10), Assert.Single(Recorded().Intervals).To);
    }

    [Fact]
    public void What_was_missed_is_told_of_a_lesson_that_is_over()
    {
        Started(0);
        Here(20, 60);
        Assert.Null(RegisterRules.MissedOf(_book, Ada, Times));
        Ended(60);

        var missed = RegisterRules.MissedOf(_book, Ada, Times)!;

        Assert.Equal((Eight, Eight.AddMinutes(60), PresenceStatus.Late), (missed.StartedAt, missed.EndedAt, missed.Status));
        Assert.Equal([new(Eight, Eight.AddMinutes(20))], missed.Gaps);
    }

    [Fact]
    public void Nothing_was_missed_of_a_lesson_that_was_not_held_nor_by_who_was_there()
    {
        Assert.Null(RegisterRules.MissedOf(_book, Ada, Times));
        Started(0);
        Here(0.5, 60); // A line that blinks
        Ended(60);

        Assert.Null(RegisterRules.MissedOf(_book, Ada, Times));
    }

    [Theory]
    [InlineData(null, PresenceStatus.Absent)]
    [InlineData(PresenceStatus.Late, PresenceStatus.Late)]
    [InlineData(PresenceStatus.Present, null)]
    public void A_teacher_has_the_last_word_on_what_was_missed(PresenceStatus? corrected, PresenceStatus? expected)
    {
        Started(0);
        Ended(60);

        Assert.Equal(expected, RegisterRules.MissedOf(_book, Ada, Times)!.Corrected(corrected)?.Status);
    }

    [Fact]
    public void A_correction_that_repeats_the_last_is_made_already_and_one_that_repeats_an_earlier_is_not()
    {
        var (teacher, first, second) = (PersonId.Parse("grace"), new CorrectionToMake(PresenceStatus.Late, "bus"), new CorrectionToMake(PresenceStatus.Present, "was here"));
        var entry = new RegisterPerson(
            PersonId.Parse("ada"), "Ada", "Martin", PresenceStatus.Present, PresenceStatus.Absent, null, null, 0, 0, 0, [],
            [new(first.Status, first.Reason, teacher, "Grace", Eight), new(second.Status, second.Reason, teacher, "Grace", Eight)]);

        Assert.True(RegisterRules.IsMade(entry, second, teacher));
        Assert.False(RegisterRules.IsMade(entry, first, teacher));
        Assert.False(RegisterRules.IsMade(entry, second, null)); // Somebody else
        Assert.False(RegisterRules.IsMade(entry, second with { Reason = "came by bike" }, teacher));
        Assert.False(RegisterRules.IsMade(entry with { Corrections = [] }, second, teacher));
    }

    private RegisterTimes Times => new(Eight, TimeSpan.FromMinutes(5), _now);

    private RecordedPresence Recorded() => RegisterRules.Of(_book, Ada, Times)!;

    private IEnumerable<(double, double)> Missed() =>
        RegisterRules.Missed(_book, Ada, Times, RegisterRules.MissedMin).Select(gap => ((gap.From - Eight).TotalMinutes, (gap.To - Eight).TotalMinutes));

    private void Started(double minute) => Add(minute, new LessonStarted(Eight.AddMinutes(60)));

    private void Ended(double minute) => Add(minute, new LessonEnded(LessonEndReason.ByTeacher));

    private void Arrive(double minute) => Add(minute, new PresenceChanged([new Arrival(Ada)], []));

    private void Here(double from, double to)
    {
        Arrive(from);
        Add(to, new PresenceChanged([], [new Departure(Ada, Eight.AddMinutes(to))]));
    }

    private void Add(double minute, LessonEvent what) =>
        _book = _book.Apply(new LessonEntry(_book.Sequence + 1, 1, Eight.AddMinutes(minute), null, Audience.All, what));
}
