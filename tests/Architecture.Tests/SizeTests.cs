using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Classroom.Architecture.Tests;

/// <summary>Keeps files and methods small enough to read at once.</summary>
public sealed class SizeTests
{
    private const int FileLinesMax = 400;
    private const int MethodLinesMax = 60;
    private const int MedianMax = 60;
    private const int NinetiethPercentileMax = 200;

    private static readonly HashSet<string> Written = [".cs", ".ts", ".tsx", ".mjs", ".js", ".css", ".sh", ".sql"];

    [Fact]
    public void No_file_is_longer_than_400_lines() => Assert.Empty(Repository.Files.SelectMany(TooLong));

    [Theory]
    [InlineData("src/Domain/Lessons/Long.cs")]
    [InlineData("src/Web/src/lesson/long.tsx")]
    [InlineData("tests/Runner/long.mjs")]
    public void A_file_of_401_lines_is_found(string path) => Assert.NotEmpty(TooLong(new(path, string.Concat(Enumerable.Repeat("//\n", FileLinesMax + 1)))));

    [Fact]
    public void No_method_is_longer_than_60_lines() => Assert.Empty(Repository.CSharp.SelectMany(LongMethods));

    [Theory]
    [InlineData("class C { void M() {", "} }")]
    [InlineData("class C { int P { get {", "return 1; } } }")]
    [InlineData("class C { void M() { void Local() {", "} } }")]
    public void A_method_of_61_lines_is_found(string before, string after) =>
        Assert.NotEmpty(LongMethods(new("src/Domain/C.cs", before + string.Concat(Enumerable.Repeat(";\n", MethodLinesMax)) + after)));

    [Fact]
    public void Most_source_files_are_short() => Assert.Empty(Crowded(Repository.CSharp.Where(file => file.IsSource)));

    [Theory]
    [InlineData(61, 61)]
    [InlineData(10, 201)]
    public void A_tree_of_long_files_is_found(int usual, int longest) =>
        Assert.NotEmpty(Crowded(Enumerable.Range(0, 20).Select(n => new SourceFile("src/Domain/x.cs", new string('\n', (n < 17 ? usual : longest) - 1) + ";"))));

    private static IEnumerable<string> TooLong(SourceFile file) =>
        Written.Contains(file.Extension) && file.LineCount > FileLinesMax ? [$"{file.Path} has {file.LineCount} lines"] : [];

    private static IEnumerable<string> LongMethods(SourceFile file) =>
        from node in file.Syntax.DescendantNodes()
        where node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax or AnonymousFunctionExpressionSyntax
        let span = node.GetLocation().GetLineSpan()
        let lines = span.EndLinePosition.Line - span.StartLinePosition.Line + 1
        where lines > MethodLinesMax
        select $"{file.At(node)} has a method of {lines} lines";

    private static IEnumerable<string> Crowded(IEnumerable<SourceFile> files)
    {
        int[] lengths = [.. files.Select(file => file.LineCount).Order()];
        var (median, ninetieth) = (lengths[lengths.Length / 2], lengths[lengths.Length * 9 / 10]);
        return median > MedianMax || ninetieth > NinetiethPercentileMax ? [$"The median of all files is {median} lines, the 90th percentile {ninetieth}"] : [];
    }
}
