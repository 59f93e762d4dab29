namespace Classroom.Client.Tests.Readme;

public sealed class ReadmeTests
{
    [Fact]
    public void The_sample_in_the_readme_is_a_program_that_compiles_to_the_letter() => Assert.Equal(Compiled(), Shown());

    private static string Compiled() => string.Join('\n', File.ReadAllLines(Path.Combine(Root(), "tests", "ClientSample", "Program.cs")));

    private static string Shown()
    {
        var lines = File.ReadAllLines(Path.Combine(Root(), "README.md"));
        return string.Join('\n', lines.SkipWhile(line => !line.Contains("sample: tests/ClientSample/Program.cs", StringComparison.Ordinal)).Skip(1)
            .SkipWhile(line => line != "```csharp").Skip(1).TakeWhile(line => line != "```"));
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
