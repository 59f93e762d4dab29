using Classroom.Ports.Lessons;
using Classroom.Storage.InMemory.Lessons;

namespace Classroom.Storage.Tests.Lessons;

public sealed class InMemoryLessonLogTests : LessonLogSpec
{
    protected override ILessonLog Log { get; } = new InMemoryLessonLog();
}
