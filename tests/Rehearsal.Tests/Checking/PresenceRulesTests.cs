using System.Collections.Immutable;
using Classroom.Client.Lessons;
using Classroom.Contracts.Hub;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Rehearsal.Checking;

namespace Classroom.Rehearsal.Tests.Checking;

/// <summary>Ada is in the lesson from its 10th to its 60th second, and from its 100th to its 200th: what her register may say of that, and what not.</summary>
public sealed class PresenceRulesTests
{
    private static readonly DateTimeOffset Nine = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);
    private static readonly Viewer Ada = new(ParticipantId.Parse("ada"));

    public static TheoryData<string, double[], string[]> Registers => new()
    {
        { "as it was", [10, 60, 100, 200], [] },
        { "ended at the last proof before the line was lost, and begun with the report after the welcome", [11, 46, 101, 186], [] },
        { "kept 15 seconds longer", [10, 75, 100, 214], [] },
        { "kept through a break", [10, 200], [nameof(FaultKind.RegisterFalse)] },
        { "kept 20 seconds longer", [10, 80, 100, 200], [nameof(FaultKind.RegisterFalse)] },
        { "there before she came", [0, 60, 100, 200], [nameof(FaultKind.RegisterFalse)] },
        { "back before she was", [10, 60, 90, 200], [nameof(FaultKind.RegisterFalse)] },
        { "ended long before she left", [10, 30, 100, 200], [nameof(FaultKind.RegisterMissing)] },
        { "never back", [10, 60], [nameof(FaultKind.RegisterMissing)] },
        { "back late", [10, 60, 120, 200], [nameof(FaultKind.RegisterMissing)] },
        { "never there", [], [nameof(FaultKind.RegisterMissing), nameof(FaultKind.RegisterMissing)] },
    };

    [Theory, MemberData(nameof(Registers))]
    public void A_register_that_says_otherwise_than_her_client_is_called_by_its_name(string what, double[] comesAndGoes, string[] expected)
    {
        Assert.NotEmpty(what);
        var faults = new PresenceRules(Lesson(comesAndGoes)).Find();

        Assert.Equal(expected, faults.Select(fault => $"{fault.Kind}"));
    }

    [Fact]
    public void Who_asked_to_follow_and_was_cut_off_before_the_welcome_may_count_as_there()
    {
        var asked = new Followed(Us(76));
        var lost = new Became(Us(84), $"{new LiveLessonState.Reconnecting(Nine)}");

        Assert.Empty(new PresenceRules(Lesson([10, 200], asked, lost)).Find());
        Assert.Empty(new PresenceRules(Lesson([10, 60, 100, 200], asked, lost)).Find());
    }

    /// <summary>A lesson of five minutes whose log says when she came and went, and what her client knows of it.</summary>
    private static History Lesson(double[] comesAndGoes, params ImmutableArray<Step> between)
    {
        var entries = new List<LessonEntry>();
        Add(-90, new LessonStarted(Nine.AddMinutes(5)));
        foreach (var (index, second) in comesAndGoes.Index())
        {
            Add(second, index % 2 == 0
                ? new PresenceChanged([new Arrival(Ada.Participant)], [])
                : new PresenceChanged([], [new Departure(Ada.Participant, Nine.AddSeconds(second))]));
        }

        Add(300, new LessonEnded(LessonEndReason.ByTeacher));
        var live = $"{new LiveLessonState.Live()}";
        var lost = $"{new LiveLessonState.Reconnecting(Nine)}";
        var welcome = new LessonWelcome(LessonId.Parse("demo~maths"), 1, 1, Ada, 0, null, Nine, 10_000);
        ImmutableArray<Step> steps =
        [
            new Followed(Us(9)), new Welcomed(Us(10), welcome), new Became(Us(10), live), new Became(Us(60), lost),
            .. between,
            new Followed(Us(99)), new Welcomed(Us(100), welcome), new Became(Us(100), live), new Became(Us(200), $"{new LiveLessonState.Closed(LessonCloseReason.Left)}"),
        ];
        ImmutableArray<Step> teachers = [new Received(Us(300), new LessonEntries(1, 1, entries.Count, [entries[^1]]))];
        var teacher = new ClientHistory("teacher", new(ParticipantId.Parse("teacher"), LessonRole.Teacher), DeviceId.Parse("board"), false, teachers);
        return new(LessonId.Parse("demo~maths"), [new("ada", Ada, DeviceId.Parse("phone"), false, steps), teacher], new(entries.Count, true, [.. entries], []));

        void Add(double second, LessonEvent what) => entries.Add(new(entries.Count + 1, 1, Nine.AddSeconds(second), null, Audience.All, what));
    }

    private static long Us(double second) => (long)((second + 1_000) * 1_000_000);
}
