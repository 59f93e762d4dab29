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
}
