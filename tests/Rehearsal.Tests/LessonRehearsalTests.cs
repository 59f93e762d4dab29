namespace Classroom.Rehearsal.Tests;

/// <summary>
/// Goal: nothing that anybody was told is lost, doubled, reordered or leaked when a node dies under a live lesson.
/// Method: the tool itself, against a node of its own in another process, killed while commands are in flight.
/// </summary>
public sealed class LessonRehearsalTests
{
    [Fact]
    public async Task A_small_lesson_survives_a_killed_node() =>
        Assert.Equal(0, await CommandLine.RunAsync(["lesson", "--students", "6", "--seconds", "8", "--kills", "1", "--seed", "1"]));

    [Fact, Trait("Category", "Long")]
    public async Task A_whole_class_survives_three_kills_and_does_everything() =>
        Assert.Equal(0, await CommandLine.RunAsync(["lesson", "--kill", "--seed", "2"]));

    [Theory]
    [InlineData("lesson", "--students", "many")]
    [InlineData("lesson", "--seed")]
    [InlineData("lesson", "--url", "http://localhost:8080", "--kill")]
    [InlineData("lesson", "--what")]
    [InlineData("lesson", "--url", "localhost")]
    [InlineData("concert")]
    public async Task What_is_not_understood_is_not_played(params string[] args) => Assert.Equal(2, await CommandLine.RunAsync(args));
}
