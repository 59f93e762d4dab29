using System.Globalization;
using System.Text;

namespace Classroom.OneRoster.Imports;

/// <summary>Which characters are text, as opposed to instructions to whoever shows it.</summary>
internal static class PlainText
{
    /// <summary>False for control characters, line and paragraph separators, characters without meaning, and those that turn the direction of text.</summary>
    public static bool IsPlain(Rune rune) =>
        rune.IsAscii ? !Rune.IsControl(rune) : Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned => false,
            _ => rune.Value is not ((>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0xFEFF),
        };

    public static bool IsPlain(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsPlain(rune))
            {
                return false;
            }
        }

        return true;
    }
}
