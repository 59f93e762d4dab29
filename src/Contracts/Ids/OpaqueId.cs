using System.Security.Cryptography;

namespace Classroom.Contracts.Ids;

/// <summary>Makes the text of new ids: random, in lower-case Crockford base32 (no i, l, o, u), 5 bits a character.</summary>
public static class OpaqueId
{
    /// <summary>Length of the ids of people, classes and lessons: 65 bits.</summary>
    public const int Length = 13;

    /// <summary>Length of the ids of schools, which people type: 40 bits. Check that it is free.</summary>
    public const int SchoolLength = 8;

    /// <summary>Crockford's base 32, lower case: no letters that are read for another (i, l, o) or form words (u).</summary>
    public const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>A new random text; nobody can guess the next one.</summary>
    public static string New(int length = Length) => RandomNumberGenerator.GetString(Alphabet, length);

    /// <summary>The same text for the same key, always: for what must be planned once however often it is asked for.</summary>
    public static string Derived(ReadOnlySpan<byte> key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(key, hash);
        return string.Create(Length, hash[..Length], static (text, bytes) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                text[i] = Alphabet[bytes[i] & 31];
            }
        });
    }
}
