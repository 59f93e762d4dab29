namespace Classroom.SingleNode.Commands;

/// <summary>The reasons for which rosters are refused, in the words of docs/rosters.md, which is built in.</summary>
internal static class RosterReasons
{
    private const string Resource = "rosters.md";
    private const string Heading = "## Reasons";

    private static readonly Lazy<Dictionary<string, string>> ByCode = new(Read);

    /// <summary>The sentence for a code, such as <c>archiveBroken</c>.</summary>
    public static string Of(string code) => ByCode.Value.GetValueOrDefault(code, "See docs/rosters.md.");

    private static Dictionary<string, string> Read()
    {
        using var reader = new StreamReader(typeof(RosterReasons).Assembly.GetManifestResourceStream(Resource)!);
        var rows = reader.ReadToEnd().ReplaceLineEndings("\n").Split('\n').SkipWhile(line => line != Heading).Skip(1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal));
        return rows.Select(row => row.Split(" | ", 2))
            .Where(cells => cells.Length == 2 && cells[0].StartsWith("| `", StringComparison.Ordinal))
            .ToDictionary(cells => cells[0].Trim('|', ' ', '`'), cells => cells[1].TrimEnd('|', ' '));
    }
}
