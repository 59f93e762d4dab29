namespace Classroom.Storage.Files;

/// <summary>Where a path leads to, after all links on the way.</summary>
internal static class RealPath
{
    private const int LinksMax = 40; // As the kernel has it: more are a circle.

    private static readonly StringComparison Comparison = OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;

    /// <summary>Says whether a path leads to a folder or into it; what it names need not be there.</summary>
    /// <exception cref="IOException">Its links lead in a circle.</exception>
    public static bool IsIn(string folder, string path)
    {
        var (real, whole) = (Path.TrimEndingDirectorySeparator(Of(folder)), Of(path));
        return whole.Equals(real, Comparison) || whole.StartsWith(real + Path.DirectorySeparatorChar, Comparison);
    }

    private static string Of(string path)
    {
        var links = 0;
        return Of(Path.GetFullPath(path), ref links);
    }

    private static string Of(string full, ref int links)
    {
        var real = Path.GetPathRoot(full)!;
        foreach (var step in full[real.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            var next = Path.Combine(real, step);
            if (new FileInfo(next).LinkTarget is { } target)
            {
                if (++links > LinksMax)
                {
                    throw new IOException($"The links of {full} lead in a circle.");
                }

                next = Of(Path.GetFullPath(target, real), ref links);
            }

            real = next;
        }

        return real;
    }
}
