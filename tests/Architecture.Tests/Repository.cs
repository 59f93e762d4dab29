namespace Classroom.Architecture.Tests;

/// <summary>The checkout that these tests were built from.</summary>
internal static class Repository
{
    private static readonly HashSet<string> Unread = ["bin", "obj", "node_modules", "dist", "artifacts", "data", ".git", "TestResults", ".vs", ".idea"];

    private static readonly HashSet<string> TextExtensions =
        [".cs", ".csproj", ".props", ".targets", ".sln", ".ts", ".tsx", ".mjs", ".js", ".css", ".html", ".json", ".md", ".sh", ".sql", ".txt", ".yml", ".yaml", ".csv", ""];

    public static string Root { get; } = FindRoot();

    /// <summary>Every text file of ours, read once.</summary>
    public static IReadOnlyList<SourceFile> Files { get; } = [.. Walk(Root).Where(path => TextExtensions.Contains(Path.GetExtension(path))).Select(Read)];

    public static IEnumerable<SourceFile> CSharp => Files.Where(file => file.Extension == ".cs");

    public static IEnumerable<SourceFile> Projects => Files.Where(file => file.Extension == ".csproj");

    public static bool Exists(string path) => Path.Exists(Path.Combine(Root, path));

    private static SourceFile Read(string path) => new(Path.GetRelativePath(Root, path).Replace('\\', '/'), File.ReadAllText(path));

    private static IEnumerable<string> Walk(string folder) =>
        Directory.EnumerateFiles(folder).Concat(Directory.EnumerateDirectories(folder).Where(child => !Unread.Contains(Path.GetFileName(child))).SelectMany(Walk));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Classroom.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("These tests run from within a checkout.");
        }

        return folder.FullName;
    }
}
