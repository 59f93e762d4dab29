using Classroom.Domain.Lessons;
using Classroom.Grains.Lessons;

namespace Classroom.Grains.Tests.Lessons;

/// <summary>Options that nobody set are the limits that the rules and the documents go by.</summary>
public sealed class LessonOptionsTests
{
    [Fact]
    public void Options_of_an_installation_that_changed_none_are_the_default_limits() =>
        Assert.Equal(LessonLimits.Default, new LessonOptions().Limits());
}
