using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Classroom.SingleNode.Hosting;
using Classroom.SingleNode.Tests.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace Classroom.SingleNode.Tests.Lessons;

/// <summary>A lesson of which a row is lost on the disk: whoever wants in is told so at once.</summary>
public sealed class DamagedLessonTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Seen to fail before damage was told: the join was answered after 30 seconds, as busy.</summary>
    [Fact]
    public async Task Joining_a_damaged_lesson_is_answered_at_once_and_others_go_on()
    {
        await using var node = await RunningNode.StartAsync();
        LessonIds lessons;
        using (var teacher = await node.TeacherAsync())
        {
            lessons = new(await node.PlanAsync(teacher), await node.PlanAsync(teacher));
            var (ana, _) = await RawConnection.FollowAsync(teacher, lessons.Damaged, "board");
            await ana.AskAsync(1, "startLesson");
            await ana.AskAsync(2, "postMessage", ("text", "lost"));
            ana.Dispose();
        }

        var log = node.Services.GetRequiredService<NodeStorage>().Lessons;
        await log.WriteAsync(session => { session.Execute("DELETE FROM entry WHERE sequence = 2"); }, Stop);
        await node.StopAsync();
        await node.StartAgainAsync();
        using var back = await node.TeacherAsync(number: 1);
        var startedAt = Stopwatch.GetTimestamp();

        using var refused = await JoinAsync(back, lessons.Damaged);
        using var events = await back.Http.GetAsync(new Uri($"/api/v1/lessons/{lessons.Damaged}/events", UriKind.Relative), Stop);
        using var admitted = await JoinAsync(back, lessons.Other);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "lessonDamaged"), await ProblemAsync(refused));
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "lessonDamaged"), await ProblemAsync(events));
        Assert.Equal(HttpStatusCode.OK, admitted.StatusCode);
        Assert.InRange(Stopwatch.GetElapsedTime(startedAt), TimeSpan.Zero, TimeSpan.FromSeconds(15)); // Far below the 30 it waits for a lesson out of reach.
    }

    private static Task<HttpResponseMessage> JoinAsync(Person person, Contracts.Ids.LessonId lesson) =>
        person.Http.PostAsJsonAsync($"/api/v1/lessons/{lesson}/join", new { device = "board" }, Stop);

    private static async Task<(HttpStatusCode, string)> ProblemAsync(HttpResponseMessage response) =>
        (response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonNode>(Stop))!["code"]!.GetValue<string>());

    private sealed record LessonIds(Contracts.Ids.LessonId Damaged, Contracts.Ids.LessonId Other);
}
