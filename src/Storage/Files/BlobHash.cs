namespace Classroom.Storage.Files;

/// <summary>The text form of a file's hash.</summary>
internal static class BlobHash
{
    /// <summary>Says whether the text is 64 lower-case hex digits: nothing else may become part of a path.</summary>
    public static bool IsHash(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);
}
