using System.Text.RegularExpressions;

namespace Classroom.Architecture.Tests;

/// <summary>Something that must not be written in some files.</summary>
/// <param name="Name">What is forbidden, and why.</param>
/// <param name="Where">Regular expression of the paths it holds for.</param>
/// <param name="Pattern">Regular expression of what is forbidden.</param>
/// <param name="Prose">Whether comments and strings count too, or only C# code.</param>
/// <param name="Planted">A path and a text in which the rule has to find something.</param>
internal sealed record TextRule(string Name, string Where, string Pattern, bool Prose, (string Path, string Text) Planted)
{
    public IEnumerable<string> Find(SourceFile file) =>
        !Regex.IsMatch(file.Path, Where) ? [] :
        (Prose ? file.Text : file.Code).Split('\n').Index()
            .Where(row => Regex.IsMatch(row.Item, Pattern))
            .Select(row => $"{file.Path}:{row.Index + 1}: {row.Item.Trim()}");

    public override string ToString() => Name;
}
