using Classroom.Contracts.Ids;

namespace Classroom.Gateway.Identity;

/// <summary>Reads and prints text in Crockford's base 32: see <see cref="OpaqueId.Alphabet"/>.</summary>
internal static class Crockford
{
    /// <summary>The text that somebody meant who typed this: any case, spaces and hyphens anywhere, o for 0, i or l for 1. Null if it is not <paramref name="length"/> characters of the alphabet.</summary>
    public static string? Normalize(string? typed, int length)
    {
        if (typed is null || typed.Length > length * 4)
        {
            return null;
        }

        Span<char> text = stackalloc char[length];
        var count = 0;
        foreach (var c in typed)
        {
            if (c is ' ' or '-' or '\t' or '\u00a0' or '\u2010' or '\u2011' or '\u2013')
            {
                continue; // As printed, or as a phone's keyboard "corrects" a hyphen.
            }

            var meant = char.ToLowerInvariant(c) switch { 'o' => '0', 'i' or 'l' => '1', var other => other };
            if (count == length || !OpaqueId.Alphabet.Contains(meant, StringComparison.Ordinal))
            {
                return null;
            }

            text[count++] = meant;
        }

        return count == length ? new string(text) : null;
    }

    /// <summary>Upper case in groups of four: <c>7KQ2-M9XD-4HTP</c>.</summary>
    public static string Group(string text) => string.Join('-', text.ToUpperInvariant().Chunk(4).Select(group => new string(group)));
}
