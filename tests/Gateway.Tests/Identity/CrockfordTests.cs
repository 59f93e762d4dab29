using Classroom.Contracts.Ids;
using Classroom.Gateway.Identity;
using Classroom.Gateway.Identity.Codes;
using CsCheck;

namespace Classroom.Gateway.Tests.Identity;

public sealed class CrockfordTests
{
    [Theory]
    [InlineData("7KQ2-M9XD-4HTP", "7kq2m9xd4htp")]
    [InlineData(" 7kq2 m9xd 4htp\t", "7kq2m9xd4htp")]
    [InlineData("7KQ2–M9XD‑4HTP", "7kq2m9xd4htp")] // A phone's hyphens.
    [InlineData("OoIi-LlAB-CDEF", "001111abcdef")]
    [InlineData("7KQ2-M9XD-4HT", null)]
    [InlineData("7KQ2-M9XD-4HTPP", null)]
    [InlineData("7KQ2-M9XD-4HTU", null)]
    [InlineData("7KQ2-M9XD-4HTé", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_code_is_read_as_it_was_meant(string? typed, string? meant) => Assert.Equal(meant, Crockford.Normalize(typed, CodeHasher.Length));

    [Fact]
    public void A_text_of_any_length_is_answered_without_reading_it_all() => Assert.Null(Crockford.Normalize(new string('-', 1_000_000), 12));

    /// <summary>Seen to fail when l is not read as 1.</summary>
    [Fact]
    public void What_was_printed_is_read_back_however_it_is_typed()
    {
        string[] gaps = ["", " ", "-"];
        Gen.Select(Gen.Bool, Gen.Int[0, 2]).Array[CodeHasher.Length].Sample(spelling =>
        {
            var code = CodeHasher.Create();
            var typed = string.Concat(code.Select((c, i) => (spelling[i].Item1 ? char.ToUpperInvariant(c) : c == '1' ? 'l' : c == '0' ? 'o' : c) + gaps[spelling[i].Item2]));
            return Crockford.Normalize(typed, code.Length) == code && Crockford.Normalize(Crockford.Group(code), code.Length) == code;
        });
    }

    [Fact]
    public void A_code_has_at_least_50_bits() => Assert.True(OpaqueId.New(CodeHasher.Length).Length * 5 >= 50);
}
