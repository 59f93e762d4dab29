using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Classroom.Contracts.Ids;

namespace Classroom.Domain.Lessons;

/// <summary>The text form in which a command's id stands beside its entry in the log.</summary>
/// <remarks>
/// <c>participant device counter</c>, or, for an anonymous answer, <c>poll~</c> and the same sealed with the poll's key: it
/// can be read while the poll is open, and by nobody afterwards. The snapshot written at closing remembers the answers.
/// </remarks>
public static class StoredCommand
{
    /// <summary>Writes the id, sealed if the decision says so.</summary>
    public static string Write(CommandId id, CommandSeal? seal)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{id.Participant} {id.Device} {id.Counter}");
        return seal is null ? text : Anonymity.Seal(seal, text);
    }

    /// <summary>Reads an id and what the command is answered with.</summary>
    /// <param name="text">The stored text.</param>
    /// <param name="sequence">The sequence of its entry.</param>
    /// <param name="books">The books as of that entry: they hold the keys of open polls.</param>
    /// <param name="id">The id.</param>
    /// <param name="answer">The sequence that answers it.</param>
    /// <returns>False if it is sealed and its key is gone.</returns>
    /// <exception cref="FormatException">The text is none that <see cref="Write"/> writes: the log is corrupt.</exception>
    public static bool TryRead(string text, long sequence, LessonBooks books, [NotNullWhen(true)] out CommandId? id, out long answer)
    {
        id = null;
        answer = sequence;
        var tilde = text.IndexOf('~', StringComparison.Ordinal);
        if (tilde >= 0)
        {
            answer = long.Parse(text.AsSpan(0, tilde), CultureInfo.InvariantCulture);
            if (!books.PollKeys.TryGetValue(answer, out var key))
            {
                return false;
            }

            text = Anonymity.Unseal(key.Key, text[(tilde + 1)..]);
        }

        var parts = text.Split(' ');
        id = parts.Length == 3
            ? new CommandId(ParticipantId.Parse(parts[0]), DeviceId.Parse(parts[1]), long.Parse(parts[2], CultureInfo.InvariantCulture))
            : throw new FormatException("Not a stored command.");
        return true;
    }
}
