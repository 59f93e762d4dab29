using System.Text.RegularExpressions;

namespace Classroom.Architecture.Tests;

/// <summary>What the documents point at is there.</summary>
public sealed partial class DocTests
{
    [Fact]
    public void Every_link_and_path_in_the_documents_leads_somewhere() =>
        Assert.Empty(Repository.Files.Where(file => file.Extension == ".md").SelectMany(Broken));

    [Theory]
    [InlineData("[the protocol](no-such-file.md)")]
    [InlineData("![a lesson](images/no-such-picture.png)")]
    [InlineData("as `src/Domain/NoSuchFile.cs` says")]
    public void A_link_that_leads_nowhere_is_found(string text) => Assert.NotEmpty(Broken(new("docs/a.md", text)));

    [GeneratedRegex(@"\]\((?<link>[^)\s#]+)(#[^)]*)?\)")]
    private static partial Regex Link { get; }

    [GeneratedRegex(@"`(?<path>(src|tests|docs|scripts|deploy)/[\w./-]+)`")]
    private static partial Regex RootPath { get; }

    private static IEnumerable<string> Broken(SourceFile file)
    {
        var folder = Path.GetDirectoryName(file.Path) ?? "";
        var links = Link.Matches(file.Text).Select(match => match.Groups["link"].Value)
            .Where(link => !link.Contains(':', StringComparison.Ordinal) && !Repository.Exists(Path.Combine(folder, link)));
        var paths = RootPath.Matches(file.Text).Select(match => match.Groups["path"].Value).Where(path => !Repository.Exists(path));
        return links.Concat(paths).Select(target => $"{file.Path} points at {target}");
    }
}
