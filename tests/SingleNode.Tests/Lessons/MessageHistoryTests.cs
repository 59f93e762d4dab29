using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.SingleNode.Tests.Nodes;
using Classroom.SingleNode.Tests.Registers;

namespace Classroom.SingleNode.Tests.Lessons;

/// <summary>What was said, read page by page from the newest.</summary>
public sealed class MessageHistoryTests
{
    [Fact]
    public async Task Messages_are_paged_searched_and_shown_as_they_are_now_to_those_who_may_see_them()
    {
        await using var node = await RunningNode.StartAsync();
        using var teacher = await node.TeacherAsync();
        using var writer = await node.StudentAsync(0);
        using var third = await node.StudentAsync(1);
        var lesson = await node.PlanAsync(teacher);
        var (ana, _) = await RawConnection.FollowAsync(teacher, lesson, "board");
        var (ben, _) = await RawConnection.FollowAsync(writer, lesson, "phone");
        await ana.AskAsync(1, "startLesson");
        await ben.AskAsync(1, "postMessage", ("text", "one"));
        var edited = (await ben.AskAsync(2, "postMessage", ("text", "tow")))["sequence"]!.GetValue<long>();
        var deleted = (await ben.AskAsync(3, "postMessage", ("text", "secret")))["sequence"]!.GetValue<long>();
        await ben.AskAsync(4, "postMessage", ("text", "privately"), ("thread", writer.Id.ToString()));
        await ben.AskAsync(5, "editMessage", ("message", edited), ("text", "two"));
        await ben.AskAsync(6, "deleteMessage", ("message", deleted));

        Assert.Equal(["privately", null, "two", "one"], await AllAsync(teacher, lesson, "&limit=1"));
        Assert.Equal(["privately", null, "two", "one"], await AllAsync(writer, lesson, "&limit=3"));
        Assert.Equal([null, "two", "one"], await AllAsync(third, lesson, ""));
        Assert.Equal(["two"], await AllAsync(third, lesson, "&search=TW"));
        Assert.Empty(await AllAsync(teacher, lesson, "&search=secret"));
        Assert.Empty(await AllAsync(teacher, lesson, "&search=tow"));
        Assert.Equal(["privately"], await AllAsync(teacher, lesson, $"&with={writer.Id}"));
        Assert.Empty(await AllAsync(third, lesson, $"&with={writer.Id}"));
        await ben.AskAsync(7, "postMessage", ("text", "Les élèves de Nguyễn"));
        Assert.Equal(["Les élèves de Nguyễn"], await AllAsync(third, lesson, "&search=ELEVE"));
        Assert.Equal(["Les élèves de Nguyễn"], await AllAsync(third, lesson, $"&search={Uri.EscapeDataString("nguye\u0302\u0303n")}"));
        ana.Dispose();
        ben.Dispose();
    }

    [Fact]
    public async Task Who_was_sent_out_reads_messages_as_they_were_then()
    {
        await using var node = await RunningNode.StartAsync();
        using var teacher = await node.TeacherAsync();
        using var writer = await node.StudentAsync(0);
        using var third = await node.StudentAsync(1);
        var lesson = await node.PlanAsync(teacher);
        var (ana, _) = await RawConnection.FollowAsync(teacher, lesson, "board");
        var (ben, _) = await RawConnection.FollowAsync(writer, lesson, "phone");
        var (tim, _) = await RawConnection.FollowAsync(third, lesson, "phone");
        await ana.AskAsync(1, "startLesson");
        var message = (await ben.AskAsync(1, "postMessage", ("text", "first")))["sequence"]!.GetValue<long>();
        await ben.AskAsync(2, "editMessage", ("message", message), ("text", "second"));
        var untouched = (await ben.AskAsync(4, "postMessage", ("text", "untouched")))["sequence"]!.GetValue<long>();
        await ana.ArrivalAsync(third.Id);
        var sentOut = await ana.AskAsync(2, "ejectParticipant", ("participant", third.Id.ToString()));

        var answer = await ben.AskAsync(5, "editMessage", ("message", message), ("text", "not for the one outside"));
        await ben.AskAsync(6, "editMessage", ("message", untouched), ("text", "touched since"));

        Assert.Equal((null, null), (sentOut["refusal"], answer["refusal"]));
        Assert.Equal(["untouched", "second"], await AllAsync(third, lesson, ""));
        Assert.Equal([false, true], await EditedAsync(third)); // That one was changed later is not for them either.
        Assert.Empty(await AllAsync(third, lesson, "&search=outside"));
        Assert.Equal(["touched since", "not for the one outside"], await AllAsync(teacher, lesson, ""));
        Assert.Equal([true, true], await EditedAsync(teacher));
        ana.Dispose();
        ben.Dispose();
        tim.Dispose();

        async Task<IEnumerable<bool>> EditedAsync(Person person) =>
            (await person.Http.GetFromJsonAsync<JsonNode>($"/api/v1/lessons/{lesson}/messages", TestContext.Current.CancellationToken))!["messages"]!.AsArray().Select(read => read!["edited"] is not null);
    }

    [Theory]
    [InlineData(2_000, null)] // The oldest message is the last entry that one request reads.
    [InlineData(2_001, 2L)]
    public async Task One_request_looks_at_two_thousand_entries_at_most_and_says_where_to_go_on(int entries, long? before)
    {
        await using var node = await RunningNode.StartAsync();
        using var teacher = await node.TeacherAsync();
        using var writer = await node.StudentAsync(0);
        var lesson = new HeldLesson(node, LessonId.Of(RunningNode.School, "long"), (await node.ClassAsync()).Class, new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));
        lesson.Add(0, new MessagePosted("the oldest", null), writer.Id);
        for (var entry = 2; entry < entries; entry++)
        {
            lesson.Add(1, new HandRaised(), writer.Id); // Its end is the last.
        }

        await lesson.KeepAsync(TestContext.Current.CancellationToken);

        var page = (await teacher.Http.GetFromJsonAsync<JsonNode>($"/api/v1/lessons/{lesson.Id}/messages?search=OLD", TestContext.Current.CancellationToken))!;

        Assert.Equal(before, page["before"]?.GetValue<long>());
        Assert.Equal(before is null ? 1 : 0, page["messages"]!.AsArray().Count);
        Assert.Equal(["the oldest"], await AllAsync(teacher, lesson.Id, "&search=OLD"));
    }

    private static async Task<List<string?>> AllAsync(Person person, LessonId lesson, string query)
    {
        var texts = new List<string?>();
        for (long? before = long.MaxValue; before is not null;)
        {
            var page = (await person.Http.GetFromJsonAsync<JsonNode>($"/api/v1/lessons/{lesson}/messages?before={before}{query}", TestContext.Current.CancellationToken))!;
            texts.AddRange(page["messages"]!.AsArray().Select(message => message!["text"]?.GetValue<string>()));
            before = page["before"]?.GetValue<long>();
        }

        return texts;
    }
}
