using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Domain.Lessons;

namespace Classroom.Domain.Tests.Lessons;

/// <summary>A lesson to try rules on: at eight o'clock, planned for 55 minutes, with one teacher and two students to call.</summary>
internal sealed class TestLesson
{
    public static readonly Viewer Teacher = new(ParticipantId.Parse("teacher"), LessonRole.Teacher);
    public static readonly Viewer Ada = new(ParticipantId.Parse("ada"));
    public static readonly Viewer Blaise = new(ParticipantId.Parse("blaise"));

    public static readonly DeviceId Phone = DeviceId.Parse("phone");

    private long _counter;

    public LessonLimits Limits { get; init; } = LessonLimits.Default;

    public LessonState State { get; private set; } = LessonState.Initial;

    public LessonView Content => State.Content;

    public DateTimeOffset Now { get; set; } = Histories.EightOClock;

    public DecisionContext Context => new(Now, Histories.EightOClock + TimeSpan.FromMinutes(55), Limits);

    /// <summary>A lesson that goes on, with all three in it.</summary>
    public static TestLesson Live(LessonLimits? limits = null)
    {
        var lesson = new TestLesson { Limits = limits ?? LessonLimits.Default };
        lesson.Accept(Teacher, new StartLesson());
        lesson.Apply(new DecidedEvent(new PresenceChanged([new Arrival(Ada.Participant), new Arrival(Blaise.Participant)], []), Audience.All));
        return lesson;
    }

    public Decision Decide(Viewer by, LessonCommand command) => LessonRules.Decide(State, by, command, Context);

    /// <summary>Decides, expects acceptance, applies, and gives the sequence that answers.</summary>
    public long Accept(Viewer by, LessonCommand command)
    {
        var decision = Decide(by, command);
        Assert.Null(decision.Refusal);
        Assert.False(decision.IsNothing);
        var first = State.Books.Sequence + 1;
        Apply(decision with { Box = decision.Box?.Accept(new CommandId(by.Participant, Phone, ++_counter)) });
        return decision.Box?.Poll ?? first + decision.Main;
    }

    public void Apply(Decision decision)
    {
        State = decision.Box is { } box ? State with { Box = box } : State;
        foreach (var decided in decision.Events)
        {
            State = State.Apply(new LessonEntry(State.Books.Sequence + 1, 1, Now, decided.By, decided.Audience, decided.Event));
        }
    }

    /// <summary>Somebody leaves now.</summary>
    public void Leave(Viewer viewer) => Apply(new DecidedEvent(new PresenceChanged([], [new Departure(viewer.Participant, Now)]), Audience.All));
}
