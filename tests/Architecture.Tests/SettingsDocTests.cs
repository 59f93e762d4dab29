using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Classroom.Architecture.Tests;

/// <summary>docs/settings.md is the doc comments of all options that have a section, and nothing else.</summary>
public sealed partial class SettingsDocTests
{
    private const string Path = "docs/settings.md";

    /// <summary>Set CLASSROOM_GOLDEN=write to write the page anew. Seen to fail with a default changed in an option alone.</summary>
    [Fact]
    public void Every_setting_stands_in_the_docs_as_in_the_source()
    {
        var text = Describe(Repository.CSharp);
        var file = System.IO.Path.Combine(Repository.Root, Path);
        if (Environment.GetEnvironmentVariable("CLASSROOM_GOLDEN") == "write")
        {
            File.WriteAllText(file, text);
        }

        Assert.Equal(text, File.ReadAllText(file));
    }

    [Fact]
    public void A_setting_is_described_by_its_comment()
    {
        var text = Describe([new("src/Grains/A.cs", """
            /// <summary>Limits. Section <c>A:B</c>; checked at startup.</summary>
            class AOptions
            {
                /// <summary>Length of a <see cref="Word"/>. Default: 5.</summary>
                public int WordMax { get; set; } = 5;
            }
            """)]);

        Assert.Contains("## A:B\nLimits.\n", text, StringComparison.Ordinal);
        Assert.Contains("| `A__B__WordMax` | Length of a Word. Default: 5. |", text, StringComparison.Ordinal);
    }

    private static string Describe(IEnumerable<SourceFile> files)
    {
        var sections =
            from file in files
            where file.IsSource
            from type in file.Syntax.DescendantNodes().OfType<ClassDeclarationSyntax>()
            where type.Identifier.Text.EndsWith("Options", StringComparison.Ordinal)
            let section = SectionName().Match(Comment(type))
            where section.Success
            orderby section.Groups[1].Value
            select (Name: section.Groups[1].Value, Type: type);
        var text = new StringBuilder("""
            # Settings
            Every setting has a default that fits a school on one machine. Set one by an environment variable of its name, as written here. All are checked at startup: a value out of range stops the node with a sentence that names it. Times are written `hh:mm:ss`; of a list, each item is a variable of its own, ending in `__0`, `__1`.

            ## What a start needs

            | setting | meaning |
            |---|---|
            | `CLASSROOM_URLS` | Addresses to listen on, separated by `;`. Default: `http://localhost:8080`. |
            | `CLASSROOM_DATA` | Folder of everything that is kept. Default: `data`, in the folder of `./run.sh`. |
            | `CLASSROOM_DEMO` | `off`: the first start makes no demo school. Default: it makes one. |
            | `Kestrel__Certificates__Default__Path`, `…__KeyPath` | Certificate and key of https addresses. Default: none; see [operations.md](operations.md#https). |
            | `Logging__LogLevel__Default`, `Logging__LogLevel__Classroom` | How much the log tells, of the platform and of Classroom. Default: `Warning` and `Information`. |

            """);
        foreach (var (name, type) in sections)
        {
            text.Append('\n').Append($"## {name}\n{Plain(Comment(type).Split(" Section <c>")[0])}\n\n| setting | meaning |\n|---|---|\n");
            foreach (var property in type.Members.OfType<PropertyDeclarationSyntax>().Where(property => property.AccessorList?.Accessors.Count > 1))
            {
                text.Append($"| `{name.Replace(":", "__", StringComparison.Ordinal)}__{property.Identifier.Text}` | {Plain(Comment(property))} |\n");
            }
        }

        return text.ToString();
    }

    private static string Comment(SyntaxNode node) =>
        Summary().Match(CommentStart().Replace(node.GetLeadingTrivia().ToFullString(), " ")).Groups[1].Value.Trim();

    private static string Plain(string comment) => Blanks().Replace(Cref().Replace(comment, "$1").Replace("<c>", "`", StringComparison.Ordinal).Replace("</c>", "`", StringComparison.Ordinal), " ");

    [GeneratedRegex(@"Section <c>([\w:]+)</c>")]
    private static partial Regex SectionName();

    [GeneratedRegex(@"\n\s*///\s?|^\s*///\s?", RegexOptions.Multiline)]
    private static partial Regex CommentStart();

    [GeneratedRegex("<summary>(.*?)</summary>", RegexOptions.Singleline)]
    private static partial Regex Summary();

    [GeneratedRegex("<see cref=\"(?:[^\"]*\\.)?([^\".]+)\"/>")]
    private static partial Regex Cref();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
