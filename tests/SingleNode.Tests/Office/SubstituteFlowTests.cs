using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Rosters;
using Classroom.Ports.Rosters;
using Classroom.SingleNode.Tests.Lessons;
using Classroom.SingleNode.Tests.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace Classroom.SingleNode.Tests.Office;

/// <summary>The office lets a teacher stand in: over real sockets, with the node's own clock.</summary>
public sealed class SubstituteFlowTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_substitute_does_all_a_teacher_does_until_it_ends_also_in_an_open_lesson()
    {
        await using var node = await RunningNode.StartAsync("--Gateway:Lessons:SessionCheckInterval=00:00:01");
        using var office = await node.OfficeAsync();
        using var teacher = await node.TeacherAsync();
        using var sol = await SubstituteAsync(node);
        var lesson = await node.PlanAsync(teacher);
        var @class = (await node.ClassAsync()).Class;
        await Task.WhenAll(new[] { $"/lessons/{lesson}", $"/classes/{@class}" }.Select(async path => Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(sol, path))));

        var added = await AddAsync(office, @class, sol, TimeSpan.FromHours(1));
        Assert.Equal(((await node.ClassAsync()).Title, $"{sol.Id}"), (added["classTitle"]!.GetValue<string>(), added["teacher"]!.GetValue<string>()));
        await UntilAsync(sol, $"/lessons/{lesson}", HttpStatusCode.OK);
        await node.ImportAsync(students: 18); // Nothing of it is the roster's.
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(sol, $"/classes/{@class}"));
        Assert.Contains((await GetAsync(sol, "/schools/alpha/classes"))["items"]!.AsArray(), one => one!["class"]!.GetValue<string>() == $"{@class}");
        var now = TimeProvider.System.GetUtcNow();
        var day = await GetAsync(sol, $"/me/day?from={now.AddHours(-2):yyyy-MM-ddTHH:mm:ssZ}&to={now.AddHours(2):yyyy-MM-ddTHH:mm:ssZ}");
        Assert.Contains(day.AsArray(), one => one!["plan"]!["lesson"]!.GetValue<string>() == $"{lesson}");
        var (socket, welcome) = await RawConnection.FollowAsync(sol, lesson, "board");
        Assert.Equal("teacher", welcome["you"]!["role"]!.GetValue<string>());
        Assert.Null((await socket.AskAsync(1, "startLesson"))["refusal"]);
        await node.PlanAsync(sol);

        using var removed = await office.Http.DeleteAsync(new Uri($"/api/v1/schools/alpha/substitutes/{added["id"]}", UriKind.Relative), Stop);

        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        Assert.Equal("lessonLost", (await socket.ClosedAsync())!["code"]!.GetValue<string>());
        await UntilAsync(sol, $"/lessons/{lesson}", HttpStatusCode.NotFound);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(sol, $"/classes/{@class}"));
        socket.Dispose();
    }

    [Fact]
    public async Task It_ends_by_itself_and_takes_the_socket_with_it()
    {
        await using var node = await RunningNode.StartAsync("--Gateway:Lessons:SessionCheckInterval=00:00:01");
        using var office = await node.OfficeAsync();
        using var teacher = await node.TeacherAsync();
        using var sol = await SubstituteAsync(node);
        var lesson = await node.PlanAsync(teacher);
        await AddAsync(office, (await node.ClassAsync()).Class, sol, TimeSpan.FromSeconds(12));
        await UntilAsync(sol, $"/lessons/{lesson}", HttpStatusCode.OK);
        var (socket, _) = await RawConnection.FollowAsync(sol, lesson, "board");

        Assert.Equal("lessonLost", (await socket.ClosedAsync())!["code"]!.GetValue<string>());

        await UntilAsync(sol, $"/lessons/{lesson}", HttpStatusCode.NotFound);
        Assert.Single((await GetAsync(office, "/schools/alpha/substitutes"))["items"]!.AsArray()); // The office sees what was.
        socket.Dispose();
    }

    [Fact]
    public async Task What_cannot_stand_in_is_refused_and_another_school_s_office_can_do_nothing()
    {
        await using var node = await RunningNode.StartAsync();
        using var office = await node.OfficeAsync();
        using var others = await node.OfficeAsync(RunningNode.OtherSchool);
        using var sol = await SubstituteAsync(node);
        var (@class, otherClass) = ((await node.ClassAsync()).Class, (await node.ClassAsync(RunningNode.OtherSchool)).Class);
        var student = (await node.ClassAsync()).Enrollments.First(one => one.Role == SchoolRole.Student).Person;
        var otherTeacher = (await node.ClassAsync(RunningNode.OtherSchool)).Enrollments.First(one => one.Role == SchoolRole.Teacher).Person;
        var now = TimeProvider.System.GetUtcNow();

        Assert.Equal("notFound", await RefusedAsync(office, Body(otherClass, sol.Id, now, now.AddHours(1))));
        Assert.Equal("notFound", await RefusedAsync(office, Body(@class, otherTeacher, now, now.AddHours(1))));
        Assert.Equal("notTeacher", await RefusedAsync(office, Body(@class, student, now, now.AddHours(1))));
        Assert.Equal("timesInvalid", await RefusedAsync(office, Body(@class, sol.Id, now, now)));
        Assert.Equal("timesInvalid", await RefusedAsync(office, Body(@class, sol.Id, now.AddHours(-2), now.AddHours(-1))));
        Assert.Equal("timesInvalid", await RefusedAsync(office, Body(@class, sol.Id, now, now.AddDays(400).AddSeconds(1))));
        Assert.Equal("textTooLong", await RefusedAsync(office, Body(@class, sol.Id, now, now.AddHours(1), new string('x', 201))));
        Assert.Equal("textInvalid", await RefusedAsync(office, Body(@class, sol.Id, now, now.AddHours(1), "\u200b")));
        var added = await AddAsync(office, @class, sol, TimeSpan.FromHours(1));
        Assert.Equal("notFound", await RefusedAsync(others, Body(@class, sol.Id, now, now.AddHours(1))));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(others, "/schools/alpha/substitutes"));
        foreach (var school in new[] { "alpha", "beta" })
        {
            using var removed = await others.Http.DeleteAsync(new Uri($"/api/v1/schools/{school}/substitutes/{added["id"]}", UriKind.Relative), Stop);
            Assert.Equal(HttpStatusCode.NotFound, removed.StatusCode);
        }

        Assert.Single((await GetAsync(office, "/schools/alpha/substitutes"))["items"]!.AsArray());
        Assert.Empty((await GetAsync(others, "/schools/beta/substitutes"))["items"]!.AsArray());
        var trail = (await GetAsync(office, "/schools/alpha/audit"))["items"]!.AsArray();
        var entry = Assert.Single(trail, one => one!["action"]!.GetValue<string>() == "substituteAdded")!;
        Assert.StartsWith($"{@class}/{sol.Id}/", entry["subject"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(($"{added["classTitle"]}", $"{added["givenName"]} {added["familyName"]}"), ($"{entry["classTitle"]}", $"{entry["personName"]}"));
        Assert.Equal(added["to"]!.GetValue<string>()[..19], entry["to"]!.GetValue<string>()[..19]);
    }

    /// <summary>A teacher of the school who does not teach its first class.</summary>
    private static async Task<Person> SubstituteAsync(RunningNode node)
    {
        var taught = (await node.ClassAsync()).Enrollments.Select(one => one.Person).ToHashSet();
        var people = await node.Services.GetRequiredService<IRosterReader>().ReadPeopleAsync(RunningNode.School, null, 500, Stop);
        return await node.StaffAsync(RunningNode.School, people.First(one => one.Roles.Contains(SchoolRole.Teacher) && !taught.Contains(one.Id)).Id);
    }

    private static async Task<JsonNode> AddAsync(Person office, ClassId @class, Person sol, TimeSpan lasts)
    {
        var now = TimeProvider.System.GetUtcNow();
        using var response = await office.Http.PostAsJsonAsync("/api/v1/schools/alpha/substitutes", Body(@class, sol.Id, now, now + lasts, "Grippe"), Stop);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonNode>(Stop))!;
    }

    private static JsonObject Body(ClassId @class, PersonId teacher, DateTimeOffset from, DateTimeOffset to, string? reason = null) =>
        new() { ["class"] = $"{@class}", ["teacher"] = $"{teacher}", ["from"] = from.ToString("O"), ["to"] = to.ToString("O"), ["reason"] = reason };

    private static async Task<string> RefusedAsync(Person office, JsonObject body)
    {
        using var response = await office.Http.PostAsJsonAsync("/api/v1/schools/alpha/substitutes", body, Stop);
        Assert.False(response.IsSuccessStatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonNode>(Stop))!["code"]!.GetValue<string>();
    }

    private static async Task<HttpStatusCode> StatusAsync(Person person, string path)
    {
        using var response = await person.Http.GetAsync(new Uri("/api/v1" + path, UriKind.Relative), Stop);
        return response.StatusCode;
    }

    private static async Task<JsonNode> GetAsync(Person person, string path) => (await person.Http.GetFromJsonAsync<JsonNode>("/api/v1" + path, Stop))!;

    /// <summary>Asks until it is so: what changes is seen within seconds. Fails after half a minute.</summary>
    private static async Task UntilAsync(Person person, string path, HttpStatusCode expected)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        late.CancelAfter(TimeSpan.FromSeconds(30));
        while (await StatusAsync(person, path) != expected)
        {
            Assert.False(late.IsCancellationRequested, $"{path} was not answered {expected} within half a minute.");
        }
    }
}
