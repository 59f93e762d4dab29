using Classroom.Gateway.Identity.Passwords;

namespace Classroom.Gateway.Tests.Identity;

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("correct horse battery")]
    [InlineData("Tr0ub4dor&3x")]
    [InlineData("les élèves dorment")]
    [InlineData("soleil sur la mer")] // A stem among other words is no stem.
    public void A_password_that_few_would_try_is_accepted(string password) => Assert.True(PasswordRules.IsStrong(password, "ada@example.org"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ninechars")]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("abababababab")]
    [InlineData("1234567890")]
    [InlineData("Password2026!")]
    [InlineData("motdepasse123")]
    [InlineData("AzertyUiop1")]
    [InlineData("ada@example.org")]
    [InlineData("ADA@example.org1")]
    public void A_password_that_anybody_would_try_is_refused(string? password) => Assert.False(PasswordRules.IsStrong(password, "ada@example.org"));

    [Fact]
    public void A_password_is_not_the_name_in_the_login_with_a_year() => Assert.False(PasswordRules.IsStrong("lovelace2026", "lovelace@example.org"));

    [Fact]
    public void The_longest_password_is_accepted_and_one_more_character_is_not()
    {
        var longest = string.Concat(Enumerable.Repeat("xkcd", PasswordRules.LengthMax / 4));

        Assert.True(PasswordRules.IsStrong(longest, "ada"));
        Assert.False(PasswordRules.IsStrong(longest + "y", "ada"));
    }

    [Theory]
    [InlineData("  Ada@Example.ORG ", "ada@example.org")]
    [InlineData("élise@exemple.fr", "élise@exemple.fr")]
    [InlineData("ÉLISE@exemple.fr", "élise@exemple.fr")]
    [InlineData("ab", null)]
    [InlineData("ada lovelace", null)]
    [InlineData("ada\u0000love", null)]
    [InlineData(null, null)]
    public void Logins_have_one_form(string? typed, string? login) => Assert.Equal(login, PasswordRules.NormalizeLogin(typed));
}
