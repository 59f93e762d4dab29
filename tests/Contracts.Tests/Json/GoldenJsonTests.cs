using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Classroom.Contracts.Json;
using Classroom.Contracts.Lessons;

namespace Classroom.Contracts.Tests.Json;

/// <summary>Holds every wire form to a file in tests/golden/json. Set CLASSROOM_GOLDEN=write to accept a change, then read the diff: clients of yesterday must live with it.</summary>
public class GoldenJsonTests
{
    private static readonly string Folder = Path.Combine(FindRoot(), "tests", "golden", "json");

    private static IEnumerable<(string Name, Type Type, object Value)> All =>
        Samples.Events.Select(value => ($"event.{Discriminator<LessonEvent>(value)}", typeof(LessonEvent), (object)value))
            .Concat(Samples.Commands.Select(value => ($"command.{Discriminator<LessonCommand>(value)}", typeof(LessonCommand), (object)value)))
            .Concat(Samples.Signals.Select(value => ($"signal.{Discriminator<LessonSignal>(value)}", typeof(LessonSignal), (object)value)))
            .Concat(Samples.Others.Select(sample => (sample.Name, sample.Value.GetType(), sample.Value)));

    public static TheoryData<string> Names => [.. All.Select(sample => sample.Name)];

    [Theory, MemberData(nameof(Names))]
    public void The_wire_form_is_what_it_was_and_reads_back(string name)
    {
        var (_, type, value) = All.Single(sample => sample.Name == name);
        var json = JsonSerializer.Serialize(value, type, ProtocolJson.Options);
        var file = Path.Combine(Folder, name + ".json");
        if (Environment.GetEnvironmentVariable("CLASSROOM_GOLDEN") == "write")
        {
            Directory.CreateDirectory(Folder);
            File.WriteAllText(file, json + "\n");
        }

        Assert.Equal(File.ReadAllText(file), json + "\n");
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize(json, type, ProtocolJson.Options), type, ProtocolJson.Options));
    }

    [Theory]
    [InlineData(typeof(LessonEvent))]
    [InlineData(typeof(LessonCommand))]
    [InlineData(typeof(LessonSignal))]
    public void Every_kind_has_a_golden_file(Type family)
    {
        var kinds = family.GetCustomAttributes<JsonDerivedTypeAttribute>().Select(kind => kind.DerivedType).ToHashSet();
        Assert.Equal(kinds, All.Where(sample => sample.Type == family).Select(sample => sample.Value.GetType()).ToHashSet());
    }

    [Fact]
    public void Golden_files_have_a_kind() =>
        Assert.Equal(All.Select(sample => sample.Name + ".json").Order(), Directory.GetFiles(Folder).Select(Path.GetFileName).Order());

    [Theory]
    [InlineData("""{"type":"postMessage"}""")]
    [InlineData("""{"type":"postMessage","text":null}""")]
    [InlineData("""{"type":"postMessage","text":5}""")]
    [InlineData("""{"type":"postMessage","text":"a","thread":"not an id!"}""")]
    [InlineData("""{"type":"addDeck","deck":"a","title":"a","pages":1}""")]
    [InlineData("""{"type":"askPoll","kind":2,"question":"Lequel ?","choices":["a","b"]}""")]
    [InlineData("""{"type":"noSuchCommand"}""")]
    [InlineData("""{"text":"a"}""")]
    [InlineData("""{"type":"deleteMessage","message":"7"}""")]
    [InlineData("""{"type":"deleteMessage","message":9223372036854775808}""")]
    [InlineData("""{"type":"answerPoll","poll":1,"choices":null}""")]
    [InlineData("[]")]
    [InlineData("null")]
    public void A_command_that_is_none_is_refused_as_json(string json) =>
        Assert.Throws<JsonException>(() => ProtocolJson.Decode<LessonCommand>(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Unknown_fields_and_late_types_are_accepted() =>
        Assert.Equal(new DeleteMessage(7), ProtocolJson.Decode<LessonCommand>("""{"message":7,"future":[1],"type":"deleteMessage"}"""u8));

    private static string Discriminator<T>(T value)
        where T : notnull =>
        (string)typeof(T).GetCustomAttributes<JsonDerivedTypeAttribute>().Single(kind => kind.DerivedType == value.GetType()).TypeDiscriminator!;

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
