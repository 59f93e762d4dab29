using Classroom.Domain.Lessons;
using Classroom.Grains.Lessons;

namespace Classroom.Grains.Tests.Lessons;

public sealed class LessonOptionsTests
{
    [Theory]
    [InlineData(20_001, 20_000, 100, true)]
    [InlineData(20_000, 20_000, 100, false)]
    [InlineData(1_000, 0, 1_000, false)]
    public void A_log_must_hold_more_than_its_reserves(int entriesMax, int teacherReserve, int endReserve, bool isValid)
    {
        var options = new LessonOptions { EntriesMax = entriesMax, TeacherReserve = teacherReserve, EndReserve = endReserve };

        Assert.Equal(isValid, new LessonOptionsValidator().Validate(null, options).Succeeded);
    }

    [Fact]
    public void Options_of_an_installation_that_changed_none_are_the_limits_that_rules_and_documents_go_by() =>
        Assert.Equal(LessonLimits.Default, new LessonOptions().Limits());
}
