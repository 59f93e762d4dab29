using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Classroom.SingleNode.Tests.Nodes;
using Classroom.Storage.Backup;
using Microsoft.Extensions.DependencyInjection;

namespace Classroom.SingleNode.Tests.Lessons;

/// <summary>What others, and whoever reads the files, learn of an anonymous answer.</summary>
public sealed class AnonymousPollTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>
    /// Nothing that anybody is answered moves with an answer. And once the poll is closed, what was taken back is in no file,
    /// while what was answered last is in the tally. Seen to fail with answers written as entries for nobody.
    /// </summary>
    [Fact]
    public async Task An_answer_moves_nothing_that_others_are_told_and_is_in_no_file_once_the_poll_is_closed()
    {
        await using var node = await RunningNode.StartAsync();
        using var teacher = await node.TeacherAsync();
        using var writer = await node.StudentAsync(0);
        using var other = await node.StudentAsync(1);
        var lesson = await node.PlanAsync(teacher);
        var (ana, _) = await RawConnection.FollowAsync(teacher, lesson, "board");
        var (ben, _) = await RawConnection.FollowAsync(writer, lesson, "phone");
        var (tim, _) = await RawConnection.FollowAsync(other, lesson, "phone");
        await ana.AskAsync(1, "startLesson");
        await ben.AskAsync(1, "postMessage", ("text", "Here")); // Whoever was not there yet arrives with it.
        await tim.AskAsync(1, "postMessage", ("text", "Here too"));
        var poll = (await ana.AskAsync(2, "askPoll", ("kind", "typed"), ("question", "Un mot ?"), ("anonymous", true)))["sequence"]!.GetValue<long>();
        var before = await ToldAsync();

        foreach (var (counter, word) in new[] { (2, "takenback"), (3, "remains") })
        {
            var answer = await ben.AskAsync(counter, "answerPoll", ("poll", poll), ("text", word));
            Assert.Equal((null, poll), (answer["refusal"], answer["sequence"]!.GetValue<long>()));
        }

        Assert.Equal(before, await ToldAsync());
        var posted = await tim.AskAsync(2, "postMessage", ("text", "What number has this?"));
        Assert.Equal(poll + 1, posted["sequence"]!.GetValue<long>());
        await ana.AskAsync(3, "closePoll", ("poll", poll));
        var data = node.Services.GetRequiredService<DataFolder>();
        ana.Dispose();
        ben.Dispose();
        tim.Dispose();
        await node.StopAsync();

        Assert.True(await HoldsAsync(Path.GetDirectoryName(data.LessonsDatabase)!, "remains"), "The tally is in no file: this test shows nothing.");
        Assert.False(await HoldsAsync(Path.GetDirectoryName(data.LessonsDatabase)!, "takenback"));

        async Task<string> ToldAsync()
        {
            var told = new StringBuilder();
            foreach (var (person, path) in new[] { (teacher, "events?after=0"), (other, "events?after=0"), (other, "messages?search=nowhere") })
            {
                using var answer = await person.Http.GetAsync(new Uri($"/api/v1/lessons/{lesson}/{path}", UriKind.Relative), Stop);
                told.Append(answer.Headers.ETag).Append(await answer.Content.ReadAsStringAsync(Stop)).Append('\n');
            }

            var register = await teacher.Http.GetFromJsonAsync<JsonNode>($"/api/v1/lessons/{lesson}/register", Stop);
            var (late, welcome) = await RawConnection.FollowAsync(teacher, lesson, "late"); // A second device: it arrives no second time.
            late.Dispose();
            return told.Append(register!["through"]).Append(' ').Append(welcome["sequence"]).Append(welcome["view"]!.ToJsonString()).ToString();
        }
    }

    private static async Task<bool> HoldsAsync(string folder, string text)
    {
        foreach (var path in Directory.GetFiles(folder, "lessons.db*"))
        {
            if ((await File.ReadAllBytesAsync(path, Stop)).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0)
            {
                return true;
            }
        }

        return false;
    }
}
