using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Rosters;
using Classroom.Gateway.Identity.Codes;
using Classroom.Gateway.Identity.Passwords;
using Classroom.Gateway.Rosters;
using Classroom.OneRoster.Demo;
using Classroom.Ports.Rosters;
using Classroom.SingleNode.Hosting;
using Classroom.Storage.Backup;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Classroom.SingleNode.Tests.Nodes;

/// <summary>A whole node over real sockets, with two small schools, on a folder of its own.</summary>
internal sealed class RunningNode : IAsyncDisposable
{
    /// <summary>What everybody of the staff signs in with.</summary>
    public const string Password = "correct horse battery";

    private readonly string _path;
    private readonly string[] _settings;
    private DataFolder? _folder;
    private WebApplication? _app;

    private RunningNode(string parent, string[] settings) => (_path, _settings) = (Path.Combine(parent, $"classroom-{OpaqueId.New()}"), settings);

    public static readonly SchoolId School = SchoolId.Parse("alpha");
    public static readonly SchoolId OtherSchool = SchoolId.Parse("beta");

    public Uri Address { get; private set; } = new("http://localhost");

    public IServiceProvider Services => _app!.Services;

    /// <param name="settings">Settings of the configuration, <c>--Section:Name=value</c>.</param>
    public static Task<RunningNode> StartAsync(params string[] settings) => StartInAsync(Path.GetTempPath(), settings);

    /// <param name="parent">Where its folder is to be.</param>
    /// <param name="settings">Settings of the configuration.</param>
    public static async Task<RunningNode> StartInAsync(string parent, params string[] settings)
    {
        var node = await StartEmptyInAsync(parent, settings);
        await node.ImportAsync();
        return node;
    }

    /// <summary>A node that knows no school yet.</summary>
    public static Task<RunningNode> StartEmptyAsync(params string[] settings) => StartEmptyInAsync(Path.GetTempPath(), settings);

    private static async Task<RunningNode> StartEmptyInAsync(string parent, string[] settings)
    {
        var node = new RunningNode(parent, settings);
        await node.StartAgainAsync();
        return node;
    }

    /// <summary>Starts on what an earlier run left.</summary>
    public async Task StartAgainAsync()
    {
        _folder = DataFolder.Open(_path, TimeProvider.System);
        _app = Node.Build(new("http://127.0.0.1:0", _path, MakesDemo: false), _folder, [.. _settings, "--Logging:LogLevel:Classroom=Warning"]);
        await _app.StartAsync();
        Address = new(_app.Urls.First());
    }

    /// <summary>Stops as a process does that is asked to.</summary>
    public async Task StopAsync()
    {
        await _app!.StopAsync();
        await _app.DisposeAsync();
        _folder!.Dispose();
        _app = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await StopAsync();
        }

        Directory.Delete(_path, recursive: true);
    }

    /// <summary>A client for requests of nobody.</summary>
    public HttpClient Stranger() => new() { BaseAddress = Address };

    /// <summary>Signs in the nth teacher of a school's first class.</summary>
    public async Task<Person> TeacherAsync(SchoolId? school = null, int number = 0)
    {
        var id = school ?? School;
        var enrolled = await EnrolledAsync(id, SchoolRole.Teacher, number);
        return await StaffAsync(id, enrolled.Person);
    }

    /// <summary>Signs in the office of a school.</summary>
    public async Task<Person> OfficeAsync(SchoolId? school = null)
    {
        var people = await Services.GetRequiredService<IRosterReader>().ReadPeopleAsync(school ?? School, null, 500);
        return await StaffAsync(school ?? School, people.First(person => person.Roles.Contains(SchoolRole.Office)).Id);
    }

    /// <summary>Makes an administrator and signs them in.</summary>
    public async Task<HttpClient> AdministratorAsync(string login = "root@example.org")
    {
        const string Password = "correct horse battery";
        var setup = await Services.GetRequiredService<AdministratorSetup>().RecoverAsync();
        var http = Stranger();
        http.DefaultRequestHeaders.Add("X-Classroom", "test");
        using var made = await http.PostAsJsonAsync("/api/v1/setup", new { token = setup.Token, login, password = Password });
        Assert.True(made.IsSuccessStatusCode, await made.Content.ReadAsStringAsync());
        await SignInAsync(http, new JsonObject { ["type"] = "password", ["login"] = login, ["password"] = Password });
        return http;
    }

    /// <summary>Signs in the nth student of a school's first class.</summary>
    public async Task<Person> StudentAsync(int number = 0, SchoolId? school = null)
    {
        var id = school ?? School;
        var student = await EnrolledAsync(id, SchoolRole.Student, number);
        var codes = await Services.GetRequiredService<CodeIssuing>().IssueAsync(id, [(student.Person, student.GivenName, student.FamilyName)], null, default);
        return await SignInAsync(id, student.Person, new JsonObject { ["type"] = "code", ["school"] = id.ToString(), ["code"] = codes[0].Code });
    }

    /// <summary>The first class of a school.</summary>
    public async Task<ClassRoster> ClassAsync(SchoolId? school = null)
    {
        var roster = Services.GetRequiredService<IRosterReader>();
        return (await roster.ReadClassAsync((await roster.ReadClassesAsync(school ?? School, null, 1))[0].Class))!;
    }

    /// <summary>Plans a lesson of the teacher's class that can go on for an hour.</summary>
    public async Task<LessonId> PlanAsync(Person teacher)
    {
        var now = TimeProvider.System.GetUtcNow();
        var lesson = LessonId.Of(teacher.School, OpaqueId.New());
        var @class = (await ClassAsync(teacher.School)).Class;
        using var response = await teacher.Http.PostAsJsonAsync($"/api/v1/classes/{@class}/lessons", new { lesson = lesson.ToString(), title = "Fractions", startsAt = now, endsAt = now.AddHours(1) });
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return lesson;
    }

    private async Task<Enrollment> EnrolledAsync(SchoolId school, SchoolRole role, int number) =>
        (await ClassAsync(school)).Enrollments.Where(enrollment => enrollment.Role == role).ElementAt(number);

    /// <summary>Signs in somebody who teaches or works in the office.</summary>
    public async Task<Person> StaffAsync(SchoolId school, PersonId person)
    {
        var invitations = Services.GetRequiredService<Invitations>();
        var found = (await Services.GetRequiredService<IRosterReader>().ReadPersonAsync(PersonKey.Of(school, person)))!;
        var (invitation, problem) = await invitations.IssueAsync(school, found, null, null, default);
        Assert.Null(problem);
        Assert.Null((await invitations.AcceptAsync(invitation!.Token, Password, default)).Problem);
        return await SignInAsync(school, person, new JsonObject { ["type"] = "password", ["login"] = invitation.Login, ["password"] = Password });
    }

    internal async Task<Person> SignInAsync(SchoolId school, PersonId person, JsonObject signIn)
    {
        var http = Stranger();
        http.DefaultRequestHeaders.Add("X-Classroom", "test");
        await SignInAsync(http, signIn);
        return new(this, school, person, http, signIn);
    }

    private static async Task SignInAsync(HttpClient http, JsonObject signIn)
    {
        signIn["bearer"] = true;
        using var response = await http.PostAsJsonAsync("/api/v1/session", signIn);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        var token = (await response.Content.ReadFromJsonAsync<JsonNode>())!["token"]!.GetValue<string>();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>Imports both schools, with so many students each. Who sits in which class follows from their number.</summary>
    public async Task ImportAsync(int students = 20)
    {
        using var archive = new MemoryStream();
        new DemoRoster { Schools = 2, Classes = 2, Teachers = 16, Students = students, PlansLessons = false }.Write(archive);
        archive.Position = 0;
        var scope = RosterScope.Node(new Dictionary<string, SchoolId> { ["org-001"] = School, ["org-002"] = OtherSchool });
        var report = await Services.GetRequiredService<RosterImports>().ImportAsync(archive, scope, null, null, default);
        Assert.Equal(RosterOutcome.Applied, report.Outcome);
    }
}

/// <summary>Somebody who is signed in.</summary>
/// <param name="Node">Where.</param>
/// <param name="School">Of which school.</param>
/// <param name="Id">Who.</param>
/// <param name="Http">Requests of this session.</param>
/// <param name="SignIn">How they signed in.</param>
internal sealed record Person(RunningNode Node, SchoolId School, PersonId Id, HttpClient Http, JsonObject SignIn) : IDisposable
{
    /// <summary>Signs in once more: another session of the same person.</summary>
    public Task<Person> AgainAsync() => Node.SignInAsync(School, Id, SignIn);

    /// <summary>The same session, at the address where the node started again.</summary>
    public Person Moved()
    {
        var http = Node.Stranger();
        foreach (var header in Http.DefaultRequestHeaders)
        {
            http.DefaultRequestHeaders.TryAddWithoutValidation(header.Key, header.Value);
        }

        return this with { Http = http };
    }

    public void Dispose() => Http.Dispose();
}
