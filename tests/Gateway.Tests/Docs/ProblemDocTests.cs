using System.Reflection;
using System.Text.RegularExpressions;
using Classroom.Contracts.Problems;
using Classroom.Gateway.Problems;

namespace Classroom.Gateway.Tests.Docs;

/// <summary>The documents list the problem codes that there are, with the status that each has.</summary>
public sealed partial class ProblemDocTests
{
    private static readonly string[] Codes = [.. typeof(ProblemCode).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!)];

    /// <summary>Seen to fail with a code added to the class alone, and with a status changed in the page alone.</summary>
    [Fact]
    public void The_page_of_the_interface_lists_every_code_once_and_nothing_else() =>
        Assert.Equal(Codes.Select(code => (code, ProblemStatus.Of(code))).Order(), Listed("api.md").Order());

    [Theory]
    [InlineData("identity.md", 15)]
    [InlineData("protocol.md", 6)]
    public void Other_pages_list_codes_that_there_are(string page, int countMin)
    {
        var listed = Listed(page);

        Assert.True(listed.Count >= countMin, $"{page} lists {listed.Count} codes.");
        Assert.All(listed, pair => Assert.Equal(ProblemStatus.Of(pair.Code), pair.Status));
    }

    [Fact]
    public void Every_code_is_named_like_its_constant() => Assert.All(
        typeof(ProblemCode).GetFields(BindingFlags.Public | BindingFlags.Static),
        field => Assert.Equal(field.Name, (string)field.GetRawConstantValue()! is var code ? char.ToUpperInvariant(code[0]) + code[1..] : null));

    [GeneratedRegex(@"^\| (?:(?<status>\d{3}) \| (?<codes>`\w+`(?:, `\w+`)*)|(?<codes>`[a-z]\w*`(?:, `\w+`)*) \| (?<status>\d{3})) \|", RegexOptions.Multiline)]
    private static partial Regex Row { get; }

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word { get; }

    private static List<(string Code, int Status)> Listed(string page) =>
    [
        .. from Match row in Row.Matches(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, page)))
           from Match code in Word.Matches(row.Groups["codes"].Value)
           select (code.Value, int.Parse(row.Groups["status"].Value)),
    ];
}
