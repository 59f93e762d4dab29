using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Classroom.Testing.Files;

namespace Classroom.SingleNode.Tests.Hostile;

/// <summary>Who signs in with what at the node of these tests.</summary>
[Flags]
internal enum Role
{
    None = 0,
    Student = 1,
    Teacher = 2,
    Office = 4,
    Administrator = 8,
    All = Student | Teacher | Office | Administrator,
}

/// <summary>What a request must look like to be good, and for whom: from there, the tests make it bad.</summary>
/// <param name="For">Who may do it, to what is theirs.</param>
/// <param name="Else">The code for everybody else.</param>
/// <param name="Query">A good query.</param>
/// <param name="Body">A good body of JSON.</param>
/// <param name="File">A good body of another kind: its type and bytes.</param>
/// <param name="Bytes">Largest accepted body.</param>
internal sealed record ApiCase(Role For, string Else = "notFound", string Query = "", string? Body = null, (string Type, string Bytes)? File = null, long Bytes = 8 * 1024)
{
    private const long OtherBytes = 64 * 1024;
    private const string Times = "?from=2026-11-24T00:00:00Z&to=2026-11-25T00:00:00Z";
    private const string Plan = """{"title":"t","startsAt":"2026-11-24T08:00:00Z","endsAt":"2026-11-24T09:00:00Z"}""";

    private const string Substitution = """{"class":"alpha~none","teacher":"none","from":"2026-11-24T08:00:00Z","to":"2126-11-24T09:00:00Z","reason":"Illness"}""";

    private static readonly string[] Values = ["7", "{}", "[]", "\"\\ud800\"", "true", "\"text\""];

    /// <summary>One for each operation of the description, by its id: a new operation fails the tests until it stands here.</summary>
    public static readonly IReadOnlyDictionary<string, ApiCase> All = new Dictionary<string, ApiCase>
    {
        ["SignIn"] = new(Role.All, Body: """{"type":"password","login":"nobody@example.org","password":"wrong"}"""),
        ["ReadSession"] = new(Role.All),
        ["SignOut"] = new(Role.All),
        ["ChangePassword"] = new(Role.All, Body: """{"current":"wrong","new":"another horse battery"}"""),
        ["SetUpAdministrator"] = new(Role.All, Body: """{"token":"00000000000000000000000000","login":"nobody@example.org","password":"correct horse battery"}"""),
        ["FindSetup"] = new(Role.All, Body: """{"token":"00000000000000000000000000"}"""),
        ["InviteAdministrator"] = new(Role.Administrator),
        ["AcceptInvitation"] = new(Role.All, Body: """{"token":"00000000000000000000000000","password":"correct horse battery"}"""),
        ["FindInvitation"] = new(Role.All, Body: """{"token":"00000000000000000000000000"}"""),
        ["InvitePerson"] = new(Role.Office | Role.Administrator, Body: "{}"),
        ["IssueCode"] = new(Role.Office | Role.Administrator),
        ["IssueClassCodes"] = new(Role.Office | Role.Administrator),
        ["FindCode"] = new(Role.All, Body: """{"school":"demo","code":"0000-0000-0000"}"""),
        ["ReadSchoolAudit"] = new(Role.Office | Role.Administrator),
        ["ReadAudit"] = new(Role.Administrator),
        ["ReadSchools"] = new(Role.All),
        ["ReadSchool"] = new(Role.All),
        ["ReadClasses"] = new(Role.All),
        ["ReadClassCodes"] = new(Role.Teacher | Role.Office | Role.Administrator, "forbidden"),
        ["CountPeople"] = new(Role.Office | Role.Administrator),
        ["ReadPeople"] = new(Role.Office | Role.Administrator),
        ["ReadClass"] = new(Role.All),
        ["ImportRoster"] = new(Role.Office | Role.Administrator, "forbidden", File: ("application/zip", "PK"), Bytes: (2 * 256 + 1) * 1024 * 1024),
        ["RequestPasswordReset"] = new(Role.All, Body: """{"login":"nobody@example.org"}"""),
        ["ReadPasswordResets"] = new(Role.Office | Role.Administrator),
        ["ReadSettings"] = new(Role.All),
        ["ChangeSettings"] = new(Role.Office | Role.Administrator, "forbidden", Body: """{"lateAfterMinutes":5,"language":"fr","participantsMax":100}""", Bytes: OtherBytes),
        ["ReadSubstitutes"] = new(Role.Office | Role.Administrator),
        ["AddSubstitute"] = new(Role.Office | Role.Administrator, Body: Substitution, Bytes: OtherBytes),
        ["RemoveSubstitute"] = new(Role.Office | Role.Administrator),
        ["ReadDay"] = new(Role.All, Query: Times),
        ["ReadAttention"] = new(Role.All, Query: Times),
        ["ReadDevices"] = new(Role.All),
        ["ReadClassLessons"] = new(Role.All, Query: Times),
        ["PlanLesson"] = new(Role.Teacher, "forbidden", Body: Plan, Bytes: OtherBytes),
        ["ReadLesson"] = new(Role.All),
        ["ChangeLesson"] = new(Role.Teacher, "forbidden", Body: Plan, Bytes: OtherBytes),
        ["CancelLesson"] = new(Role.Teacher, "forbidden"),
        ["JoinLesson"] = new(Role.Teacher | Role.Student, Body: """{"device":"phone"}""", Bytes: OtherBytes),
        ["ReadLessonEvents"] = new(Role.Teacher | Role.Student),
        ["ReadLessonMessages"] = new(Role.Teacher | Role.Student),
        ["ReadLessonPeople"] = new(Role.All),
        ["ReadRegister"] = new(Role.Teacher | Role.Office | Role.Administrator, "forbidden"),
        ["ReadRegisterCsv"] = new(Role.Teacher | Role.Office | Role.Administrator, "forbidden"),
        ["CorrectRegister"] = new(Role.Teacher | Role.Office | Role.Administrator, "forbidden", Body: """{"status":"present","reason":"was there"}""", Bytes: OtherBytes),
        ["ReadMissed"] = new(Role.All, Query: Times),
        ["UploadDeck"] = new(Role.Teacher, "notFound", "?title=t&pages=1", File: ("application/pdf", Encoding.ASCII.GetString(TestPdf.Of("t"))), Bytes: 50 * 1024 * 1024),
        ["FetchDeck"] = new(Role.Teacher),
        ["LinkDeck"] = new(Role.Teacher),
        ["ReadDeckLimits"] = new(Role.All),
        ["RemoveDeck"] = new(Role.Teacher),
        ["FetchAsset"] = new(Role.All),
    };

    /// <summary>A role that may do it.</summary>
    public Role Somebody => new[] { Role.Teacher, Role.Office, Role.Administrator, Role.Student }.First(role => For.HasFlag(role));

    public HttpContent? Content() => Body is not null ? Json(Body) : File is { } file ? Of(file.Type, file.Bytes) : null;

    public static HttpContent Json(string text) => Of("application/json", text);

    public static HttpContent Of(string? type, string text)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        return content;
    }

    /// <summary>Members of the good body, in every way that they can be bad.</summary>
    public IEnumerable<(string What, string Body)> BadBodies(ApiDocument document, ApiOperation operation)
    {
        foreach (var body in new[] { "", "{", "[]", "7", "null", "\"text\"", "{\"a\":", new string('[', 2_000), "\u0000", "{\"type\":\"nothing\"}x" })
        {
            yield return ("a body that is none", body);
        }

        var good = JsonNode.Parse(Body!)!.AsObject();
        var (properties, required) = document.ObjectOf(operation.JsonBody!, good["type"]?.GetValue<string>());
        foreach (var name in required)
        {
            yield return ($"no {name}", With(good, name, null, remove: true));
            yield return ($"{name} null", With(good, name, null));
        }

        foreach (var (name, schema) in properties)
        {
            var type = document.Resolve(schema!)["type"]?.ToJsonString() ?? "";
            foreach (var value in Values.Where(value => !Fits(value, type)))
            {
                yield return ($"{name} {value}", With(good, name, value));
            }
        }
    }

    private static bool Fits(string value, string type) => value switch
    {
        "7" => type.Contains("integer", StringComparison.Ordinal),
        "true" => type.Contains("boolean", StringComparison.Ordinal),
        "\"text\"" => type.Contains("string", StringComparison.Ordinal), // What kind of text is tried elsewhere.
        _ => false,
    };

    private static string With(JsonObject good, string name, string? raw, bool remove = false)
    {
        var members = good.Where(member => member.Key != name).Select(member => $"{JsonValue.Create(member.Key)!.ToJsonString()}:{member.Value?.ToJsonString() ?? "null"}").ToList();
        if (!remove)
        {
            members.Add($"\"{name}\":{raw ?? "null"}");
        }

        return $"{{{string.Join(',', members)}}}";
    }
}
