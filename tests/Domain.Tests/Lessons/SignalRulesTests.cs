using Classroom.Contracts.Lessons;
using Classroom.Domain.Lessons;
using static Classroom.Domain.Tests.Lessons.TestLesson;

namespace Classroom.Domain.Tests.Lessons;

public sealed class SignalRulesTests
{
    [Fact]
    public void Whoever_may_not_write_to_all_is_not_shown_writing()
    {
        var lesson = Live();
        lesson.Accept(Teacher, new CloseChat());

        Assert.False(SignalRules.Allow(lesson.Content, Ada, new Typing()));
        Assert.True(SignalRules.Allow(lesson.Content, Teacher, new Typing()));
        lesson.Accept(Teacher, new OpenChat());
        Assert.True(SignalRules.Allow(lesson.Content, Ada, new Typing()));
    }

    [Fact]
    public void Only_known_reactions_are_shown()
    {
        var lesson = Live();

        Assert.All(Reaction.Known, emoji => Assert.True(SignalRules.Allow(lesson.Content, Ada, new Reaction(emoji))));
        Assert.False(SignalRules.Allow(lesson.Content, Ada, new Reaction("<b>")));
    }

    [Fact]
    public void Teachers_point_and_of_the_students_the_one_who_presents()
    {
        var lesson = Live();

        Assert.True(SignalRules.Allow(lesson.Content, Teacher, new Pointing(0.5, 0.5)));
        Assert.False(SignalRules.Allow(lesson.Content, Ada, new Pointing(0.5, 0.5)));
        lesson.Accept(Teacher, new GivePresenter(Ada.Participant));
        Assert.True(SignalRules.Allow(lesson.Content, Ada, new Pointing(0.5, 0.5)));
    }

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(1, 1, true)]
    [InlineData(-0.001, 0, false)]
    [InlineData(0, 1.001, false)]
    [InlineData(double.NaN, 0, false)]
    public void A_pointer_stays_on_its_page(double x, double y, bool isShown) =>
        Assert.Equal(isShown, SignalRules.Allow(Live().Content, Teacher, new Pointing(x, y)));

    [Fact]
    public void Nothing_is_shown_once_the_lesson_has_ended()
    {
        var lesson = Live();
        lesson.Accept(Teacher, new EndLesson());

        Assert.False(SignalRules.Allow(lesson.Content, Teacher, new Typing()));
    }
}
