using Classroom.Contracts.Hub;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;

namespace Classroom.Client.Tests.Lessons;

/// <summary>One lesson and what a server might say of it.</summary>
internal static class LessonSamples
{
    public static readonly LessonId Lesson = LessonId.Parse("demo~lesson1");
    public static readonly ParticipantId Ada = ParticipantId.Parse("ada");
    public static readonly ParticipantId Bob = ParticipantId.Parse("bob");
    public static readonly DateTimeOffset NineOClock = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    public static LessonWelcome Welcome(long sequence, long counter = 0) =>
        new(Lesson, 1, sequence, new Viewer(Ada), counter, LessonView.Initial with { Viewer = new Viewer(Ada), Phase = LessonPhase.Live }, NineOClock, 10_000);

    public static LessonWelcome Resume(long sequence) => Welcome(sequence) with { View = null };

    public static LessonEntry Message(long sequence, string text) =>
        new(sequence, 1, NineOClock.AddSeconds(sequence), Bob, Audience.All, new MessagePosted(text));

    public static LessonEntries Range(long from, long to, params LessonEntry[] entries) => new(1, from, to, [.. entries]);
}
