namespace Classroom.SingleNode.Hosting;

/// <summary>What whoever starts a node says: where it listens, where its data is.</summary>
/// <param name="Urls">Addresses, separated by <c>;</c>.</param>
/// <param name="Data">Folder of everything that is kept; absolute.</param>
/// <param name="MakesDemo">Whether a node without data gets the demo school.</param>
internal sealed record NodeSettings(string Urls, string Data, bool MakesDemo = true)
{
    /// <summary>The address for links: the first that is encrypted, or else the first.</summary>
    public static string PageOf(IReadOnlyCollection<string> urls) => urls.FirstOrDefault(url => url.StartsWith("https:", StringComparison.Ordinal)) ?? urls.First();

    /// <summary>From <c>CLASSROOM_URLS</c> (default <c>http://localhost:8080</c>), <c>CLASSROOM_DATA</c> (default <c>data</c>) and <c>CLASSROOM_DEMO</c> (<c>off</c>: no demo school).</summary>
    public static NodeSettings FromEnvironment() => new(
        Environment.GetEnvironmentVariable("CLASSROOM_URLS") is { Length: > 0 } urls ? urls : "http://localhost:8080",
        Path.GetFullPath(Environment.GetEnvironmentVariable("CLASSROOM_DATA") is { Length: > 0 } data ? data : "data"),
        Environment.GetEnvironmentVariable("CLASSROOM_DEMO") != "off");
}
