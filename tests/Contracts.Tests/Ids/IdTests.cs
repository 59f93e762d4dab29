using System.Text.Json;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Json;
using CsCheck;

namespace Classroom.Contracts.Tests.Ids;

public class IdTests
{
    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a b")]
    [InlineData("é")]
    [InlineData("a/b")]
    [InlineData("..")]
    [InlineData("a~b")]
    [InlineData("a\0")]
    [InlineData("abcdefghijklmnopqrstuvwxyz0123456")]
    public void Text_that_is_no_token_is_no_id(string text)
    {
        Assert.False(ParticipantId.TryParse(text, null, out _));
        Assert.False(SchoolId.TryParse(text, null, out _));
        Assert.Throws<FormatException>(() => DeviceId.Parse(text));
    }

    [Theory]
    [InlineData("school")]
    [InlineData("~lesson")]
    [InlineData("school~")]
    [InlineData("school~a~b")]
    [InlineData("school~a b")]
    [InlineData("school/x~a")]
    public void A_pair_needs_two_tokens(string text)
    {
        Assert.False(LessonId.TryParse(text, null, out _));
        Assert.False(ClassId.TryParse(text, null, out _));
        Assert.Throws<FormatException>(() => PersonKey.Parse(text));
    }

    [Fact]
    public void A_pair_gives_back_its_parts()
    {
        var lesson = LessonId.Of(SchoolId.Parse("demo"), "monday-8");

        Assert.Equal("demo~monday-8", lesson.ToString());
        Assert.Equal(SchoolId.Parse("demo"), lesson.School);
        Assert.Equal("monday-8", lesson.Local);
    }

    /// <summary>Seen to fail with <c>IdText.IsToken</c> accepting a tilde.</summary>
    [Fact]
    public void Ids_survive_json_and_parsing() => Gen.String[Gen.Char["abcXYZ019-_"], 1, 32].Sample(text =>
    {
        var id = LessonId.Of(SchoolId.Parse(text), text);
        Assert.Equal(id, LessonId.Parse(id.ToString()));
        Assert.Equal(text, id.School.ToString());
        Assert.Equal(id, JsonSerializer.Deserialize<LessonId>(JsonSerializer.Serialize(id)));
    });
}
