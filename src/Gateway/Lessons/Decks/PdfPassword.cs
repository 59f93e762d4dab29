using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Classroom.Gateway.Lessons.Decks;

/// <summary>
/// Whether an encrypted PDF opens without a password: its owner then only asked readers not to print or change it. Everybody may
/// look at such a file, and it goes out as it came, restrictions and all.
/// </summary>
/// <remarks>Nothing is decrypted: the file says itself what the empty password must come to (ISO 32000-2, 7.6.4). What is not understood counts as asking for one.</remarks>
internal static class PdfPassword
{
    /// <summary>Stands in for what a password is shorter than 32 bytes.</summary>
    private static ReadOnlySpan<byte> Padding =>
    [
        0x28, 0xBF, 0x4E, 0x5E, 0x4E, 0x75, 0x8A, 0x41, 0x64, 0x00, 0x4E, 0x56, 0xFF, 0xFA, 0x01, 0x08,
        0x2E, 0x2E, 0x00, 0xB6, 0xD0, 0x68, 0x3E, 0x80, 0x2F, 0x0C, 0xA9, 0xFE, 0x64, 0x53, 0x69, 0x7A,
    ];

    /// <param name="dictionary">The encryption dictionary, from its first byte; what comes after it is not looked at.</param>
    /// <param name="id">The first part of the file's id.</param>
    public static bool OpensWithout(ReadOnlySpan<byte> dictionary, ReadOnlySpan<byte> id)
    {
        var members = PdfText.ReadDictionary(dictionary);
        if (members.GetValueOrDefault("Filter") is not PdfName { Text: "Standard" }
            || members.GetValueOrDefault("R") is not long revision
            || members.GetValueOrDefault("U") is not byte[] user)
        {
            return false;
        }

        return revision switch
        {
            2 or 3 or 4 when user.Length >= 32 && members.GetValueOrDefault("O") is byte[] { Length: >= 32 } owner && members.GetValueOrDefault("P") is long permissions =>
                IsEmptyOld(revision, user, owner.AsSpan(0, 32), permissions, id, KeyBytes(revision, members), members.GetValueOrDefault("EncryptMetadata") is not false),
            5 when user.Length >= 48 => SHA256.HashData(user.AsSpan(32, 8)).AsSpan().SequenceEqual(user.AsSpan(0, 32)),
            6 when user.Length >= 48 => Stretched(user.AsSpan(32, 8)).SequenceEqual(user.AsSpan(0, 32)),
            _ => false,
        };
    }

    private static int KeyBytes(long revision, Dictionary<string, object> members) =>
        revision == 2 ? 5 : revision == 4 ? 16 : members.GetValueOrDefault("Length") is long bits and >= 40 and <= 128 ? (int)bits / 8 : 5;

    [SuppressMessage("Security", "CA5351", Justification = "The format's own sum; it protects nothing here.")]
    private static bool IsEmptyOld(long revision, ReadOnlySpan<byte> user, ReadOnlySpan<byte> owner, long permissions, ReadOnlySpan<byte> id, int keyBytes, bool metadata)
    {
        Span<byte> bits = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bits, unchecked((uint)permissions));
        ReadOnlySpan<byte> plain = revision >= 4 && !metadata ? [0xFF, 0xFF, 0xFF, 0xFF] : [];
        var key = MD5.HashData([.. Padding, .. owner, .. bits, .. id, .. plain]);
        for (var round = 0; revision >= 3 && round < 50; round++)
        {
            key = MD5.HashData(key.AsSpan(0, keyBytes));
        }

        var sum = revision == 2 ? Padding.ToArray() : MD5.HashData([.. Padding, .. id]);
        for (var round = 0; round < (revision == 2 ? 1 : 20); round++)
        {
            Rc4(key.AsSpan(0, keyBytes), (byte)round, sum);
        }

        return user.StartsWith(sum);
    }

    /// <summary>The sum of revision 6, of the empty password: at least 64 rounds of AES and SHA, at most 288.</summary>
    [SuppressMessage("Security", "CA5358", Justification = "The format's own way.")]
    private static ReadOnlySpan<byte> Stretched(ReadOnlySpan<byte> salt)
    {
        var sum = SHA256.HashData(salt);
        using var aes = Aes.Create();
        for (var round = 0; ; round++)
        {
            var input = new byte[64 * sum.Length];
            for (var copy = 0; copy < 64; copy++)
            {
                sum.CopyTo(input, copy * sum.Length);
            }

            aes.SetKey(sum.AsSpan(0, 16));
            var mixed = aes.EncryptCbc(input, sum.AsSpan(16, 16), PaddingMode.None);
            var third = 0;
            foreach (var one in mixed.AsSpan(0, 16))
            {
                third += one;
            }

            sum = (third % 3) switch
            {
                0 => SHA256.HashData(mixed),
                1 => SHA384.HashData(mixed),
                _ => SHA512.HashData(mixed),
            };
            if (round >= 63 && mixed[^1] <= round - 31)
            {
                return sum.AsSpan(0, 32);
            }
        }
    }

    /// <summary>RC4 in place, with a key of which every byte is changed by <paramref name="round"/>; the platform has none.</summary>
    private static void Rc4(ReadOnlySpan<byte> key, byte round, Span<byte> data)
    {
        Span<byte> state = stackalloc byte[256];
        for (var at = 0; at < 256; at++)
        {
            state[at] = (byte)at;
        }

        byte other = 0;
        for (var at = 0; at < 256; at++)
        {
            other += (byte)(state[at] + (key[at % key.Length] ^ round));
            (state[at], state[other]) = (state[other], state[at]);
        }

        byte first = 0;
        other = 0;
        foreach (ref var one in data)
        {
            first++;
            other += state[first];
            (state[first], state[other]) = (state[other], state[first]);
            one ^= state[(byte)(state[first] + state[other])];
        }
    }
}
