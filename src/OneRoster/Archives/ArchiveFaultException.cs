using Classroom.Contracts.Rosters;

namespace Classroom.OneRoster.Archives;

/// <summary>The archive cannot be read any further. Caught by the importer, which reports it as the fault it is.</summary>
internal sealed class ArchiveFaultException(RosterFaultCode code, string? file = null, long? line = null, string? value = null, Exception? inner = null)
    : Exception($"Roster archive: {code}.", inner)
{
    public RosterFaultCode Code { get; } = code;

    public string? File { get; } = file;

    public long? Line { get; } = line;

    public string? Value { get; } = value;
}
