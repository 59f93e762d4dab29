using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Classroom.Contracts.Json;
using Classroom.Contracts.Lessons;
using Classroom.Domain.Lessons;

namespace Classroom.Domain.Tests.Lessons;

/// <summary>
/// Holds every implementation of the fold to the same lessons. Each history is one JSON object: <c>number</c>, <c>entries</c>
/// (as they stand in the log), <c>content</c> (all of them folded), and <c>views</c> of that content for some viewers.
/// </summary>
/// <remarks>
/// Twenty are kept in tests/golden/histories, so that a change of the fold shows as a diff; a thousand are written to
/// artifacts/histories.ndjson, which the web client's tests read. Set CLASSROOM_GOLDEN=write to accept a change.
/// </remarks>
public sealed class GoldenHistories
{
    private const int Kept = 20;
    private const int Generated = 1_000;

    private static readonly string Root = FindRoot();

    [Fact]
    public void Kept_histories_fold_as_they_did()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Root, "tests", "golden", "histories")).FullName;
        for (var number = 1u; number <= Kept; number++)
        {
            var file = Path.Combine(folder, $"{number:000}.json");
            var text = Describe(number).ToJsonString(new JsonSerializerOptions(ProtocolJson.Options) { WriteIndented = true }) + "\n";
            if (Environment.GetEnvironmentVariable("CLASSROOM_GOLDEN") == "write")
            {
                File.WriteAllText(file, text);
            }

            Assert.Equal(File.ReadAllText(file), text);
        }
    }

    /// <summary>Values that no history reaches could be wrong in another implementation without anybody noticing.</summary>
    [Fact]
    public void Long_winded_histories_reach_the_bounds_of_a_view()
    {
        var contents = Enumerable.Range(1, Generated / 25).Select(n => Histories.Numbered((uint)n * 25).States[^1].Content).ToList();

        Assert.Contains(contents, content => content.Chat.Length == 50);
        Assert.Contains(contents, content => content.Chat.Length < 50 && content.Chat.Sum(message => message.Length) > 7_500);
        Assert.Contains(contents, content => content.Threads.Values.Any(thread => thread.Length == 20));
        Assert.Contains(contents, content => content.Threads.Values.Any(thread => thread.Length < 20 && thread.Sum(message => message.Length) > 2_000));
        Assert.Contains(contents, content => content.Polls.Length == 20);
    }

    [Fact]
    public void A_thousand_histories_are_written_for_other_implementations()
    {
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(Root, "artifacts")).FullName, "histories.ndjson");
        using (var writer = new StreamWriter(file + ".new", append: false, new UTF8Encoding(false)))
        {
            for (var number = 1u; number <= Generated; number++)
            {
                writer.Write(Describe(number).ToJsonString(ProtocolJson.Options));
                writer.Write('\n');
            }
        }

        File.Move(file + ".new", file, overwrite: true);
    }

    private static JsonObject Describe(uint number)
    {
        var history = Histories.Numbered(number);
        var content = history.States[^1].Content;
        Viewer[] viewers = [Histories.Cast[(int)(number % 2)], Histories.Cast[2 + (int)(number % 6)], Histories.Cast[2 + (int)((number + 3) % 6)]];
        return new JsonObject
        {
            ["number"] = number,
            ["entries"] = new JsonArray([.. history.Log.Select(Node)]),
            ["content"] = Node(content),
            ["views"] = new JsonArray([.. viewers.Select(viewer => Node(Views.Of(content, viewer)))]),
        };
    }

    private static JsonNode? Node<T>(T value) => JsonNode.Parse(ProtocolJson.Encode(value));

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Classroom.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("No Classroom.sln above the tests.");
        }

        return folder;
    }
}
