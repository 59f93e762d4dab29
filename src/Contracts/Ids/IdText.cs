namespace Classroom.Contracts.Ids;

/// <summary>The one alphabet of ids: what is safe, unescaped, in a URL segment, a file name, a log line and a SQL key.</summary>
internal static class IdText
{
    /// <summary>Says whether the text is 1 to <paramref name="lengthMax"/> ASCII letters, digits, <c>-</c> or <c>_</c>.</summary>
    public static bool IsToken(ReadOnlySpan<char> text, int lengthMax)
    {
        if (text.IsEmpty || text.Length > lengthMax)
        {
            return false;
        }

        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_'))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Splits <c>school~local</c> and says whether both parts are tokens.</summary>
    public static bool IsPair(string? text, int partMax) =>
        text?.IndexOf('~', StringComparison.Ordinal) is > 0 and var tilde
        && IsToken(text.AsSpan(0, tilde), partMax)
        && IsToken(text.AsSpan(tilde + 1), partMax);

    public static FormatException Invalid(string? text, string type) =>
        new($"'{(text is { Length: > 64 } ? text[..64] + "…" : text)}' is not a {type}.");
}
