using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Classroom.Contracts.Ids;

namespace Classroom.Domain.Lessons;

/// <summary>The text form in which a command's id stands beside its entry in the log: <c>participant device counter</c>.</summary>
public static class StoredCommand
{
    /// <summary>Writes the id.</summary>
    public static string Write(CommandId id) => string.Create(CultureInfo.InvariantCulture, $"{id.Participant} {id.Device} {id.Counter}");

    /// <summary>Reads an id.</summary>
    /// <param name="text">The stored text.</param>
    /// <param name="id">The id.</param>
    /// <returns>False if an earlier build sealed it: it stands beside an anonymous answer, and is nobody's any more.</returns>
    /// <exception cref="FormatException">The text is none that <see cref="Write"/> writes: the log is corrupt.</exception>
    public static bool TryRead(string text, [NotNullWhen(true)] out CommandId? id)
    {
        if (text.Contains('~', StringComparison.Ordinal))
        {
            id = null;
            return false;
        }

        var parts = text.Split(' ');
        id = parts.Length == 3
            ? new CommandId(ParticipantId.Parse(parts[0]), DeviceId.Parse(parts[1]), long.Parse(parts[2], CultureInfo.InvariantCulture))
            : throw new FormatException("Not a stored command.");
        return true;
    }
}
