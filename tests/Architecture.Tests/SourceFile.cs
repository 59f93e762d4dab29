using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Classroom.Architecture.Tests;

/// <summary>A text file of the repository, or one planted to see a rule fail.</summary>
/// <param name="Path">Below the root, with forward slashes.</param>
internal sealed record SourceFile(string Path, string Text)
{
    private SyntaxNode? _syntax;
    private string? _code;

    public string Extension => System.IO.Path.GetExtension(Path);

    /// <summary>The project or area: <c>Domain</c> of <c>src/Domain/Lessons/X.cs</c>, <c>Domain.Tests</c> of <c>tests/Domain.Tests/X.cs</c>.</summary>
    public string Project => Path.Split('/') is [_, var project, _, ..] ? project : "";

    public bool IsSource => Path.StartsWith("src/", StringComparison.Ordinal);

    public bool IsTest => Path.StartsWith("tests/", StringComparison.Ordinal);

    public int LineCount => Text.AsSpan().TrimEnd('\n').Count('\n') + 1;

    /// <summary>The file as C#.</summary>
    public SyntaxNode Syntax => _syntax ??= CSharpSyntaxTree.ParseText(Text, CSharpParseOptions.Default.WithDocumentationMode(DocumentationMode.Parse)).GetRoot();

    /// <summary>The C# without its comments and the contents of its strings, on the same lines.</summary>
    public string Code => _code ??= string.Concat(Syntax.DescendantTokens().Select(WithoutProse));

    /// <summary>Where a node stands, as a reader looks it up.</summary>
    public string At(SyntaxNode node) => $"{Path}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";

    private static string WithoutProse(SyntaxToken token)
    {
        var prose = token.IsKind(SyntaxKind.StringLiteralToken) || token.IsKind(SyntaxKind.InterpolatedStringTextToken)
            || token.IsKind(SyntaxKind.SingleLineRawStringLiteralToken) || token.IsKind(SyntaxKind.MultiLineRawStringLiteralToken);
        return Blank(token.LeadingTrivia) + (prose ? new string('\n', token.Text.Count(c => c == '\n')) : token.Text) + Blank(token.TrailingTrivia);
    }

    private static string Blank(SyntaxTriviaList trivia) => string.Concat(trivia.Select(piece =>
        piece.IsKind(SyntaxKind.WhitespaceTrivia) ? piece.ToString() : new string('\n', piece.ToFullString().Count(c => c == '\n'))));
}
