using Classroom.Contracts.Ids;
using Classroom.Gateway.Identity;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace Classroom.Gateway.Lessons.Decks;

/// <summary>What a token says: one deck of one lesson may be fetched until then.</summary>
/// <param name="Lesson">The lesson; its school is the file's owner.</param>
/// <param name="Deck">The deck.</param>
/// <param name="ExpiresAt">Latest instant to fetch it.</param>
internal sealed record AssetToken(LessonId Lesson, DeckId Deck, DateTimeOffset ExpiresAt);

/// <summary>Issues and reads asset tokens: whoever may see a deck gets an address that fetches that file and nothing else, without a session, for a while.</summary>
/// <remarks>So a page that draws files of strangers needs no credentials to fetch them, and any gateway of the cluster, or a cache before it, can serve them.</remarks>
internal sealed class AssetTokens(IDataProtectionProvider protection, IOptions<DeckOptions> options, TimeProvider time)
{
    /// <summary>Longest accepted token, in characters. A real one has about 400.</summary>
    public const int LengthMax = 1024;

    private readonly IDataProtector _protector = protection.CreateProtector("Classroom.AssetToken.v1");

    /// <summary>Issues a token. The caller has checked that they may see the deck.</summary>
    public (string Token, DateTimeOffset ExpiresAt) Issue(LessonId lesson, DeckId deck)
    {
        var expiresAt = time.GetUtcNow() + options.Value.LinkLifetime;
        return (Protected.Write(_protector, new AssetToken(lesson, deck, expiresAt)), expiresAt);
    }

    /// <summary>What the token says, or null if it is none of this cluster, or too old.</summary>
    public AssetToken? Read(string? text) =>
        Protected.Read<AssetToken>(_protector, text, LengthMax) is { } token && time.GetUtcNow() <= token.ExpiresAt ? token : null;
}
