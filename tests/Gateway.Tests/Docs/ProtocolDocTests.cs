using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Classroom.Contracts.Hub;
using Classroom.Contracts.Json;
using Classroom.Contracts.Lessons;
using Classroom.Domain.Lessons;
using Classroom.Gateway.Lessons;

namespace Classroom.Gateway.Tests.Docs;

/// <summary>docs/protocol.md says what the code does.</summary>
public sealed partial class ProtocolDocTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "protocol.md"));

    public static TheoryData<string, string> Examples => [.. Blocks().Select(block => (block.Type, block.Json))];

    [Theory, MemberData(nameof(Examples))]
    public void An_example_is_exactly_what_the_code_reads_and_writes(string type, string json)
    {
        var info = ProtocolJson.Options.GetTypeInfo(typeof(LessonEntry).Assembly.GetTypes().Single(candidate => candidate.Name == type));

        var value = JsonSerializer.Deserialize(json, info);

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(JsonSerializer.Serialize(value, info))), JsonSerializer.Serialize(value, info));
    }

    /// <summary>The session is a real one: its entries fold on its view.</summary>
    [Fact]
    public void The_session_goes_on_without_a_gap()
    {
        var session = Text[Text.IndexOf("## A whole session", StringComparison.Ordinal)..];
        var view = LessonView.Initial;
        var covered = 0L;
        foreach (var (type, json) in Blocks(session))
        {
            if (type == nameof(LessonWelcome))
            {
                var welcome = ProtocolJson.Decode<LessonWelcome>(Encoding.UTF8.GetBytes(json));
                (view, covered) = (welcome.View ?? view, welcome.View is null ? Same(covered, welcome.Sequence) : welcome.Sequence);
            }
            else if (type == nameof(LessonEntries))
            {
                var entries = ProtocolJson.Decode<LessonEntries>(Encoding.UTF8.GetBytes(json));
                Assert.Equal(covered + 1, entries.From);
                view = entries.Entries.Aggregate(view, ViewFold.Apply);
                covered = entries.To;
            }
        }

        Assert.Equal("Bonjour !", Assert.Single(view.Chat).Text);
        Assert.Single(view.Polls);
        Assert.Equal(7, covered);

        static long Same(long expected, long actual)
        {
            Assert.Equal(expected, actual);
            return actual;
        }
    }

    public static TheoryData<string> Names =>
    [
        .. Discriminators(typeof(LessonCommand)), .. Discriminators(typeof(LessonEvent)), .. Discriminators(typeof(LessonSignal)),
        .. Values<LessonRefusal>(), .. Values<CloseCode>(), .. Values<LessonEndReason>(), .. Values<PollKind>(),
    ];

    [Theory, MemberData(nameof(Names))]
    public void Every_command_event_signal_refusal_and_code_is_described(string name) => Assert.Contains($"`{name}`", Text, StringComparison.Ordinal);

    [Fact]
    public void The_limits_are_those_of_the_code()
    {
        var gateway = new LessonGatewayOptions();
        var lesson = LessonLimits.Default;
        string[] said =
        [
            $"| people in a lesson | {lesson.ParticipantsMax} ", $"| connections of a person to a lesson | {gateway.DevicesMax} ",
            $"| commands of a person | {gateway.CommandsPerSecond} a second, {gateway.CommandsBurst} at once", $"waiting for an answer | {gateway.CommandsWaitingMax} ",
            $"has not read | {gateway.AnswersWaitingMax} ", $"| messages of a connection, pings and what cannot be read included | {gateway.MessagesPerSecond} a second", $"| signals of a connection | {gateway.SignalsPerSecond} a second",
            $"{lesson.TextMax:N0}; {lesson.QuestionMax}; {lesson.ChoiceTextMax}; {lesson.TypedAnswerMax}; {lesson.DeckTitleMax}", $"{lesson.EditsMax}; {lesson.DecksMax}; {lesson.PagesMax}",
            $"{lesson.EntriesMax:N0}, of which the last {lesson.TeacherReserve:N0} for teachers; {lesson.StudentEntriesMax:N0} a student",
            $"`Send` message, all of it | {gateway.CommandBytesMax / 1024} KiB", $"at most {gateway.ResumeEntriesMax:N0} entries",
        ];

        Assert.All(said, sentence => Assert.Contains(sentence, Text, StringComparison.Ordinal));
    }

    private static IEnumerable<(string Type, string Json)> Blocks(string? text = null) =>
        Block.Matches(text ?? Text).Select(match => (match.Groups["type"].Value, match.Groups["json"].Value));

    private static IEnumerable<string> Discriminators(Type type) =>
        type.GetCustomAttributes(typeof(System.Text.Json.Serialization.JsonDerivedTypeAttribute), false)
            .Cast<System.Text.Json.Serialization.JsonDerivedTypeAttribute>().Select(derived => (string)derived.TypeDiscriminator!);

    private static IEnumerable<string> Values<T>()
        where T : struct, Enum => Enum.GetValues<T>().Select(value => JsonSerializer.Serialize(value).Trim('"'));

    [GeneratedRegex(@"```json (?<type>\w+)\n(?<json>.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Block { get; }
}
