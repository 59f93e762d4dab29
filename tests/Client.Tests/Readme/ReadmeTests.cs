namespace Classroom.Client.Tests.Readme;

public sealed class ReadmeTests
{
    [Fact]
    public void The_sample_in_the_readme_is_the_one_that_compiles() => Assert.Equal(Compiled(), Shown());

    private static string Compiled()
    {
        var lines = File.ReadAllLines(Path.Combine(Root(), "tests", "Client.Tests", "Readme", "Sample.cs"));
        return Unindented(lines.SkipWhile(line => !line.Contains("// <sample>", StringComparison.Ordinal)).Skip(1)
            .TakeWhile(line => !line.Contains("// </sample>", StringComparison.Ordinal)));
    }

    private static string Shown()
    {
        var lines = File.ReadAllLines(Path.Combine(Root(), "README.md"));
        return Unindented(lines.SkipWhile(line => !line.Contains("sample: tests/Client.Tests/Readme/Sample.cs", StringComparison.Ordinal)).Skip(1)
            .SkipWhile(line => line != "```csharp").Skip(1).TakeWhile(line => line != "```"));
    }

    private static string Unindented(IEnumerable<string> lines)
    {
        var kept = lines.ToList();
        var indent = kept.Where(line => line.Length > 0).Select(line => line.Length - line.TrimStart().Length).DefaultIfEmpty(0).Min();
        return string.Join('\n', kept.Select(line => line.Length > 0 ? line[indent..] : line));
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Classroom.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("These tests run from within a checkout.");
        }

        return folder.FullName;
    }
}
