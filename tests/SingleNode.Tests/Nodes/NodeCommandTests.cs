using System.Net;
using System.Net.Http.Json;
using Classroom.Contracts.Identity;
using Classroom.Contracts.Ids;
using Classroom.Gateway.Identity.Passwords;
using Classroom.OneRoster.Demo;
using Classroom.Ports.Identity;
using Classroom.Ports.Rosters;
using Classroom.SingleNode.Commands;
using Classroom.SingleNode.Control;
using Classroom.SingleNode.Hosting;
using Classroom.Storage.Backup;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Classroom.SingleNode.Tests.Nodes;

/// <summary>The commands on a whole node: silo, gateway and storage.</summary>
public sealed class NodeCommandTests : IDisposable
{
    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("classroom-");
    private readonly List<HostedNode> _nodes = [];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Data => Path.Combine(_parent.FullName, "data");

    public void Dispose() => _parent.Delete(recursive: true);

    [Fact]
    public async Task A_node_is_filled_backed_up_and_restored_while_it_runs()
    {
        var (one, two, backup) = (Archive("one.zip", schools: 1), Archive("two.zip", schools: 2), Path.Combine(_parent.FullName, "classroom.backup"));
        var serving = Task.Run(() => RunAsync(), Stop);
        await StartedAsync(1, serving);
        Assert.Equal((0, ""), Exit(await RunAsync("import", one)));
        Assert.Equal((0, ""), Exit(await RunAsync("backup", backup)));
        Assert.Equal((0, ""), Exit(await RunAsync("import", two)));
        Assert.Equal(2, await SchoolCountAsync());

        Assert.Equal((0, ""), Exit(await RunAsync("restore", backup)));

        Assert.Equal(2, _nodes.Count);
        Assert.Equal(1, await SchoolCountAsync());
        using var http = new HttpClient();
        Assert.True((await http.GetAsync(new Uri(new Uri(DataFolderHolder.Read(Data)!.Address!), "health/ready"), Stop)).IsSuccessStatusCode);
        Interrupt();
        Assert.Equal((0, ""), Exit(await serving));
    }

    [Fact]
    public async Task Data_that_were_imported_before_the_first_start_get_no_demo_school()
    {
        Assert.Equal((0, ""), Exit(await RunAsync("import", Archive("one.zip", schools: 1))));
        var serving = Task.Run(() => RunAsync(), Stop);
        await StartedAsync(2, serving);

        var schools = await _nodes[^1].Services.GetRequiredService<IRosterReader>().ReadSchoolsAsync(null, 10, Stop);

        Assert.Single(schools);
        Assert.NotEqual(SchoolId.Parse("demo"), schools[0].Id);
        Interrupt();
        await serving;
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_link_of_the_console_makes_an_administrator_of_a_node_that_has_one(bool whileItRuns)
    {
        Assert.Equal((0, ""), Exit(await RunAsync("import", Archive("one.zip", schools: 1))));
        var serving = Task.Run(() => RunAsync(), Stop);
        await StartedAsync(2, serving);
        Assert.Equal(HttpStatusCode.NoContent, await SetUpAsync((await _nodes[^1].Services.GetRequiredService<AdministratorSetup>().PrepareAsync(Stop))!.Token, "root@example.org"));
        if (!whileItRuns)
        {
            Interrupt();
            await serving.WaitAsync(Patience, Stop);
        }

        var (exit, output, _) = await RunAsync("recover-administrator");
        if (!whileItRuns)
        {
            serving = Task.Run(() => RunAsync(), Stop);
            await StartedAsync(4, serving);
        }

        Assert.Equal(0, exit);
        Assert.StartsWith(whileItRuns ? DataFolderHolder.Read(Data)!.Address! : "http://127.0.0.1:0", output.Split('\n')[1].Trim(), StringComparison.Ordinal);
        var token = output.Split("/welcome#setup=")[1].Split('\n')[0].Trim();
        Assert.Equal(HttpStatusCode.NoContent, await SetUpAsync(token, "rescue@example.org"));
        Assert.Equal(HttpStatusCode.Gone, await SetUpAsync(token, "again@example.org"));
        var trail = await _nodes[^1].Services.GetRequiredService<IAuditTrail>().ReadAsync(null, 0, 10, Stop);
        Assert.Equal([AuditAction.AdministratorSetUp, AuditAction.RecoveryIssued, AuditAction.AdministratorSetUp], trail.Select(entry => entry.Action));
        Interrupt();
        await serving.WaitAsync(Patience, Stop);
    }

    private async Task<HttpStatusCode> SetUpAsync(string token, string login)
    {
        using var http = new HttpClient { BaseAddress = new(DataFolderHolder.Read(Data)!.Address!) };
        http.DefaultRequestHeaders.Add("X-Classroom", "test");
        using var response = await http.PostAsJsonAsync("/api/v1/setup", new { token, login, password = "correct horse battery" }, Stop);
        return response.StatusCode;
    }

    private static (int, string) Exit((int Exit, string Output, string Error) ended) =>
        (ended.Exit, ended.Exit == 0 ? ended.Error : ended.Output + ended.Error);

    private string Archive(string name, int schools)
    {
        var path = Path.Combine(_parent.FullName, name);
        using var file = File.Create(path);
        new DemoRoster { Schools = schools, Classes = 2, Teachers = 16, Students = 20 }.Write(file);
        return path;
    }

    private async Task<int> SchoolCountAsync() =>
        (await _nodes[^1].Services.GetRequiredService<IRosterReader>().ReadSchoolsAsync(null, 10, Stop)).Count;

    private async Task StartedAsync(int count, Task serving)
    {
        while (_nodes.Count < count || DataFolderHolder.Read(Data)?.Control is null)
        {
            Assert.False(serving.IsCompleted);
            await Task.Yield();
        }
    }

    /// <summary>What a signal does.</summary>
    private void Interrupt() => _nodes[^1].Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

    private async Task<(int Exit, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = await new CommandLine(StartAsync, Data, TimeProvider.System, TextWriter.Synchronized(output), TextWriter.Synchronized(error)).RunAsync(arguments);
        return (exit, output.ToString(), error.ToString());
    }

    private async Task<INode> StartAsync(DataFolder data, NodePurpose purpose, CancellationToken cancellationToken)
    {
        var settings = new NodeSettings("http://127.0.0.1:0", data.Path);
        var node = (HostedNode)await HostedNode.StartAsync(settings with { MakesDemo = _nodes.Count > 0 }, ["--Logging:LogLevel:Default=Warning"], data, purpose, TextWriter.Null, cancellationToken);
        _nodes.Add(node);
        return node;
    }
}
