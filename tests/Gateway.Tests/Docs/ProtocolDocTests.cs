using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Classroom.Contracts.Hub;
using Classroom.Contracts.Json;
using Classroom.Contracts.Lessons;
using Classroom.Domain.Lessons;
using Classroom.Gateway.Identity;
using Classroom.Gateway.Lessons;
using Classroom.Gateway.Lessons.Frames;
using Classroom.Gateway.Lessons.Hub;

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

    /// <summary>The limits and times: the whole row, and what its last cell says who sets it.</summary>
    public static TheoryData<string, string> Limits =>
    [
        .. Text[Text.IndexOf("## Limits and times", StringComparison.Ordinal)..Text.IndexOf("## A whole session", StringComparison.Ordinal)]
            .Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.EndsWith("| set by |", StringComparison.Ordinal))
            .Select(line => (line, line.Split('|')[^2].Trim())),
    ];

    /// <summary>Seen to fail: for a limit whose option is misspelt or gone, whose default is another, and for one that names none and does not say fixed.</summary>
    [Theory, MemberData(nameof(Limits))]
    public void A_limit_is_an_option_that_exists_with_this_default_or_is_said_to_be_fixed(string row, string setBy)
    {
        var options = Option.Matches(setBy);

        Assert.True(options.Count > 0 || setBy == "fixed", $"Says neither which option sets it nor that it is fixed: {row}");
        Assert.All(options, option =>
        {
            object section = option.Groups["section"].Value switch
            {
                "Gateway:Lessons" => new LessonGatewayOptions(),
                "Lessons" => LessonLimits.Default, // Of which LessonOptions of the grains are made.
                "Identity" => new IdentityOptions(),
                var other => throw new InvalidOperationException($"{other} is no section that clients meet."),
            };
            var value = section.GetType().GetProperty(option.Groups["name"].Value)?.GetValue(section);
            string[] writings = value switch
            {
                int number => [$"{number:N0}", $"{number / 1024} KiB"],
                TimeSpan time => [$"{time.TotalSeconds} s", $"{time.TotalMinutes} min"],
                _ => throw new InvalidOperationException($"{option.Value} is no option."),
            };
            Assert.True(writings.Any(writing => Regex.IsMatch(row, $@"(?<![\d,]){writing}\b")), $"{option.Value} is {value}: {row}");
        });
    }

    [Fact]
    public void What_is_fixed_is_as_in_the_code()
    {
        string[] said =
        [
            $"| one message of a client | {ClassroomProtocol.MessageBytesMax / 1024} KiB |", $"| sequences covered by one `Entries` | {FrameCut.EntriesMax}; ",
            $"| arrivals of a student that show at once | {PresenceBook.ArrivalsMax};",
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

    [GeneratedRegex(@"`(?<section>[\w:]+):(?<name>\w+)`")]
    private static partial Regex Option { get; }
}
