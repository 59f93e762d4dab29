using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Classroom.Contracts.Ids;

namespace Classroom.Domain.Lessons;

/// <summary>Keeps people apart from their anonymous answers, while one person still counts once.</summary>
/// <remarks>
/// Pseudonym: the first 16 bytes of HMAC-SHA-256 under the poll's key (RFC 2104). Sealed command id: AES-256-GCM (NIST SP
/// 800-38D) under a key of its own derived from the poll's, with a nonce derived from the text, so that sealing is
/// deterministic; equal texts are equal commands. Once the poll's key is destroyed neither can be undone.
/// </remarks>
internal static class Anonymity
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    public static ParticipantId Pseudonym(string key, ParticipantId participant) =>
        ParticipantId.Parse(Base64Url.EncodeToString(Derive(key, "pseudonym " + participant).AsSpan(0, 16)));

    public static string Seal(CommandSeal seal, string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var sealedText = new byte[NonceLength + plain.Length + TagLength];
        Derive(seal.Key, "nonce " + text).AsSpan(0, NonceLength).CopyTo(sealedText);
        using var aes = new AesGcm(Derive(seal.Key, "seal"), TagLength);
        aes.Encrypt(sealedText.AsSpan(0, NonceLength), plain, sealedText.AsSpan(NonceLength, plain.Length), sealedText.AsSpan(NonceLength + plain.Length));
        return string.Create(CultureInfo.InvariantCulture, $"{seal.Poll}~{Base64Url.EncodeToString(sealedText)}");
    }

    /// <exception cref="CryptographicException">The text was not sealed with this key.</exception>
    public static string Unseal(string key, string text)
    {
        var sealedText = Base64Url.DecodeFromChars(text);
        var plain = new byte[sealedText.Length - NonceLength - TagLength];
        using var aes = new AesGcm(Derive(key, "seal"), TagLength);
        aes.Decrypt(sealedText.AsSpan(0, NonceLength), sealedText.AsSpan(NonceLength, plain.Length), sealedText.AsSpan(NonceLength + plain.Length), plain);
        return Encoding.UTF8.GetString(plain);
    }

    private static byte[] Derive(string key, string purpose) => HMACSHA256.HashData(Convert.FromBase64String(key), Encoding.UTF8.GetBytes(purpose));
}
