using System.Net.WebSockets;
using System.Text;
using Classroom.SingleNode.Tests.Nodes;

namespace Classroom.SingleNode.Tests.Lessons;

/// <summary>What is no message of the protocol ends its connection with the reason, and nothing else.</summary>
public sealed class MalformedMessageTests
{
    private static readonly byte[] NotUtf8 = [.. "{\"type\":1,\"target\":\"Se"u8, 0xFF, 0xFE, .. "\",\"arguments\":[]}\u001e"u8];

    [Fact]
    public async Task What_cannot_be_read_closes_with_protocol_error_and_leaves_the_others_alone()
    {
        await using var node = await RunningNode.StartAsync();
        using var teacher = await node.TeacherAsync();
        using var student = await node.StudentAsync();
        var lesson = await node.PlanAsync(teacher);
        var (ana, _) = await RawConnection.FollowAsync(teacher, lesson, "board");
        byte[][] malformed =
        [
            Text("hello"),
            Text("""{"type":1,"target":"Send","arguments":[{"counter":1,"command":"""),
            Text("""{"type":1,"target":"Break","arguments":[]}"""),
            Text("""{"type":1,"target":"S\ud800","arguments":[{"counter":1}]}"""),
            Text($$"""{"type":1,"target":"Send","arguments":[{"counter":1,"command":{{new string('[', 200)}}{{new string(']', 200)}}}]}"""),
            NotUtf8,
        ];

        foreach (var message in malformed)
        {
            var (ben, _) = await RawConnection.FollowAsync(student, lesson, "phone");
            await ben.SendBytesAsync(message, WebSocketMessageType.Binary);
            Assert.True((await ben.ClosedAsync())?["code"]?.GetValue<string>() == "protocolError", Encoding.Latin1.GetString(message));
            ben.Dispose();
        }

        Assert.True((await ana.AskAsync(1, "startLesson"))["sequence"]!.GetValue<long>() > 0);
        ana.Dispose();
    }

    private static byte[] Text(string message) => Encoding.UTF8.GetBytes(message + "\u001e");
}
