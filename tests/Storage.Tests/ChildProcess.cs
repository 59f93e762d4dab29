using System.Diagnostics;

namespace Classroom.Storage.Tests;

/// <summary>This executable again, as a process that a test may kill.</summary>
internal static class ChildProcess
{
    public static Process Start(params string[] args) =>
        Process.Start(new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, $"{typeof(ChildProcess).Assembly.GetName().Name}{(OperatingSystem.IsWindows() ? ".exe" : "")}"), args)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
}
