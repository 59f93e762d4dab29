using System.Globalization;
using System.Text;
using Classroom.Contracts.Lessons;

namespace Classroom.Domain.Lessons;

/// <summary>What counts as a text that people wrote.</summary>
public static class Texts
{
    /// <summary>What is wrong with a text, or null if it can be taken.</summary>
    /// <param name="text">What somebody wrote.</param>
    /// <param name="lengthMax">Most UTF-16 code units.</param>
    public static TextFault? Check(string? text, int lengthMax) =>
        string.IsNullOrEmpty(text) || !IsWellFormed(text) || !text.EnumerateRunes().Any(Shows) ? TextFault.Invalid
        : text.Length > lengthMax ? TextFault.TooLong
        : null;

    /// <summary>Why a lesson refuses the text, or null if it can be taken.</summary>
    internal static LessonRefusal? Refuse(string? text, int lengthMax) => Check(text, lengthMax) switch
    {
        TextFault.Invalid => LessonRefusal.TextInvalid,
        TextFault.TooLong => LessonRefusal.TextTooLong,
        _ => null,
    };

    /// <summary>Whether a character shows anything: white space, controls, format characters, and those that only look like letters or marks do not.</summary>
    /// <remarks>The web client has the same list (src/Web/src/protocol/texts.ts), and so has docs/protocol.md.</remarks>
    private static bool Shows(Rune rune) =>
        !Rune.IsWhiteSpace(rune) && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format)
        && rune.Value is not (0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or 0x2800 or 0x3164
            or (>= 0xFE00 and <= 0xFE0F) or 0xFFA0 or (>= 0xE0100 and <= 0xE01EF));

    private static bool IsWellFormed(string text)
    {
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var consumed) != System.Buffers.OperationStatus.Done
                || (Rune.IsControl(rune) && rune.Value is not ('\t' or '\n')))
            {
                return false;
            }

            rest = rest[consumed..];
        }

        return true;
    }
}

/// <summary>What is wrong with a text.</summary>
public enum TextFault
{
    /// <summary>Nothing of it shows, or it holds control characters or halves of characters.</summary>
    Invalid = 1,

    /// <summary>It is longer than such a text may be.</summary>
    TooLong = 2,
}
