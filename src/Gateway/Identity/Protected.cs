using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace Classroom.Gateway.Identity;

/// <summary>Text that only this cluster can make or read: JSON, encrypted and signed by ASP.NET Data Protection, base64url.</summary>
internal static class Protected
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static string Write<T>(IDataProtector protector, T value) =>
        Base64Url.EncodeToString(protector.Protect(JsonSerializer.SerializeToUtf8Bytes(value, Json)));

    /// <summary>What was written, or null if the text is missing, longer than allowed, forged, for another purpose or protected by a key that is gone.</summary>
    public static T? Read<T>(IDataProtector protector, string? text, int lengthMax)
        where T : class
    {
        if (string.IsNullOrEmpty(text) || text.Length > lengthMax || !Base64Url.IsValid(text))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<T>(protector.Unprotect(Base64Url.DecodeFromChars(text)), Json);
        }
        catch (Exception exception) when (exception is CryptographicException or JsonException or FormatException)
        {
            return null; // The format of an earlier version is as good as none: sign in or join again.
        }
    }
}
