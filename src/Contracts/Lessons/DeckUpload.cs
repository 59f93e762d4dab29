using Classroom.Contracts.Ids;

namespace Classroom.Contracts.Lessons;

/// <summary>Answer to <c>POST /api/v1/lessons/{lesson}/decks</c>: the file is stored and the lesson knows it.</summary>
/// <param name="Deck">Its id: the SHA-256 of its bytes.</param>
/// <param name="Title">Its title.</param>
/// <param name="Pages">How many pages it has.</param>
/// <param name="MediaType">What it is: <c>application/pdf</c>, <c>image/png</c>, <c>image/jpeg</c> or <c>image/webp</c>.</param>
/// <param name="Length">Length in bytes.</param>
public sealed record UploadedDeck(DeckId Deck, string Title, int Pages, string MediaType, long Length);

/// <summary>Answer to <c>GET /api/v1/lessons/{lesson}/decks/{deck}/link</c>.</summary>
/// <param name="Url">Where the file is, whole or in ranges, for whoever has this address: relative to the gateway.</param>
/// <param name="ExpiresAt">Until when. Ask again for another.</param>
public sealed record DeckLink(string Url, DateTimeOffset ExpiresAt);

/// <summary>Answer to <c>GET /api/v1/decks/limits</c>: what can be known before a file is sent.</summary>
/// <param name="BytesMax">Largest file, in bytes.</param>
public sealed record DeckLimits(long BytesMax);
