using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Domain.Lessons;
using CsCheck;

namespace Classroom.Domain.Tests.Lessons;

/// <summary>One step of a generated lesson: who does what, with numbers that are bent onto what exists by then.</summary>
/// <param name="Actor">Index into <see cref="Histories.Cast"/>.</param>
/// <param name="Kind">What is done.</param>
/// <param name="A">Chooses a message, poll, person, page …</param>
/// <param name="B">Chooses a variant.</param>
public sealed record Step(int Actor, StepKind Kind, int A, int B);

public enum StepKind
{
    Arrive, Leave, Wait, Start, End, PostToAll, PostInThread, Edit, Delete, ChatSwitch, RaiseHand, LowerHand, LowerAll, HandsSwitch,
    Ask, Answer, ClosePoll, Publish, AddDeck, ShowDeck, HideDeck, TurnPage, Give, Take, Eject, Readmit, MovePlan, MoveViewport, HidePoll, RemoveDeck, PlaceDeck,
}

/// <summary>A lesson as it happened.</summary>
/// <param name="Entries">All entries as they were decided.</param>
/// <param name="Redacted">Sequences whose content was taken away later, each with the sequence at which it was.</param>
/// <param name="States">The lesson before the first entry, and after each.</param>
public sealed record History(ImmutableArray<LessonEntry> Entries, ImmutableDictionary<long, long> Redacted, ImmutableArray<LessonState> States)
{
    /// <summary>The log as it reads once the lesson is over.</summary>
    public IEnumerable<LessonEntry> Log => LogAt(Entries.Length);

    /// <summary>The log as it reads after an entry.</summary>
    public IEnumerable<LessonEntry> LogAt(long sequence) =>
        Entries.Where(entry => entry.Sequence <= sequence).Select(entry => Redacted.TryGetValue(entry.Sequence, out var at) && at <= sequence ? Redaction.Of(entry) : entry);
}

/// <summary>Generates lessons that live long enough to be interesting: few people so that they collide, weights so that not all ends at once.</summary>
public static class Histories
{
    public static readonly DateTimeOffset EightOClock = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);

    public static readonly ImmutableArray<Viewer> Cast =
    [
        new(ParticipantId.Parse("teacher-1"), LessonRole.Teacher),
        new(ParticipantId.Parse("teacher-2"), LessonRole.Teacher),
        new(ParticipantId.Parse("ada")),
        new(ParticipantId.Parse("blaise")),
        new(ParticipantId.Parse("chloe")),
        new(ParticipantId.Parse("denis")),
        new(ParticipantId.Parse("emilie")),
        new(ParticipantId.Parse("felix")),
    ];

    /// <summary>Small limits, so that generated lessons reach them.</summary>
    public static readonly LessonLimits Limits = new() { ParticipantsMax = 6, EditsMax = 2, DecksMax = 2, TextMax = 3_000, StudentEntriesMax = 25 };

    private static readonly Gen<StepKind> GenKind = Gen.Frequency(
        (8, Gen.Const(StepKind.Arrive)), (4, Gen.Const(StepKind.Leave)), (2, Gen.Const(StepKind.Wait)), (2, Gen.Const(StepKind.Start)),
        (16, Gen.Const(StepKind.PostToAll)), (10, Gen.Const(StepKind.PostInThread)), (5, Gen.Const(StepKind.Edit)), (6, Gen.Const(StepKind.Delete)),
        (1, Gen.Const(StepKind.ChatSwitch)), (6, Gen.Const(StepKind.RaiseHand)), (3, Gen.Const(StepKind.LowerHand)), (1, Gen.Const(StepKind.LowerAll)),
        (1, Gen.Const(StepKind.HandsSwitch)), (4, Gen.Const(StepKind.Ask)), (14, Gen.Const(StepKind.Answer)), (3, Gen.Const(StepKind.ClosePoll)),
        (3, Gen.Const(StepKind.Publish)), (2, Gen.Const(StepKind.AddDeck)), (2, Gen.Const(StepKind.ShowDeck)), (1, Gen.Const(StepKind.HideDeck)),
        (3, Gen.Const(StepKind.TurnPage)), (2, Gen.Const(StepKind.Give)), (1, Gen.Const(StepKind.Take)), (2, Gen.Const(StepKind.Eject)),
        (3, Gen.Const(StepKind.Readmit)), (1, Gen.Const(StepKind.MovePlan)), (3, Gen.Const(StepKind.MoveViewport)), (2, Gen.Const(StepKind.HidePoll)),
        (1, Gen.Const(StepKind.RemoveDeck)), (2, Gen.Const(StepKind.PlaceDeck)));

    /// <summary>What teachers do, or nobody may.</summary>
    private static readonly HashSet<StepKind> Teaching =
    [
        StepKind.Start, StepKind.End, StepKind.LowerAll, StepKind.ChatSwitch, StepKind.HandsSwitch, StepKind.Ask, StepKind.ClosePoll, StepKind.Publish,
        StepKind.HidePoll, StepKind.AddDeck, StepKind.RemoveDeck, StepKind.PlaceDeck, StepKind.ShowDeck, StepKind.HideDeck, StepKind.Give, StepKind.Take, StepKind.Eject, StepKind.Readmit,
    ];

    /// <summary>Mostly whoever may; students do the rest, so that there are stretches without a teacher.</summary>
    private static readonly Gen<Step> GenStep = Gen.Select(
        Gen.Frequency((399, GenKind), (1, Gen.Const(StepKind.End))), Gen.Int[0, 9], Gen.Int[0, 1], Gen.Int[2, Cast.Length - 1], Gen.Int[0, 99], Gen.Int[0, 99],
        (kind, odd, teacher, student, a, b) => new Step((Teaching.Contains(kind) ? odd > 0 : odd == 0) ? teacher : student, kind, a, b));

    /// <summary>Scripts of lessons.</summary>
    public static readonly Gen<Step[]> GenSteps = Gen.Frequency((1, GenStep.Array[0, 40]), (2, GenStep.Array[120, 240]));

    /// <summary>Talk without end between one teacher and few students: what the bounds of a view are for.</summary>
    private static readonly Gen<Step> GenTalk = Gen.Select(
        Gen.Frequency(
            (12, Gen.Const(StepKind.PostToAll)), (12, Gen.Const(StepKind.PostInThread)), (2, Gen.Const(StepKind.Edit)), (2, Gen.Const(StepKind.Delete)),
            (4, Gen.Const(StepKind.Ask)), (4, Gen.Const(StepKind.ClosePoll)), (3, Gen.Const(StepKind.Answer)), (1, Gen.Const(StepKind.Publish))),
        Gen.Int[2, 3], Gen.Int[0, 99], Gen.Int[0, 66],
        (kind, student, a, b) => new Step(Teaching.Contains(kind) || a % 3 == 0 ? 0 : student, kind, kind == StepKind.PostInThread ? student : a, b));

    /// <summary>The lesson of a number: the same on every machine, in every run. Every 25th is long-winded.</summary>
    public static History Numbered(uint number) =>
        Play((number % 25 == 0 ? GenTalk.Array[300, 400] : GenStep.Array[20, 110]).Generate(new PCG(1, number), null, out _));

    /// <summary>Lessons.</summary>
    public static readonly Gen<History> GenHistory = GenSteps.Select(Play);

    /// <summary>Plays a script: who opens it is a teacher, who starts.</summary>
    public static History Play(Step[] steps)
    {
        var stage = new PlayedLesson();
        stage.Do(new Step(0, StepKind.Arrive, 0, 0));
        stage.Do(new Step(0, StepKind.Start, 0, 0));
        foreach (var step in steps)
        {
            stage.Do(step);
        }

        return stage.History();
    }
}
