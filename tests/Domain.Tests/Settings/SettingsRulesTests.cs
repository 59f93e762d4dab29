using Classroom.Contracts.Settings;
using Classroom.Domain.Lessons;
using Classroom.Domain.Settings;

namespace Classroom.Domain.Tests.Settings;

public sealed class SettingsRulesTests
{
    [Theory]
    [InlineData(0, SchoolLanguage.French, null, true)]
    [InlineData(60, SchoolLanguage.English, 1, true)]
    [InlineData(5, SchoolLanguage.French, 500, true)]
    [InlineData(-1, SchoolLanguage.French, null, false)]
    [InlineData(61, SchoolLanguage.French, null, false)]
    [InlineData(5, (SchoolLanguage)2, null, false)]
    [InlineData(5, SchoolLanguage.French, 0, false)]
    [InlineData(5, SchoolLanguage.French, 501, false)]
    public void A_school_decides_within_what_its_node_can(int lateAfter, SchoolLanguage language, int? participantsMax, bool may) =>
        Assert.Equal(may, SettingsRules.MayDecide(new(lateAfter, language, participantsMax), participantsBound: 500));

    [Theory]
    [InlineData(null, 500)]
    [InlineData(30, 30)]
    [InlineData(500, 500)]
    [InlineData(600, 500)] // Decided when the node allowed more
    public void The_smaller_limit_counts(int? decided, int expected)
    {
        var node = new LessonLimits { ParticipantsMax = 500, TextMax = 7 };

        Assert.Equal(node with { ParticipantsMax = expected }, SettingsRules.LimitsOf(node, SchoolSettings.Default with { ParticipantsMax = decided }));
    }
}
