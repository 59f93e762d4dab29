using System.Net.WebSockets;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Classroom.Contracts.Hub;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Json;
using Classroom.Contracts.Lessons;
using Classroom.SingleNode.Hosting;
using Classroom.SingleNode.Tests.Lessons;
using Classroom.SingleNode.Tests.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace Classroom.SingleNode.Tests.Hostile;

/// <summary>A node for all tests of a class, on which a lesson is live and nobody is too fast.</summary>
public sealed class HubWorld : IAsyncLifetime
{
    internal RunningNode Node { get; private set; } = null!;

    internal Person Teacher { get; private set; } = null!;

    internal Person Foreigner { get; private set; } = null!;

    internal LessonId Lesson { get; private set; }

    internal LessonId ForeignLesson { get; private set; }

    public async ValueTask InitializeAsync()
    {
        Node = await RunningNode.StartAsync("--Gateway:Lessons:CommandsBurst=1000", "--Gateway:Lessons:CommandsPerSecond=1000");
        (Teacher, Foreigner) = (await Node.TeacherAsync(), await Node.TeacherAsync(RunningNode.OtherSchool));
        (Lesson, ForeignLesson) = (await Node.PlanAsync(Teacher), await Node.PlanAsync(Foreigner));
        var (connection, _) = await RawConnection.FollowAsync(Teacher, Lesson, "board");
        using var _1 = connection;
        await connection.AskAsync(1, "startLesson");
    }

    public async ValueTask DisposeAsync()
    {
        Teacher.Dispose();
        Foreigner.Dispose();
        await Node.DisposeAsync();
    }

    /// <summary>How many entries of lessons are stored that somebody's command made.</summary>
    internal Task<long> EntryCountAsync() => Node.Services.GetRequiredService<NodeStorage>().Lessons.ReadAsync(
        session => session.QueryFirst("SELECT count(*) FROM entry WHERE instr(CAST(payload AS TEXT), 'presenceChanged') = 0", row => row.GetInt64(0)));
}

/// <summary>Every hub method and every command, with missing, malformed, oversized, unauthorised and other schools' input: a documented answer, and nothing is logged.</summary>
public sealed class HubHostilityTests(HubWorld world) : IClassFixture<HubWorld>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string[] WrongKinds = ["7", "\"text\"", "{}", "[]", "true", "null"];

    /// <summary>A good argument of each method. A new method fails the tests until it stands here.</summary>
    private static readonly Dictionary<string, string> Good = new()
    {
        ["Follow"] = """{"foldLevel":1}""",
        ["Send"] = """{"counter":1,"command":{"type":"raiseHand"}}""",
        ["Signal"] = """{"signal":{"type":"typing"}}""",
        ["Heartbeat"] = """{"sequence":0}""",
    };

    /// <summary>Everything that a command can name, by the kind of its id: another school's.</summary>
    private Dictionary<Type, JsonNode> Foreign => new()
    {
        [typeof(ParticipantId)] = world.Foreigner.Id.ToString(),
        [typeof(DeckId)] = new string('0', 64),
    };

    public static TheoryData<string> Methods => [.. typeof(IClassroomHub).GetMethods().Select(method => method.Name)];

    /// <summary>All commands but the one that only the gateway itself sends, and is refused whole.</summary>
    public static TheoryData<string> Commands =>
        [.. typeof(LessonCommand).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(kind => (string)kind.TypeDiscriminator!)];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_method_has_a_case() => Assert.Equal(typeof(IClassroomHub).GetMethods().Select(method => method.Name).Order(), Good.Keys.Order());

    [Theory, MemberData(nameof(Methods))]
    public Task Arguments_that_are_none_close_with_a_reason(string method) => UnloggedAsync(async () =>
    {
        var good = Good[method];
        string[] arguments = ["", "[]", "{}", "[null]", "[7]", "[\"x\"]", "[[]]", $"[{good},{good}]", $"[{good}", "[{}x]", $"[{new string('[', 100)}{new string(']', 100)}]"];
        foreach (var argument in arguments)
        {
            await ClosesAsync(method, $$"""{"type":1,"target":"{{method}}"{{(argument == "" ? "" : $",\"arguments\":{argument}")}}}""");
        }
    });

    [Theory, MemberData(nameof(Methods))]
    public Task Members_that_are_none_close_with_a_reason(string method) => UnloggedAsync(async () =>
    {
        var info = ProtocolJson.Options.GetTypeInfo(typeof(IClassroomHub).GetMethod(method)!.GetParameters()[0].ParameterType);
        foreach (var property in info.Properties.Where(property => property.Name != "command")) // A bad command is answered: see below.
        {
            var isNumber = (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType).IsPrimitive;
            var isOptional = property.AssociatedParameter?.HasDefaultValue == true;
            foreach (var value in WrongKinds.Where(value => !(isNumber && value == "7") && !(isOptional && value == "null")))
            {
                await ClosesAsync(method, Call(method, With(Good[method], property.Name, value)));
            }

            if (!isOptional)
            {
                await ClosesAsync(method, Call(method, With(Good[method], property.Name, null)));
            }
        }
    });

    [Theory, MemberData(nameof(Methods))]
    public Task A_message_over_32_kilobytes_closes(string method) => UnloggedAsync(() =>
        ClosesAsync(method, Call(method, With(Good[method], "padding", $"\"{new string('a', 33 * 1024)}\""))));

    [Theory]
    [InlineData("{\"type\":6}")]
    [InlineData("{\"type\":1,\"target\":\"Heartbeat\",\"arguments\":[{\"sequence\":0}]}")]
    public Task Who_sends_far_too_much_of_anything_is_closed(string message) => UnloggedAsync(async () =>
    {
        using var connection = (await RawConnection.FollowAsync(world.Teacher, world.Lesson, "flood").WaitAsync(Patience, Stop)).Connection;
        var flood = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(message + '\u001e', 100)));
        for (var sent = 0; sent < 30; sent++) // 3,000 at once, of which 1,000 are let pass, and 100 a second.
        {
            await connection.SendBytesAsync(flood).WaitAsync(Patience, Stop);
        }

        Assert.Equal("protocolError", (await connection.ClosedAsync().WaitAsync(Patience, Stop))?["code"]?.GetValue<string>());
    });

    [Theory]
    [InlineData("{\"type\":99999999999999}")]
    [InlineData("{\"type\":1.5}")]
    [InlineData("{\"type\":-1}")]
    [InlineData("{\"type\":6,\"type\":99999999999999}")]
    public Task A_kind_of_message_that_there_is_not_closes_with_a_reason(string message) => UnloggedAsync(() => ClosesAsync("Send", message));

    /// <summary>Marked as text it never reaches us: the WebSocket itself may not go on.</summary>
    [Theory]
    [InlineData(WebSocketMessageType.Binary, "protocolError")]
    [InlineData(WebSocketMessageType.Text, null)]
    public async Task What_is_no_unicode_closes(WebSocketMessageType type, string? code)
    {
        using var connection = (await RawConnection.FollowAsync(world.Teacher, world.Lesson, "odd").WaitAsync(Patience, Stop)).Connection;
        await connection.SendBytesAsync([.. "{\"type\":1,\"target\":\""u8, 0xFF, 0xFE, .. "\"}"u8, 0x1E], type);

        Assert.Equal(code, (await connection.ClosedAsync().WaitAsync(Patience, Stop))?["code"]?.GetValue<string>());
    }

    [Theory, MemberData(nameof(Methods))]
    public Task Nothing_is_listened_to_before_following_and_following_is_done_once(string method) => UnloggedAsync(async () =>
    {
        using var connection = await RawConnection.ConnectAsync(world.Teacher, world.Lesson, "early").WaitAsync(Patience, Stop);
        await connection.SendTextAsync(Call(method, Good[method]));
        if (method == "Follow")
        {
            await connection.NextAsync("Welcome").WaitAsync(Patience, Stop);
            await connection.SendTextAsync(Call(method, Good[method]));
        }

        Assert.Equal("protocolError", (await connection.ClosedAsync().WaitAsync(Patience, Stop))!["code"]!.GetValue<string>());
    });

    /// <summary>A connection is one person's in one lesson by its ticket: a method cannot name another, so the door is where the ticket is given.</summary>
    [Fact]
    public async Task Nobody_gets_a_ticket_for_a_lesson_of_another_school()
    {
        using var body = ApiCase.Json("""{"device":"phone"}""");
        using var refused = await world.Teacher.Http.PostAsync(new Uri($"/api/v1/lessons/{world.ForeignLesson}/join", UriKind.Relative), body, Stop);

        Assert.Equal(404, (int)refused.StatusCode);
        Assert.All(typeof(IClassroomHub).GetMethods(), method => Assert.DoesNotContain(
            ProtocolJson.Options.GetTypeInfo(method.GetParameters()[0].ParameterType).Properties,
            property => property.PropertyType == typeof(LessonId) || property.PropertyType == typeof(SchoolId) || property.PropertyType == typeof(ParticipantId)));
    }

    [Theory, MemberData(nameof(Commands))]
    public Task A_command_with_members_that_are_none_is_answered_commandInvalid(string command) => UnloggedAsync(async () =>
    {
        var (good, kind) = (Golden(command), KindOf(command));
        using var connection = (await RawConnection.FollowAsync(world.Teacher, world.Lesson, "malformed").WaitAsync(Patience, Stop)).Connection;
        var counter = 0L;
        foreach (var property in ProtocolJson.Options.GetTypeInfo(kind).Properties)
        {
            var isOptional = property.AssociatedParameter?.HasDefaultValue != false;
            foreach (var value in WrongKinds.Where(value => !Fits(property.PropertyType, value) && !(isOptional && value == "null")))
            {
                await InvalidAsync(With(good, property.Name, value));
            }

            if (!isOptional)
            {
                await InvalidAsync(With(good, property.Name, null));
            }
        }

        async Task InvalidAsync(string bad)
        {
            await connection.SendTextAsync(Call("Send", $$"""{"counter":{{++counter}},"command":{{bad}}}"""));
            var answer = await connection.NextAsync("Answered").WaitAsync(Patience, Stop);
            Assert.True((counter, "commandInvalid") == (answer["counter"]!.GetValue<long>(), answer["refusal"]?.GetValue<string>()), $"{bad}: {answer.ToJsonString()}");
        }
    });

    [Theory, MemberData(nameof(Commands))]
    public Task A_command_that_names_what_is_of_another_school_is_refused(string command) => UnloggedAsync(async () =>
    {
        var good = Golden(command);
        using var connection = (await RawConnection.FollowAsync(world.Teacher, world.Lesson, "foreign").WaitAsync(Patience, Stop)).Connection;
        var counter = 0L;
        foreach (var property in ProtocolJson.Options.GetTypeInfo(KindOf(command)).Properties)
        {
            if (Foreign.TryGetValue(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType, out var foreign))
            {
                await connection.SendTextAsync(Call("Send", $$"""{"counter":{{++counter}},"command":{{With(good, property.Name, foreign.ToJsonString())}}}"""));
                var answer = await connection.NextAsync("Answered").WaitAsync(Patience, Stop);
                var outcome = answer["refusal"]?.GetValue<string>() ?? (answer["sequence"] is null ? "unchanged" : "accepted"); // To lower a hand that is not up changes nothing.
                Assert.True(outcome is "participantNotFound" or "deckNotFound" or "commandInvalid" or "unchanged", $"{command}.{property.Name}: {answer.ToJsonString()}");
            }
        }
    });

    private async Task ClosesAsync(string method, string message)
    {
        // Following comes first, so only what is to be followed with can be bad on a new connection.
        using var connection = method == "Follow"
            ? await RawConnection.ConnectAsync(world.Teacher, world.Lesson, "hostile").WaitAsync(Patience, Stop)
            : (await RawConnection.FollowAsync(world.Teacher, world.Lesson, "hostile").WaitAsync(Patience, Stop)).Connection;
        await connection.SendTextAsync(message);
        var closing = await connection.ClosedAsync().WaitAsync(Patience, Stop);
        Assert.True(closing?["code"]?.GetValue<string>() == "protocolError", $"{message[..Math.Min(message.Length, 200)]}: {closing?.ToJsonString() ?? "no reason"}");
    }

    private async Task UnloggedAsync(Func<Task> attack)
    {
        var before = await world.EntryCountAsync();

        await attack();

        Assert.Equal(before, await world.EntryCountAsync());
    }

    private static bool Fits(Type declared, string value)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        return value switch
        {
            "true" => type == typeof(bool),
            "7" => type.IsPrimitive && type != typeof(bool),
            "\"text\"" => type == typeof(string) || type.Namespace == typeof(DeckId).Namespace, // Whether there is such a thing, the rules say.
            "[]" => type != typeof(string) && typeof(System.Collections.IEnumerable).IsAssignableFrom(type),
            _ => false,
        };
    }

    private static string Call(string method, string argument) => $$"""{"type":1,"target":"{{method}}","arguments":[{{argument}}]}""";

    private static string Golden(string command)
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Classroom.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        var file = Path.Combine(folder, "tests", "golden", "json", $"command.{command}.json");
        return File.Exists(file) ? File.ReadAllText(file) : $$"""{"type":"{{command}}"}""";
    }

    private static Type KindOf(string command) =>
        typeof(LessonCommand).GetCustomAttributes<JsonDerivedTypeAttribute>().Single(kind => (string)kind.TypeDiscriminator! == command).DerivedType;

    /// <summary>An object with one member as given, or without it.</summary>
    private static string With(string good, string name, string? raw)
    {
        var members = JsonNode.Parse(good)!.AsObject().Where(member => member.Key != name).Select(member => $"\"{member.Key}\":{member.Value!.ToJsonString()}").ToList();
        if (raw is not null)
        {
            members.Add($"\"{name}\":{raw}");
        }

        return $"{{{string.Join(',', members)}}}";
    }
}
