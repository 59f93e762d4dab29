using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Contracts.Registers;
using Classroom.Contracts.Timetables;
using Classroom.Domain.Registers;
using Classroom.Domain.Timetables;

namespace Classroom.Domain.Tests.Timetables;

public sealed class AttentionRulesTests
{
    private static readonly DateTimeOffset Eight = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);
    private static readonly ParticipantId Ana = ParticipantId.Parse("ana");
    private static readonly ParticipantId Ben = ParticipantId.Parse("ben");
    private static readonly ParticipantId Teacher = ParticipantId.Parse("teacher");

    private RegisterBook _book = RegisterBook.Initial;

    [Theory]
    [InlineData(-15, 1)]
    [InlineData(-16, null)]
    [InlineData(70, 1)]
    public void Students_wait_from_15_minutes_before_the_start(int minute, int? students)
    {
        Arrives(-20, Ana);

        var found = AttentionRules.Now(Plan(0, 60), "3e B", _book, Eight.AddMinutes(minute));

        Assert.Equal(students, found?.Students);
        Assert.True(found is null || (found.Reason, found.Since) == (AttentionReason.Waiting, Eight.AddMinutes(-20)));
    }

    [Fact]
    public void Nobody_waits_once_a_teacher_is_there_or_everybody_has_gone()
    {
        Arrives(-5, Ana);
        var alone = Waiting();
        Arrives(-4, Teacher, LessonRole.Teacher);
        var together = Waiting();
        Leaves(-3, Teacher, Ana);

        Assert.Equal((AttentionReason.Waiting, null, null), (alone?.Reason, together?.Reason, Waiting()?.Reason));

        LessonAttention? Waiting() => AttentionRules.Now(Plan(0, 60), "3e B", _book, Eight);
    }

    [Fact]
    public void A_lesson_that_its_teacher_left_goes_on_unattended_until_they_are_back_or_it_ends()
    {
        Arrives(-1, Teacher, LessonRole.Teacher);
        Add(0, new LessonStarted(Eight.AddMinutes(60)));
        Arrives(1, Ana);
        Arrives(1, Ben);
        var taught = Unattended();
        Leaves(20, Teacher);
        var left = Unattended();
        Arrives(25, Teacher, LessonRole.Teacher);
        var back = Unattended();
        Leaves(30, Teacher);
        Add(40, new LessonEnded(LessonEndReason.NoTeacher));

        Assert.Equal((AttentionReason.Unattended, 2, Eight.AddMinutes(20)), (left!.Reason, left.Students, left.Since));
        Assert.Equal((null, null, null), (taught, back, Unattended()));

        LessonAttention? Unattended() => AttentionRules.Now(Plan(0, 60) with { Status = LessonStatus.Live }, "3e B", _book, Eight.AddMinutes(30));
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, AttentionReason.Absences)]
    [InlineData(2, AttentionReason.NobodyCame)]
    public void Of_a_held_lesson_absences_ask_for_a_look_as_they_were_corrected(int absent, AttentionReason? reason)
    {
        var people = Enumerable.Range(0, 2).Select(n => Entry(n < absent ? PresenceStatus.Absent : PresenceStatus.Late)).ToImmutableArray();

        var found = AttentionRules.After(Plan(0, 60), Register(people, Eight));

        Assert.Equal(reason, found?.Reason);
        Assert.True(found is null || found.Students == absent);
    }

    [Fact]
    public void A_lesson_that_was_not_held_or_was_called_off_has_no_absences()
    {
        Assert.Null(AttentionRules.After(Plan(0, 60), Register([], null)));
        Assert.Null(AttentionRules.After(Plan(0, 60) with { Status = LessonStatus.Cancelled }, Register([Entry(PresenceStatus.Absent)], Eight)));
    }

    [Fact]
    public void Lessons_overlap_that_begin_before_another_is_over()
    {
        var (long_, in_, touching, after) = (Plan(0, 180), Plan(30, 60), Plan(170, 200), Plan(200, 260));

        var found = Overlaps([after, touching, in_, long_]);

        Assert.Equal([(in_, long_), (touching, long_)], found.Select(one => (one.Plan, one.Other!)));
        Assert.All(found, one => Assert.Equal(AttentionReason.Overlap, one.Reason));
    }

    [Theory]
    [InlineData(LessonStatus.Planned, 1)]
    [InlineData(LessonStatus.Live, 1)]
    [InlineData(LessonStatus.Ended, 0)]
    [InlineData(LessonStatus.Cancelled, 0)]
    [InlineData(LessonStatus.NotHeld, 0)]
    public void Only_lessons_to_come_or_going_on_overlap(LessonStatus status, int count)
    {
        Assert.Equal(count, Overlaps([Plan(0, 60) with { Status = status }, Plan(30, 90)]).Length);
        Assert.Empty(AttentionRules.Overlaps([(Plan(0, 60) with { Status = status }, "3e B"), (Plan(30, 90), "3e B")], Eight.AddHours(2)));
    }

    private static ImmutableArray<LessonAttention> Overlaps(IEnumerable<LessonPlan> plans) => AttentionRules.Overlaps(plans.Select(plan => (plan, "3e B")), Eight.AddMinutes(-1));

    private static LessonPlan Plan(int from, int to) => new(
        LessonId.Parse($"demo~from{from}"), ClassId.Parse("demo~3b"), "Fractions", Eight.AddMinutes(from), Eight.AddMinutes(to), LessonStatus.Planned, 1);

    private static RegisterPerson Entry(PresenceStatus status) => new(PersonId.Parse("ana"), "Ana", "Roy", status, PresenceStatus.Absent, null, null, 0, 0, 0, [], []);

    private static LessonRegister Register(ImmutableArray<RegisterPerson> people, DateTimeOffset? startedAt) => new(
        LessonId.Parse("demo~from0"), ClassId.Parse("demo~3b"), "3e B", "Fractions", Eight, Eight.AddHours(1), startedAt, Eight.AddHours(1), 5, 9, Eight.AddHours(1), people);

    private void Arrives(double minute, ParticipantId who, LessonRole role = LessonRole.Student) => Add(minute, new PresenceChanged([new(who, role)], []));

    private void Leaves(double minute, params ParticipantId[] who) => Add(minute, new PresenceChanged([], [.. who.Select(one => new Departure(one, Eight.AddMinutes(minute)))]));

    private void Add(double minute, LessonEvent what) => _book = _book.Apply(new(_book.Sequence + 1, 1, Eight.AddMinutes(minute), null, Audience.All, what));
}
