using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Classroom.SingleNode.Demo;
using Microsoft.Extensions.DependencyInjection;

namespace Classroom.SingleNode.Tests.Nodes;

public sealed class DemoSchoolTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Whoever signs in first sees one lesson to start, and nothing that seems to have been missed.</summary>
    [Fact]
    public async Task The_day_of_the_demo_begins_with_its_lesson_and_nothing_stands_beside_it()
    {
        await using var node = await RunningNode.StartEmptyAsync();
        var signIns = await node.Services.GetRequiredService<DemoSchool>().MakeAsync(Stop);
        using var http = node.Stranger();
        http.DefaultRequestHeaders.Add("X-Classroom", "test");
        using var answer = await http.PostAsJsonAsync("/api/v1/session", new { type = "password", login = signIns.Teacher.Login, password = signIns.Teacher.Secret, bearer = true }, Stop);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)(await answer.Content.ReadFromJsonAsync<JsonNode>(Stop))!["token"]!);

        var now = TimeProvider.System.GetUtcNow();
        var day = (await http.GetFromJsonAsync<JsonArray>($"/api/v1/me/day?from={now.AddDays(-10):O}&to={now.AddDays(10):O}".Replace("+", "%2B", StringComparison.Ordinal), Stop))!;

        var plans = day.Select(lesson => lesson!["plan"]!).OrderBy(plan => (DateTimeOffset)plan["startsAt"]!).ToArray();
        Assert.Equal(signIns.LessonTitle, (string?)plans[0]["title"]);
        Assert.True((DateTimeOffset)plans[0]["startsAt"]! <= now);
        Assert.All(plans[1..], plan => Assert.True((DateTimeOffset)plan["startsAt"]! >= (DateTimeOffset)plans[0]["endsAt"]!));
    }

    /// <summary>Imports, people and printed codes can be tried out as well.</summary>
    [Fact]
    public async Task Somebody_of_the_office_can_sign_in_to_the_demo()
    {
        await using var node = await RunningNode.StartEmptyAsync();
        var signIns = await node.Services.GetRequiredService<DemoSchool>().MakeAsync(Stop);
        using var http = node.Stranger();
        http.DefaultRequestHeaders.Add("X-Classroom", "test");

        using var answer = await http.PostAsJsonAsync("/api/v1/session", new { type = "password", login = signIns.Office.Login, password = signIns.Office.Secret }, Stop);

        var session = (await answer.Content.ReadFromJsonAsync<JsonNode>(Stop))!["session"]!;
        Assert.Equal(["office"], session["roles"]!.AsArray().Select(role => (string?)role));
    }
}
