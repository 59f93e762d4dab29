using Classroom.Domain.Lessons;

namespace Classroom.Domain.Tests.Lessons;

public sealed class TextsTests
{
    [Theory]
    [InlineData("Élise", null)]
    [InlineData("line\nnext\tcolumn", null)]
    [InlineData("1234567890123456", null)]
    [InlineData("12345678901234567", TextFault.TooLong)]
    [InlineData(null, TextFault.Invalid)]
    [InlineData("", TextFault.Invalid)]
    [InlineData(" \n\t\u00a0", TextFault.Invalid)]
    [InlineData("\u200b\u3164", TextFault.Invalid)] // Looks like nothing
    [InlineData("bell\a", TextFault.Invalid)]
    [InlineData("                    ", TextFault.Invalid)] // Nothing, and too much of it
    public void A_text_is_what_shows_and_fits(string? text, TextFault? expected) => Assert.Equal(expected, Texts.Check(text, lengthMax: 16));

    [Fact]
    public void Half_a_character_is_no_text() => Assert.Equal(TextFault.Invalid, Texts.Check("half \ud83d", lengthMax: 100));
}
