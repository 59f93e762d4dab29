using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Classroom.SingleNode.Tests.Lessons;
using Classroom.SingleNode.Tests.Nodes;

namespace Classroom.SingleNode.Tests.Hostile;

/// <summary>The hub, with what nobody honest sends, down to raw frames.</summary>
public sealed class HostileSocketTests(SharedNode shared) : IClassFixture<SharedNode>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Broken =>
    [
        "nonsense", "{", "[]", "7", "{}", """{"type":99}""", """{"type":1}""", """{"type":1,"target":"Nothing","arguments":[{}]}""", """{"type":1,"target":"Refuse","arguments":[1,2]}""",
        """{"type":1,"target":"Break","arguments":[]}""", """{"type":1,"target":"Send","arguments":[]}""",
        """{"type":1,"target":"Send","arguments":[null]}""", """{"type":1,"target":"Send","arguments":[{"counter":1},{"counter":1}]}""", """{"type":1,"target":"Send","arguments":[{"counter":"1","command":{"type":"raiseHand"}}]}""",
        """{"type":1,"target":"Send","arguments":[{"counter":0,"command":{"type":"raiseHand"}}]}""", """{"type":1,"target":"Send","arguments":[{"counter":9007199254740992,"command":{"type":"raiseHand"}}]}""", """{"type":1,"target":"Send","arguments":[{"counter":9007199254740992,"command":7}]}""", """{"type":1,"target":"Send","arguments":[{"counter":9223372036854775808,"command":{"type":"raiseHand"}}]}""",
        """{"type":1,"target":"Heartbeat","arguments":[{"sequence":"x"}]}""", """{"type":1,"target":"Heartbeat","arguments":[{"sequence":9007199254740991}]}""", """{"type":1,"target":"Heartbeat","arguments":[{"sequence":-1}]}""",
        """{"type":1,"target":"Signal","arguments":[{"signal":{"type":"nothing"}}]}""",
        """{"type":1,"target":"Follow","arguments":[{"foldLevel":1}]}""", """{"type":4,"invocationId":"1","target":"Send","arguments":[{}]}""", """{"type":2,"invocationId":"1","item":1}""", "\ud800",
    ];

    [Theory, MemberData(nameof(Broken))]
    public async Task What_is_no_message_of_the_protocol_closes_the_connection_with_a_reason(string message)
    {
        var (connection, _) = await RawConnection.FollowAsync(shared.Teacher, shared.Lesson, "hostile");
        using var _1 = connection;

        await connection.SendTextAsync(message);

        var closing = (await connection.ClosedAsync())!;
        Assert.Equal("protocolError", closing["code"]!.GetValue<string>());
        Assert.False(closing["reconnect"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData("""{"type":"nothing"}""")]
    [InlineData("""{"type":"postMessage"}""")]
    [InlineData("""{"type":"postMessage","text":7}""")]
    [InlineData("""{"type":"postMessage","text":null}""")]
    [InlineData("""{"text":"x"}""")]
    [InlineData("""null""")]
    [InlineData("""7""")]
    [InlineData("""{"type":"ejectParticipant","participant":"a b"}""")]
    [InlineData("""{"type":"addDeck","deck":"d","title":"t","pages":1}""")] // Only the gateway itself adds decks.
    public async Task A_command_that_is_none_is_answered_by_its_counter_and_the_connection_goes_on(string command)
    {
        var (connection, _) = await RawConnection.FollowAsync(shared.Teacher, shared.Lesson, "malformed");
        using var _1 = connection;

        await connection.SendTextAsync($$"""{"type":1,"target":"Send","arguments":[{"counter":5,"command":{{command}}}]}""");

        var answer = await connection.NextAsync("Answered");
        Assert.Equal((5, "commandInvalid"), (answer["counter"]!.GetValue<long>(), answer["refusal"]!.GetValue<string>()));
        Assert.Equal("lessonNotLive", (await connection.AskAsync(6, "raiseHand"))["refusal"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_command_over_16_kilobytes_is_refused_and_a_message_over_32_closes()
    {
        var (connection, _) = await RawConnection.FollowAsync(shared.Teacher, shared.Lesson, "large");
        using var _1 = connection;

        Assert.Equal("commandTooLarge", (await connection.AskAsync(1, "postMessage", ("text", new string('a', 16 * 1024))))["refusal"]!.GetValue<string>());
        await connection.SendTextAsync(new string('a', 33 * 1024));
        Assert.Equal("protocolError", (await connection.ClosedAsync())!["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_text_of_5000_characters_of_any_script_fits_when_it_is_not_escaped_and_the_last_counter_is_taken()
    {
        var (connection, _) = await RawConnection.FollowAsync(shared.Teacher, shared.Lesson, "plain");
        using var _1 = connection;
        var text = string.Concat(Enumerable.Repeat("課", 5_000));
        var escaped = string.Concat(Enumerable.Repeat("\\u8ab2", 5_000));

        Assert.Equal("commandTooLarge", await RefusalAsync(1, escaped));
        Assert.Equal("lessonNotLive", await RefusalAsync(9_007_199_254_740_991, text)); // It reached the lesson, which has not started.

        async Task<string> RefusalAsync(long counter, string written)
        {
            await connection.SendTextAsync($$$"""{"type":1,"target":"Send","arguments":[{"counter":{{{counter}}},"command":{"type":"postMessage","text":"{{{written}}}"}}]}""");
            var answer = await connection.NextAsync("Answered");
            Assert.Equal(counter, answer["counter"]!.GetValue<long>());
            return answer["refusal"]!.GetValue<string>();
        }
    }

    [Fact]
    public async Task A_message_without_end_is_not_buffered_for_ever()
    {
        var (connection, _) = await RawConnection.FollowAsync(shared.Teacher, shared.Lesson, "endless");
        using var _1 = connection;
        for (var part = 0; part < 40; part++)
        {
            await connection.SendBytesAsync(Encoding.ASCII.GetBytes(new string('a', 1024)), end: false);
        }

        Assert.Equal("protocolError", (await connection.ClosedAsync())!["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_message_cut_into_single_bytes_is_understood()
    {
        var (connection, _) = await RawConnection.FollowAsync(shared.Teacher, shared.Lesson, "dripping");
        using var _1 = connection;
        foreach (var value in Encoding.UTF8.GetBytes("""{"type":1,"target":"Send","arguments":[{"counter":9,"command":{"type":"raiseHand"}}]}""" + "\u001e"))
        {
            await connection.SendBytesAsync([value], end: false);
        }

        Assert.Equal(9, (await connection.NextAsync("Answered"))["counter"]!.GetValue<long>());
    }

    [Fact]
    public async Task Talking_before_following_and_not_following_at_all_close()
    {
        using var early = await RawConnection.ConnectAsync(shared.Teacher, shared.Lesson, "early");
        await early.SendAsync(1, new JsonObject { ["type"] = "raiseHand" });
        Assert.Equal("protocolError", (await early.ClosedAsync())!["code"]!.GetValue<string>());

        using var silent = await RawConnection.ConnectAsync(shared.Teacher, shared.Lesson, "silent");
        Assert.Equal("timedOut", (await silent.ClosedAsync())!["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_flood_of_messages_closes()
    {
        var (connection, _) = await RawConnection.FollowAsync(shared.Teacher, shared.Lesson, "flood");
        using var _1 = connection;
        var flood = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"type\":1,\"target\":\"Heartbeat\",\"arguments\":[{\"sequence\":0}]}\u001e", 50)));
        for (var part = 0; part < 40; part++)
        {
            await connection.SendBytesAsync(flood);
        }

        Assert.Equal("protocolError", (await connection.ClosedAsync())!["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_ticket_opens_one_connection_once_and_only_here()
    {
        var address = await RawConnection.AddressAsync(shared.Teacher, shared.Lesson, "once");
        using var first = await RawConnection.OpenAsync(address);

        Assert.Equal(HttpStatusCode.Unauthorized, await RefusedAsync(address));
        Assert.Equal(HttpStatusCode.Unauthorized, await RefusedAsync(new UriBuilder(address) { Query = "" }.Uri));
        Assert.Equal(HttpStatusCode.Unauthorized, await RefusedAsync(new UriBuilder(address) { Query = "ticket=" + new string('a', 3_000) }.Uri));
        Assert.Equal(HttpStatusCode.Unauthorized, await RefusedAsync(new UriBuilder(address) { Query = "ticket=a&ticket=b" }.Uri));
    }

    [Fact]
    public async Task A_page_of_another_site_opens_nothing()
    {
        var address = await RawConnection.AddressAsync(shared.Teacher, shared.Lesson, "elsewhere");

        Assert.Equal(HttpStatusCode.Forbidden, await RefusedAsync(address, "https://evil.example"));
        Assert.Equal(HttpStatusCode.Forbidden, await RefusedAsync(address, "null"));
        using var own = await RawConnection.OpenAsync(address); // The ticket was not spent by that.
    }

    [Theory]
    [InlineData("""{"protocol":"messagepack","version":1}""")]
    [InlineData("""{"protocol":"json","version":99}""")]
    [InlineData("""{"protocol":7}""")]
    [InlineData("nonsense")]
    public async Task A_wrong_handshake_ends_the_connection(string handshake)
    {
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(await RawConnection.AddressAsync(shared.Teacher, shared.Lesson, "handshake"), Stop);
        await socket.SendAsync(Encoding.UTF8.GetBytes(handshake + "\u001e"), WebSocketMessageType.Text, true, Stop);

        var buffer = new byte[1024];
        while (socket.State == WebSocketState.Open)
        {
            await socket.ReceiveAsync(buffer, Stop);
        }

        Assert.NotEqual(WebSocketState.Open, socket.State);
    }

    [Fact]
    public async Task The_hub_answers_nothing_but_web_sockets()
    {
        using var stranger = shared.Node.Stranger();
        foreach (var path in new[] { "/hubs/lesson", "/hubs/lesson/negotiate", "/hubs/lesson/x" })
        {
            using var response = await stranger.GetAsync(new Uri(path, UriKind.Relative), Stop);
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            Assert.Contains("webSocketRequired", await response.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        }
    }

    private static async Task<HttpStatusCode> RefusedAsync(Uri address, string? origin = null)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        if (origin is not null)
        {
            socket.Options.SetRequestHeader("Origin", origin);
        }

        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(address, Stop));
        return socket.HttpStatusCode;
    }
}
