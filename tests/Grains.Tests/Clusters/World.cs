using Classroom.Storage.InMemory.Lessons;
using Classroom.Storage.InMemory.Rosters;
using Classroom.Storage.InMemory.Timetables;
using Classroom.Testing.Lessons;
using Microsoft.Extensions.Time.Testing;

namespace Classroom.Grains.Tests.Clusters;

/// <summary>What is outside of silos: storage, as a database would outlive them, and the clock.</summary>
internal sealed class World
{
    public World()
    {
        FaultsBehind = new FaultyLessonLog(new InMemoryLessonLog());
        Faults = new FaultyLessonLog(FaultsBehind);
        Log = new ObservedLessonLog(Faults);
    }

    /// <summary>The log as the silos see it.</summary>
    public ObservedLessonLog Log { get; }

    /// <summary>Makes the log slow, fail or lie.</summary>
    public FaultyLessonLog Faults { get; }

    /// <summary>The same, for what was held by <see cref="Faults"/> and goes wrong after its release.</summary>
    public FaultyLessonLog FaultsBehind { get; }

    public FaultyTimetable Timetable { get; } = new(new InMemoryTimetableStore());

    public InMemoryRosterStore Rosters { get; } = new();

    public FakeTimeProvider Time { get; } = new(LessonCluster.EightOClock);
}
