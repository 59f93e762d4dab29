using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

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

    [Fact]
    public void Every_document_and_specification_that_the_code_names_is_there() => Assert.Empty(Repository.Files.Where(file => file.IsSource).SelectMany(Unwritten));

    [Theory]
    [InlineData("/// <summary>As docs/no-such-file.md says.</summary>")]
    [InlineData("/// <summary>Held to tests/Storage.Tests/NoSuchSpec.</summary>")]
    public void A_document_or_specification_that_is_not_there_is_found(string text) => Assert.NotEmpty(Unwritten(new("src/Ports/A.cs", text)));

    [Fact]
    public void Every_storage_port_names_the_specification_that_its_implementations_are_held_to() => Assert.Empty(Repository.CSharp.SelectMany(Unspecified));

    [Fact]
    public void A_storage_port_without_specification_is_found() => Assert.NotEmpty(Unspecified(new("src/Ports/A.cs", "/// <summary>Keeps notes.</summary>\npublic interface INoteStore;")));

    [GeneratedRegex(@"docs/[\w/.-]+\.md")]
    private static partial Regex Document { get; }

    [GeneratedRegex("(Store|Log|Trail|Registry|Reader)$")]
    private static partial Regex StoragePort { get; }

    [GeneratedRegex(@"tests/(?<project>[\w.]+)/([\w/]+/)?(?<spec>\w+Spec)\b")]
    private static partial Regex Specification { get; }

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

    private static IEnumerable<string> Unwritten(SourceFile file)
    {
        var documents = Document.Matches(file.Text).Select(match => match.Value).Where(path => !Repository.Exists(path));
        var specifications = Specification.Matches(file.Text).Where(match => !Repository.Files.Any(other => Fits(other, match))).Select(match => match.Value);
        return documents.Concat(specifications).Select(target => $"{file.Path} names {target}");
    }

    private static bool Fits(SourceFile file, Match specification) =>
        file.IsTest && file.Project == specification.Groups["project"].Value && Path.GetFileNameWithoutExtension(file.Path) == specification.Groups["spec"].Value;

    private static IEnumerable<string> Unspecified(SourceFile file) =>
        file is not { IsSource: true, Project: "Ports" } ? [] :
        from port in file.Syntax.DescendantNodes().OfType<InterfaceDeclarationSyntax>()
        where StoragePort.IsMatch(port.Identifier.Text) && !Specification.IsMatch(port.GetLeadingTrivia().ToFullString())
        select $"{file.At(port)} {port.Identifier.Text}";
}
