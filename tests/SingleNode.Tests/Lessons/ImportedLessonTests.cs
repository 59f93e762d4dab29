using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Classroom.OneRoster.Demo;
using Classroom.SingleNode.Tests.Nodes;

namespace Classroom.SingleNode.Tests.Lessons;

/// <summary>Lessons that come with a roster and cannot be planned: the roster is in force, and the report says which and why.</summary>
public sealed class ImportedLessonTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("--Timetables:LessonsPerClassMax=24", 2, "tooManyLessons")] // 25 a class, two classes.
    [InlineData("--Timetables:DurationMax=00:30:00", 50, "timesInvalid")]
    public async Task Lessons_that_cannot_be_planned_stand_in_the_report(string setting, int unplanned, string reason)
    {
        await using var node = await RunningNode.StartAsync(setting);
        using var office = await node.OfficeAsync();
        using var archive = new MemoryStream();
        new DemoRoster { Classes = 2, Teachers = 16, Students = 20 }.Write(archive);
        using var body = new ByteArrayContent(archive.ToArray()) { Headers = { ContentType = new("application/zip") } };

        using var response = await office.Http.PostAsync(new Uri("/api/v1/rosters", UriKind.Relative), body, Stop);
        var report = (await response.Content.ReadFromJsonAsync<JsonNode>(Stop))!;

        Assert.NotEqual("refused", report["outcome"]!.GetValue<string>());
        Assert.Equal(unplanned, report["unplannedCount"]!.GetValue<long>());
        var listed = report["unplanned"]!.AsArray();
        Assert.Equal(unplanned, listed.Count);
        Assert.All(listed, lesson => Assert.Equal((reason, "classroom_lessons.csv"), (lesson!["reason"]!.GetValue<string>(), lesson["file"]!.GetValue<string>())));
        var lines = listed.Select(lesson => lesson!["line"]!.GetValue<long>()).ToArray();
        Assert.Equal(lines.Order().Distinct(), lines);
        Assert.All(lines, line => Assert.InRange(line, 2, 51));
    }
}
