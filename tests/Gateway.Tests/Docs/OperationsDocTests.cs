using System.Text.RegularExpressions;
using Classroom.Contracts.Hub;
using Classroom.Contracts.Json;
using Classroom.Contracts.Lessons;

namespace Classroom.Gateway.Tests.Docs;

/// <summary>docs/operations.md names labels of metrics that exist.</summary>
public sealed partial class OperationsDocTests
{
    private static readonly string[] Rows = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "operations.md"));

    [Theory]
    [InlineData("classroom_gateway_closings", typeof(CloseCode))]
    [InlineData("classroom_gateway_answers", typeof(LessonRefusal))]
    public void Values_of_a_label_are_names_of_the_protocol(string figure, Type labels)
    {
        var row = Rows.Single(row => row.StartsWith($"| `{figure}`", StringComparison.Ordinal));
        var said = Code.Matches(row.Split('|')[3]).Select(match => match.Groups[1].Value).ToList();

        Assert.NotEmpty(said);
        Assert.Subset(Enum.GetValues(labels).Cast<object>().Select(NameOf).ToHashSet(), said.ToHashSet());
    }

    private static string NameOf(object value) => System.Text.Json.JsonSerializer.Serialize(value, ProtocolJson.Options.GetTypeInfo(value.GetType())).Trim('"');

    [GeneratedRegex("`([a-zA-Z]+)`")]
    private static partial Regex Code { get; }
}
