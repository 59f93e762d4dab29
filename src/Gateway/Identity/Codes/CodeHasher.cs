using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Classroom.Contracts.Ids;
using Classroom.Ports.Identity;
using Microsoft.AspNetCore.DataProtection;

namespace Classroom.Gateway.Identity.Codes;

/// <summary>Makes student codes and their keyed hashes.</summary>
/// <remarks>
/// 12 characters of 5 bits: 60 bits. Keyed, so that a copy of the accounts alone tells nothing; fast, because the bell rings for everybody at once,
/// and because 60 random bits need no slow hash. The key is kept with the other keys, itself protected.
/// </remarks>
internal sealed class CodeHasher(IKeyStore keys, IDataProtectionProvider protection)
{
    /// <summary>Characters of a code, without hyphens.</summary>
    public const int Length = 12;

    private const string Kind = "studentCode";
    private const string KeyName = "1";

    private readonly IDataProtector _protector = protection.CreateProtector("Classroom.StudentCodeKey.v1");
    private byte[]? _key;

    /// <summary>A new code, not grouped.</summary>
    public static string Create() => OpaqueId.New(Length);

    /// <summary>The hash of a code of a school. The school is part of it: the same code elsewhere is another.</summary>
    public async ValueTask<ImmutableArray<byte>> HashAsync(SchoolId school, string code, CancellationToken cancellationToken)
    {
        _key ??= await LoadAsync(cancellationToken);
        return [.. HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{school}~{code}"))];
    }

    private async Task<byte[]> LoadAsync(CancellationToken cancellationToken)
    {
        // Two gateways that start at once both make one; the store keeps the first for both.
        var mine = Convert.ToBase64String(_protector.Protect(RandomNumberGenerator.GetBytes(32)));
        var kept = await keys.KeepAsync(Kind, new(KeyName, mine), cancellationToken);
        return _protector.Unprotect(Convert.FromBase64String(kept.Value));
    }
}
