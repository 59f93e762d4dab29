using Classroom.Contracts.Ids;
using Classroom.Contracts.Rosters;
using Classroom.Ports.Rosters;
using Classroom.Storage.InMemory.Identity;
using Classroom.Storage.InMemory.Lessons;
using Classroom.Storage.InMemory.Rosters;
using Classroom.Storage.InMemory.Settings;
using Classroom.Storage.InMemory.Substitutes;
using Classroom.Storage.InMemory.Timetables;
using Classroom.Testing.Lessons;

namespace Classroom.Grains.Tests.Clusters;

/// <summary>What is outside of silos: storage, as a database would outlive them, and the clock.</summary>
internal sealed class World
{
    private static readonly SchoolId School = SchoolId.Parse("demo");
    private static readonly ClassId Class = ClassId.Parse("demo~3b");

    public World()
    {
        FaultsBehind = new FaultyLessonLog(new InMemoryLessonLog());
        Faults = new FaultyLessonLog(FaultsBehind);
        Log = new ObservedLessonLog(Faults);
        (Rosters, Substitutes, Settings) = (new(Trail), new(Trail), new(Trail));
    }

    /// <summary>The log as the silos see it.</summary>
    public ObservedLessonLog Log { get; }

    /// <summary>Makes the log slow, fail or lie.</summary>
    public FaultyLessonLog Faults { get; }

    /// <summary>The same, for what was held by <see cref="Faults"/> and goes wrong after its release.</summary>
    public FaultyLessonLog FaultsBehind { get; }

    public FaultyTimetable Timetable { get; } = new(new InMemoryTimetableStore());

    public InMemoryRosterStore Rosters { get; }

    public InMemoryAuditTrail Trail { get; } = new();

    public InMemorySubstituteStore Substitutes { get; }

    public InMemorySchoolSettingsStore Settings { get; }

    public SteppingTime Time { get; } = new(LessonCluster.EightOClock);

    /// <summary>Imports a roster: on first call the school, its class 3e B and its teacher; and these students.</summary>
    public async Task EnrollAsync(params string[] students)
    {
        var isFirst = await Rosters.ReadSchoolAsync(School) is null;
        await using var staging = (await Rosters.BeginAsync(null))!;
        if (isFirst)
        {
            await staging.StageAsync([RosterChange.Add(new SchoolRow(School, "org", "Demo", null)), RosterChange.Add(new ClassRow(Class, "class", "3e B", null, null))]);
            await EnrollAsync(staging, "teacher", SchoolRole.Teacher);
        }

        foreach (var student in students)
        {
            await EnrollAsync(staging, student, SchoolRole.Student);
        }

        await staging.ApplyAsync([School], new(Time.GetUtcNow(), Actor: null));
    }

    private static Task EnrollAsync(IRosterStaging staging, string name, SchoolRole role)
    {
        var person = PersonId.Parse(name);
        return staging.StageAsync(
        [
            RosterChange.Add(new PersonRow(School, name, person, name, "Test", null, Enabled: true, Feed: null)),
            RosterChange.Add(new RoleRow(School, name, person, role)),
            RosterChange.Add(new EnrollmentRow(Class, name, person, role)),
        ]);
    }
}
