using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Classroom.Contracts.Ids;

namespace Classroom.Gateway.Identity.Passwords;

/// <summary>Tokens of invitation and setup links: 130 random bits, kept only as SHA-256 (so many random bits need no slow hash).</summary>
internal static class SecretToken
{
    private const int Length = 26;

    public static string Create() => OpaqueId.New(Length);

    /// <summary>The hash of a token as typed; null if it cannot be one.</summary>
    public static ImmutableArray<byte>? Hash(string? typed) =>
        Crockford.Normalize(typed, Length) is { } token ? [.. SHA256.HashData(Encoding.ASCII.GetBytes(token))] : null;
}
