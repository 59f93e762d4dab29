using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Rosters;
using Classroom.Gateway.Identity.Passwords;
using Classroom.Ports.Rosters;
using Microsoft.Extensions.DependencyInjection;

namespace Classroom.SingleNode.Tests.Nodes;

/// <summary>What docs/operations.md tells an operator to do after an import is done here, to the letter.</summary>
public sealed partial class AfterImportTests
{
    private const string Login = "admin@example.org";
    private const string Password = "correct horse battery";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_documented_commands_let_everybody_of_a_school_in()
    {
        foreach (var tool in new[] { "bash", "curl", "jq" })
        {
            Assert.SkipUnless(Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, tool))), $"There is no {tool}.");
        }

        await using var node = await RunningNode.StartAsync();
        await MakeAdministratorAsync(node);
        var folder = Directory.CreateTempSubdirectory("classroom-");
        try
        {
            await RunAsync(Documented(), folder.FullName, node.Address);

            var roster = node.Services.GetRequiredService<IRosterReader>();
            var people = await roster.ReadPeopleAsync(RunningNode.School, null, 500, Stop);
            var invitations = await ReadAsync(folder, "invitations.tsv");
            var codes = await ReadAsync(folder, "codes.tsv");
            Assert.Equal(people.Where(person => !person.Roles.Contains(SchoolRole.Student)).Select(person => person.Email).Order(), invitations.Select(row => row[0]).Order());
            Assert.Equal(people.Where(person => person.Roles.Contains(SchoolRole.Student)).Count() + 1, codes.Length); // One is in two classes, and has the later code.
            await AcceptAsync(node, invitations[0][1]);
            await SignInAsync(node, codes[^1][3]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task MakeAdministratorAsync(RunningNode node)
    {
        var setup = await node.Services.GetRequiredService<AdministratorSetup>().PrepareAsync(Stop);
        using var stranger = Browser(node);
        var token = setup!.Path[(setup.Path.IndexOf('=', StringComparison.Ordinal) + 1)..];
        (await stranger.PostAsJsonAsync("/api/v1/setup", new { token, login = Login, password = Password }, Stop)).EnsureSuccessStatusCode();
    }

    private static async Task AcceptAsync(RunningNode node, string link)
    {
        Assert.StartsWith(node.Address.ToString(), link, StringComparison.Ordinal);
        using var stranger = Browser(node);
        (await stranger.PostAsJsonAsync("/api/v1/invitations/accept", new { token = link.Split('=')[^1], password = Password }, Stop)).EnsureSuccessStatusCode();
    }

    private static async Task SignInAsync(RunningNode node, string code)
    {
        using var stranger = Browser(node);
        (await stranger.PostAsJsonAsync("/api/v1/session", new { type = "code", school = RunningNode.School.ToString(), code }, Stop)).EnsureSuccessStatusCode();
    }

    private static HttpClient Browser(RunningNode node)
    {
        var http = node.Stranger();
        http.DefaultRequestHeaders.Add("X-Classroom", "test");
        return http;
    }

    /// <summary>The commands below the heading; the first block, which an operator fills in, comes from the environment here.</summary>
    private static string Documented()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Classroom.sln")))
        {
            folder = folder.Parent!;
        }

        var text = File.ReadAllText(Path.Combine(folder.FullName, "docs", "operations.md"));
        var section = text[text.IndexOf("## After an import", StringComparison.Ordinal)..];
        var blocks = Block().Matches(section[..section.IndexOf("\n## ", 3, StringComparison.Ordinal)]).Select(match => match.Groups[1].Value).ToArray();
        Assert.Equal(["CLASSROOM", "SCHOOL", "LOGIN", "PASSWORD"], Exported().Matches(blocks[0]).Select(match => match.Groups[1].Value));
        return string.Join('\n', blocks[1..]);
    }

    private static async Task RunAsync(string script, string folder, Uri address)
    {
        var start = new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", script]) { WorkingDirectory = folder, RedirectStandardError = true, RedirectStandardOutput = true };
        (start.Environment["CLASSROOM"], start.Environment["SCHOOL"]) = (address.ToString().TrimEnd('/'), RunningNode.School.ToString());
        (start.Environment["LOGIN"], start.Environment["PASSWORD"]) = (Login, Password);
        using var bash = Process.Start(start)!;
        var (output, error) = (bash.StandardOutput.ReadToEndAsync(Stop), bash.StandardError.ReadToEndAsync(Stop));
        await bash.WaitForExitAsync(Stop).WaitAsync(TimeSpan.FromSeconds(60), Stop);
        Assert.True(bash.ExitCode == 0, await output + await error);
    }

    private static async Task<string[][]> ReadAsync(DirectoryInfo folder, string name) =>
        [.. (await File.ReadAllLinesAsync(Path.Combine(folder.FullName, name), Stop)).Select(line => line.Split('\t'))];

    [GeneratedRegex("^```sh\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"\b([A-Z]+)=")]
    private static partial Regex Exported();
}
