using Classroom.Contracts.Ids;
using Classroom.Gateway.Lessons.Decks;
using CsCheck;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Classroom.Gateway.Tests.Lessons.Decks;

public sealed class AssetTokensTests
{
    private static readonly LessonId Lesson = LessonId.Parse("demo~lesson1");
    private static readonly DeckId Deck = DeckId.Parse(new string('a', 64));

    private readonly FakeTimeProvider _time = new(new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero));
    private readonly EphemeralDataProtectionProvider _keys = new();

    [Fact]
    public void A_token_names_its_file_until_it_is_too_old()
    {
        var (token, expiresAt) = Tokens(_keys).Issue(Lesson, Deck);

        Assert.Equal(_time.GetUtcNow().AddHours(1), expiresAt);
        Assert.Equal(new AssetToken(Lesson, Deck, expiresAt), Tokens(_keys).Read(token)); // Any gateway of the cluster reads it.
        Assert.True(token.Length < AssetTokens.LengthMax / 2, $"{token.Length}");
        _time.Advance(TimeSpan.FromHours(1) + TimeSpan.FromTicks(1));
        Assert.Null(Tokens(_keys).Read(token));
    }

    [Fact]
    public void A_token_of_other_keys_or_another_purpose_names_nothing()
    {
        var (token, _) = Tokens(_keys).Issue(Lesson, Deck);

        Assert.Null(Tokens(new EphemeralDataProtectionProvider()).Read(token));
        Assert.Null(Tokens(_keys).Read(System.Buffers.Text.Base64Url.EncodeToString(_keys.CreateProtector("Classroom.LessonTicket.v1").Protect("{}"u8.ToArray()))));
    }

    [Fact]
    public void A_token_changed_anywhere_names_nothing()
    {
        var tokens = Tokens(_keys);
        var (token, _) = tokens.Issue(Lesson, Deck);
        for (var at = 0; at < token.Length - 1; at++) // The last character has bits that say nothing.
        {
            Assert.Null(tokens.Read(token[..at] + (token[at] == 'A' ? 'B' : 'A') + token[(at + 1)..]));
        }
    }

    [Fact]
    public void Whatever_is_sent_as_a_token_is_read_without_an_exception() => Gen.String.Sample(text => Assert.Null(Tokens(_keys).Read(text)));

    private AssetTokens Tokens(IDataProtectionProvider keys) => new(keys, Options.Create(new DeckOptions()), _time);
}
