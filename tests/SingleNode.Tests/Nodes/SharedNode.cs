using Classroom.Contracts.Ids;

namespace Classroom.SingleNode.Tests.Nodes;

/// <summary>One node for all tests of a class that leave it as they found it.</summary>
public sealed class SharedNode : IAsyncLifetime
{
    internal RunningNode Node { get; private set; } = null!;

    internal Person Teacher { get; private set; } = null!;

    internal Person Student { get; private set; } = null!;

    internal Person Office { get; private set; } = null!;

    internal Person OtherTeacher { get; private set; } = null!;

    internal LessonId Lesson { get; private set; }

    internal LessonId OtherLesson { get; private set; }

    internal ClassId Class { get; private set; }

    internal ClassId OtherClass { get; private set; }

    public async ValueTask InitializeAsync()
    {
        Node = await RunningNode.StartAsync("--Gateway:Lessons:FollowWithin=00:00:02");
        (Teacher, Student, Office, OtherTeacher) = (await Node.TeacherAsync(), await Node.StudentAsync(), await Node.OfficeAsync(), await Node.TeacherAsync(RunningNode.OtherSchool));
        (Lesson, OtherLesson) = (await Node.PlanAsync(Teacher), await Node.PlanAsync(OtherTeacher));
        (Class, OtherClass) = ((await Node.ClassAsync()).Class, (await Node.ClassAsync(RunningNode.OtherSchool)).Class);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var person in new[] { Teacher, Student, Office, OtherTeacher })
        {
            person.Dispose();
        }

        await Node.DisposeAsync();
    }
}
