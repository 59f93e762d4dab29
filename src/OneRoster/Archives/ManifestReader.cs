using Classroom.Contracts.Rosters;
using Classroom.OneRoster.Csv;
using Classroom.OneRoster.Imports;

namespace Classroom.OneRoster.Archives;

/// <summary>What the manifest says of the archive.</summary>
/// <param name="Is12">OneRoster 1.2 rather than 1.1.</param>
/// <param name="Feed">Names the source system; empty if it is not named.</param>
/// <param name="Modes">How the rows of each file are meant; a file that is not named is absent.</param>
internal sealed record Manifest(bool Is12, string Feed, IReadOnlyDictionary<string, RowsMode> Modes)
{
    public RowsMode ModeOf(string file) => Modes.GetValueOrDefault(file);
}

/// <summary>Reads <c>manifest.csv</c>.</summary>
internal static class ManifestReader
{
    private static readonly CsvColumn Property = new("propertyName", 255, Required: true);
    private static readonly CsvColumn Value = new("value", 255);

    /// <summary>The manifest, or null with its faults in the log.</summary>
    public static Manifest? Read(CsvTable table, FaultLog faults)
    {
        var before = faults.Count;
        var properties = ReadProperties(table, faults);
        if (properties is null)
        {
            return null;
        }

        if (properties.GetValueOrDefault("manifest.version") != "1.0")
        {
            faults.Add(RosterFaultCode.ManifestVersionUnknown, OneRosterFile.Manifest, value: properties.GetValueOrDefault("manifest.version"));
        }

        var version = properties.GetValueOrDefault("oneroster.version");
        if (version is not ("1.1" or "1.2"))
        {
            faults.Add(RosterFaultCode.OneRosterVersionUnknown, OneRosterFile.Manifest, value: version);
        }

        var modes = ReadModes(properties, faults);
        var feed = properties.GetValueOrDefault("source.systemCode") ?? properties.GetValueOrDefault("source.systemName") ?? "";
        return faults.Count == before ? new(version == "1.2", feed, modes) : null;
    }

    private static Dictionary<string, string>? ReadProperties(CsvTable table, FaultLog faults)
    {
        if (!table.ReadHeader([Property, Value]))
        {
            return null;
        }

        var properties = new Dictionary<string, string>(StringComparer.Ordinal);
        while (table.Read())
        {
            var name = table.Text(Property);
            var value = table.Text(Value);
            if (name is not null && value is not null && !properties.TryAdd(name, value))
            {
                faults.Add(RosterFaultCode.ManifestDuplicate, OneRosterFile.Manifest, table.Line, Property.Name, name);
            }
        }

        return properties;
    }

    private static Dictionary<string, RowsMode> ReadModes(Dictionary<string, string> properties, FaultLog faults)
    {
        const string Prefix = "file.";
        var modes = new Dictionary<string, RowsMode>(StringComparer.Ordinal);
        foreach (var (name, value) in properties.Where(property => property.Key.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            RowsMode? mode = value switch { "absent" => RowsMode.Absent, "bulk" => RowsMode.Bulk, "delta" => RowsMode.Delta, _ => null };
            if (mode is null)
            {
                faults.Add(RosterFaultCode.FileModeUnknown, OneRosterFile.Manifest, column: name, value: value);
            }

            modes[name[Prefix.Length..] + ".csv"] = mode ?? RowsMode.Absent;
        }

        return modes;
    }
}
