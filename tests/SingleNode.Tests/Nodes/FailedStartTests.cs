using System.Net;
using System.Net.Sockets;

namespace Classroom.SingleNode.Tests.Nodes;

/// <summary>A start that cannot be: one sentence, the exit code, and nothing else on either stream.</summary>
public sealed class FailedStartTests : IDisposable
{
    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("classroom-");

    private string Data => Path.Combine(_parent.FullName, "data");

    public void Dispose() => _parent.Delete(recursive: true);

    [Fact]
    public async Task A_port_in_use_is_said_in_one_sentence_with_the_remedy()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var url = $"http://localhost:{((IPEndPoint)taken.LocalEndpoint).Port}";

        var (exit, output, error) = await RunAsync("CLASSROOM_URLS", url);

        Assert.Equal((1, ""), (exit, output));
        Assert.Equal($"{url} is in use by another process. Choose another address, as in CLASSROOM_URLS=http://localhost:8081.{Environment.NewLine}", error);
    }

    [Theory]
    [InlineData("CLASSROOM_URLS", "localhost:8080", "CLASSROOM_URLS: 'localhost:8080' is not an address. Write it as in http://localhost:8080; separate several by ';'.")]
    [InlineData("CLASSROOM_URLS", "http://*:80000", "CLASSROOM_URLS: 'http://*:80000' is not an address. Write it as in http://localhost:8080; separate several by ';'.")]
    [InlineData("CLASSROOM_URLS", ";", "CLASSROOM_URLS has no address in it. Write it as in http://localhost:8080.")]
    [InlineData("Sqlite__ReadersMax", "abc", "Failed to convert configuration value 'abc' at 'Sqlite:ReadersMax' to type 'System.Int32'. docs/settings.md lists the settings.")]
    [InlineData("Sqlite__ReadersMax", "0", "ReadersMax: The field SqliteOptions.ReadersMax must be between 1 and 64. docs/settings.md lists the settings.")]
    [InlineData("Gateway__Lessons__HeartbeatTimeout", "00:00:14", "HeartbeatTimeout: HeartbeatTimeout must be more than 1.4 times HeartbeatInterval. docs/settings.md lists the settings.")]
    [InlineData("Gateway__Lessons__HeartbeatInterval", "00:00:11", "Lessons__LeaseTime (00:00:15) must be more than 1.4 times Gateway__Lessons__HeartbeatInterval (00:00:11): else people leave and come back all the time. docs/settings.md lists the settings.")]
    [InlineData("Lessons__LeaseTime", "00:00:14", "Lessons__LeaseTime (00:00:14) must be more than 1.4 times Gateway__Lessons__HeartbeatInterval (00:00:10): else people leave and come back all the time. docs/settings.md lists the settings.")]
    [InlineData("Logging__LogLevel__Default", "loud", "Configuration value 'loud' is not supported. docs/settings.md lists the settings.")]
    public async Task A_setting_that_is_wrong_is_said_in_one_sentence(string setting, string value, string sentence) =>
        Assert.Equal((2, "", sentence + Environment.NewLine), await RunAsync(setting, value));

    [Fact]
    public async Task A_data_folder_that_is_a_file_is_said_in_one_sentence()
    {
        await File.WriteAllTextAsync(Data, "", TestContext.Current.CancellationToken);

        Assert.Equal((1, "", $"The data folder {Data} cannot be used: it is a file. CLASSROOM_DATA names another.{Environment.NewLine}"), await RunAsync("CLASSROOM_DEMO", "off"));
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_made_is_said_in_one_sentence()
    {
        await File.WriteAllTextAsync(Data, "", TestContext.Current.CancellationToken);
        var below = Path.Combine(Data, "data");

        var (exit, output, error) = await RunAsync("CLASSROOM_DATA", below);

        Assert.Equal((1, ""), (exit, output));
        Assert.Equal($"The data folder {below} cannot be used: the system takes no folder or file there. CLASSROOM_DATA names another.{Environment.NewLine}", error);
    }

    [Fact]
    public async Task A_certificate_that_is_missing_is_said_in_one_sentence()
    {
        var path = Path.Combine(_parent.FullName, "missing.pem");
        var (exit, output, error) = await NodeProcess.RunAsync(
            Data, new Dictionary<string, string> { ["CLASSROOM_URLS"] = "https://127.0.0.1:0", ["Kestrel__Certificates__Default__Path"] = path, ["Kestrel__Certificates__Default__KeyPath"] = path });

        Assert.Equal(1, exit);
        Assert.Equal($"Could not find file '{path}'.{Environment.NewLine}", error);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    private Task<(int Exit, string Output, string Error)> RunAsync(string setting, string value) =>
        NodeProcess.RunAsync(Data, new Dictionary<string, string> { [setting] = value });
}
