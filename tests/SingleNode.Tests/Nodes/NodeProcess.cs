using System.Diagnostics;

namespace Classroom.SingleNode.Tests.Nodes;

/// <summary>The node's program as an operator runs it: a process with an environment, two streams and an exit code.</summary>
internal static class NodeProcess
{
    private static readonly TimeSpan EndTimeout = TimeSpan.FromSeconds(60);

    /// <summary>Runs it until it ends by itself.</summary>
    public static async Task<(int Exit, string Output, string Error)> RunAsync(string data, IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Classroom.SingleNode.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["CLASSROOM_URLS"] = "http://127.0.0.1:0";
        start.Environment["CLASSROOM_DATA"] = data;
        start.Environment["CLASSROOM_DEMO"] = "off";
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(CancellationToken.None), process.StandardError.ReadToEndAsync(CancellationToken.None));
        try
        {
            await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(EndTimeout, TestContext.Current.CancellationToken);
        }
        catch (TimeoutException exception)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"The node was to end by itself within {EndTimeout.TotalSeconds} s. It said: {await output}{await error}", exception);
        }

        return (process.ExitCode, await output, await error);
    }
}
