using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Classroom.Rehearsal.Nodes;

/// <summary>A node of the rehearsal's own: a process on a free port with its data in a temporary folder, to be killed and started again.</summary>
internal sealed class NodeProcess : IAsyncDisposable
{
    private const string StartedLine = "Ctrl-C stops it.";
    private const int OutputLinesMax = 500;
    private static readonly string[] Configurations = ["Release", "Debug"];
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(30);

    private readonly ConcurrentQueue<string> _output = [];
    private readonly string _program;
    private Process? _process;

    private NodeProcess(string program, string folder, int port)
    {
        _program = program;
        Folder = folder;
        Url = new Uri($"http://127.0.0.1:{port}");
    }

    public string Folder { get; }

    public Uri Url { get; }

    /// <summary>What it printed last.</summary>
    public IEnumerable<string> Output => _output;

    /// <summary>Starts a node, with a demo school, and waits until it serves.</summary>
    /// <exception cref="RehearsalException">It is not built, or does not start.</exception>
    public static async Task<NodeProcess> StartAsync(CancellationToken cancellationToken)
    {
        var node = new NodeProcess(FindProgram(), Directory.CreateTempSubdirectory("classroom-rehearsal-").FullName, FreePort());
        try
        {
            await node.RunAsync(cancellationToken);
            return node;
        }
        catch
        {
            await node.DisposeAsync();
            throw;
        }
    }

    /// <summary>Kills it at once, as a power cut would kill the process.</summary>
    public async Task KillAsync()
    {
        if (_process is { HasExited: false } running)
        {
            running.Kill(); // SIGKILL on Unix.
            await running.WaitForExitAsync(CancellationToken.None);
        }
    }

    /// <summary>Starts it on the same folder and port.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var start = new ProcessStartInfo("dotnet", [_program]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Folder };
        start.Environment["CLASSROOM_URLS"] = Url.ToString().TrimEnd('/');
        start.Environment["CLASSROOM_DATA"] = Folder;
        start.Environment["Lessons__GraceTime"] = "00:00:03"; // Short, so that places are given up within a rehearsal too.
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Read(line.Data, started);
        process.ErrorDataReceived += (_, line) => Read(line.Data, started);
        process.Exited += (_, _) => started.TrySetException(new RehearsalException("The node ended before it served."));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _process?.Dispose();
        _process = process;
        try
        {
            await started.Task.WaitAsync(StartTimeout, TimeProvider.System, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new RehearsalException($"The node did not serve within {StartTimeout.TotalSeconds} seconds.");
        }
    }

    /// <summary>Lets it drain and stop; kills it if that takes too long.</summary>
    public async Task StopAsync()
    {
        if (_process is not { HasExited: false } running)
        {
            return;
        }

        using (var kill = Process.Start("kill", ["-TERM", running.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync(CancellationToken.None);
        }

        try
        {
            using var limit = new CancellationTokenSource(StopTimeout);
            await running.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            await KillAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process?.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private void Read(string? line, TaskCompletionSource started)
    {
        if (line is null)
        {
            return;
        }

        _output.Enqueue(line);
        while (_output.Count > OutputLinesMax)
        {
            _output.TryDequeue(out _);
        }

        if (line.Contains(StartedLine, StringComparison.Ordinal))
        {
            started.TrySetResult();
        }
    }

    private static string FindProgram()
    {
        if (Environment.GetEnvironmentVariable("CLASSROOM_NODE") is { Length: > 0 } configured)
        {
            return File.Exists(configured) ? configured : throw new RehearsalException($"CLASSROOM_NODE names {configured}, which is not there.");
        }

        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Classroom.sln")))
        {
            root = root.Parent;
        }

        IEnumerable<string> built = root is null ? [] : Configurations
            .Select(configuration => Path.Combine(root.FullName, "src", "SingleNode", "bin", configuration, "net10.0", "Classroom.SingleNode.dll"))
            .Where(File.Exists)
            .OrderByDescending(File.GetLastWriteTimeUtc);
        return built.FirstOrDefault() ?? throw new RehearsalException("There is no built node: build src/SingleNode, or set CLASSROOM_NODE to Classroom.SingleNode.dll.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
