using System.Text.Json;
using Classroom.Contracts.Rosters;

namespace Classroom.OneRoster.Tests;

public sealed class DocumentationTests
{
    [Fact]
    public void Every_reason_and_every_limit_is_documented()
    {
        var documentation = File.ReadAllText(Path.Combine(Root(), "docs", "rosters.md"));

        Assert.All(Enum.GetValues<RosterFaultCode>(), code => Assert.Contains($"| {Word(code)} |", documentation, StringComparison.Ordinal));
        Assert.All(typeof(OneRosterOptions).GetProperties(), option => Assert.Contains($"| `{option.Name}` |", documentation, StringComparison.Ordinal));
    }

    private static string Word(RosterFaultCode code) => $"`{JsonSerializer.Serialize(code).Trim('"')}`";

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Classroom.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
