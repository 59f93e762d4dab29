using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Contracts.Registers;
using Classroom.Domain.Registers;
using Classroom.Domain.Tests.Lessons;
using CsCheck;

namespace Classroom.Domain.Tests.Registers;

/// <summary>Laws of the register, on whole lessons of people who come, go, are sent out and readmitted.</summary>
/// <remarks>Each was seen to fail on a planted bug, named beside it.</remarks>
public sealed class RegisterProperties
{
    private static readonly RegisterTimes Times = new(Histories.EightOClock, TimeSpan.FromSeconds(5), Histories.EightOClock.AddHours(3));

    /// <summary>Lessons before which people gather, and some go again.</summary>
    private static readonly Gen<History> GenHistory = Gen.Select(
        Gen.Select(Gen.Int[0, Histories.Cast.Length - 1], Gen.Bool, (actor, stays) => new Step(actor, stays ? StepKind.Arrive : StepKind.Leave, actor * 9, 0)).Array[0, 16],
        Histories.GenSteps,
        (lobby, steps) =>
        {
            var stage = new PlayedLesson();
            foreach (var step in (Step[])[.. lobby, new(0, StepKind.Arrive, 0, 0), new(0, StepKind.Start, 0, 0), .. steps])
            {
                stage.Do(step);
            }

            return stage.History();
        });

    /// <summary>Presence of two people as no lesson would write it: twice here, gone before they came, gone later than said, all within a few milliseconds.</summary>
    private static readonly Gen<LessonEntry> GenPresence = Gen.Select(Gen.Int[2, 3], Gen.Int[0, 3], Gen.Int[-3, 3], (actor, kind, proof) => (Who: Histories.Cast[actor].Participant, kind, proof))
        .Select(Gen.Int[0, 1], (step, wait) => new LessonEntry(1, 1, Histories.EightOClock, null, Audience.All, step.kind switch
        {
            0 => new ParticipantEjected(step.Who),
            1 => new PresenceChanged([], [new Departure(step.Who, Histories.EightOClock.AddMilliseconds(step.proof))]),
            _ => new PresenceChanged([new Arrival(step.Who)], []),
        }) with { At = Histories.EightOClock.AddMilliseconds(wait) });

    [Fact]
    public void A_register_counts_as_here_whom_the_lesson_counts_as_here() => // Planted: somebody sent out stays.
        GenHistory.Sample(history =>
        {
            var book = RegisterBook.Initial;
            for (var i = 0; i < history.Entries.Length; i++)
            {
                book = book.Apply(history.Entries[i]);
                var content = history.States[i + 1].Content;
                Assert.Equal(
                    content.People.Where(person => person.Value.LeftAt is null).Select(person => person.Key),
                    book.People.Where(person => person.Value.Since is not null).Select(person => person.Key));
                Assert.All(
                    content.People.Where(person => person.Value.LeftAt is not null),
                    person => Assert.Equal(person.Value.LeftAt, book.People[person.Key].Intervals[^1].To)); // Planted: it ends when the log says so, not at the last proof.
            }
        });

    // Planted: who arrives twice without leaving opens a second interval; who is back within the same millisecond is not joined up.
    [Fact]
    public void Intervals_are_in_order_and_apart_whatever_the_log_says() =>
        GenPresence.Array[0, 40].Sample(entries =>
        {
            var (book, at) = (RegisterBook.Initial, Histories.EightOClock);
            foreach (var entry in entries)
            {
                at += entry.At - Histories.EightOClock;
                book = book.Apply(entry with { Sequence = book.Sequence + 1, At = at });
            }

            foreach (var record in book.People.Values)
            {
                var intervals = record.Until(Histories.EightOClock.AddHours(1));
                Assert.All(intervals, interval => Assert.True(interval.From <= interval.To));
                Assert.All(intervals.Zip(intervals.Skip(1)), pair => Assert.True(pair.First.To < pair.Second.From));
            }
        });

    [Fact]
    public void What_is_missed_and_what_is_not_make_up_the_lesson() => // Planted: the time after the last departure is forgotten.
        GenHistory.Sample(history =>
        {
            var book = Fold(history);
            var times = Times with { Now = history.Entries[^1].At };
            var end = book.EndedAt ?? times.Now;
            var whole = (end < book.EndsAt ? end : book.EndsAt!.Value) - book.StartedAt!.Value;
            foreach (var viewer in Histories.Cast.Where(_ => whole > TimeSpan.Zero))
            {
                var recorded = RegisterRules.Of(book, viewer.Participant, times)!;
                var missed = RegisterRules.Missed(book, viewer.Participant, times, TimeSpan.Zero);
                var here = recorded.Intervals.Sum(interval => Math.Max(0, (Min(interval.To, book.StartedAt.Value + whole) - interval.From).Ticks));
                Assert.Equal(whole.Ticks, here + missed.Sum(gap => gap.Length.Ticks));
            }
        });

    [Fact]
    public void Who_is_never_in_the_live_lesson_is_absent_and_nobody_else() => // Planted: time in the lobby counts.
        GenHistory.Sample(history =>
        {
            var book = Fold(history);
            foreach (var viewer in Histories.Cast)
            {
                var wasIn = history.States.Any(state => state.Content.Phase == LessonPhase.Live
                    && state.Content.People.TryGetValue(viewer.Participant, out var person) && (person.LeftAt is null || person.LeftAt > book.StartedAt));
                var recorded = RegisterRules.Of(book, viewer.Participant, Times with { Now = history.Entries[^1].At })!;
                Assert.Equal(wasIn, recorded.Status != PresenceStatus.Absent);
                Assert.Equal(wasIn, recorded.ArrivedAt is not null);
            }
        });

    private static RegisterBook Fold(History history) => history.Entries.Aggregate(RegisterBook.Initial, (book, entry) => book.Apply(entry));

    private static DateTimeOffset Min(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
