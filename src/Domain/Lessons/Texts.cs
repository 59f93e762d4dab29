using System.Text;
using Classroom.Contracts.Lessons;

namespace Classroom.Domain.Lessons;

/// <summary>What counts as a text that people wrote.</summary>
public static class Texts
{
    /// <summary>Why the text cannot be taken, or null if it can.</summary>
    public static LessonRefusal? Refuse(string? text, int lengthMax)
    {
        if (string.IsNullOrWhiteSpace(text) || !IsWellFormed(text))
        {
            return LessonRefusal.TextInvalid;
        }

        return text.Length > lengthMax ? LessonRefusal.TextTooLong : null;
    }

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
