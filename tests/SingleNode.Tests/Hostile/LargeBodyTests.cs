using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Classroom.SingleNode.Tests.Nodes;

namespace Classroom.SingleNode.Tests.Hostile;

/// <summary>Bodies far over their limit, over real sockets: whoever sends all before reading is still told why.</summary>
/// <remarks>Seen to fail, with a broken pipe, without the middleware that takes in what is still sent.</remarks>
public sealed class LargeBodyTests : IAsyncLifetime
{
    private const int Large = 24 * 1024 * 1024; // More than the buffers of both ends hold.

    private RunningNode _node = null!;
    private Person _teacher = null!;
    private string _decks = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _node = await RunningNode.StartAsync("--Gateway:Decks:BytesMax=1048576");
        _teacher = await _node.TeacherAsync();
        _decks = $"/api/v1/lessons/{await _node.PlanAsync(_teacher)}/decks?title=t&pages=1";
    }

    public async ValueTask DisposeAsync()
    {
        _teacher.Dispose();
        await _node.DisposeAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_over_large_deck_is_answered_413(bool saysItsLength)
    {
        Assert.Equal((413, "tooLarge"), await PostAsync(_teacher.Http, _decks, "application/pdf", saysItsLength));
        Assert.Equal((413, "tooLarge"), await PostAsync(_teacher.Http, _decks, "application/pdf", saysItsLength)); // The connection, or another, is good.
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_deck_of_somebody_whose_session_ended_is_answered_401(bool saysItsLength)
    {
        using var stranger = _node.Stranger();
        stranger.DefaultRequestHeaders.Authorization = new("Bearer", "ended");

        Assert.Equal((401, "signInRequired"), await PostAsync(stranger, _decks, "application/pdf", saysItsLength));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_deck_of_no_known_format_is_answered_415(bool saysItsLength) =>
        Assert.Equal((415, "deckFormatUnknown"), await PostAsync(_teacher.Http, _decks, "application/pdf", saysItsLength, "MZ", 1024 * 1024));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_that_is_far_too_long_for_a_form_is_answered_413(bool saysItsLength)
    {
        var body = $"{{\"device\":\"{new string('a', 1024 * 1024)}";
        string[] paths = ["/api/v1/session", _decks.Replace("/decks?title=t&pages=1", "/join", StringComparison.Ordinal)];
        foreach (var path in paths)
        {
            for (var tries = 0; tries < 3; tries++) // Whether a broken pipe is noticed before the answer is read, is chance.
            {
                Assert.Equal((413, "tooLarge"), await PostAsync(_teacher.Http, path, "application/json", saysItsLength, body));
            }
        }
    }

    private static async Task<(int, string?)> PostAsync(HttpClient client, string path, string type, bool saysItsLength, string head = "%PDF-1.7", int length = Large)
    {
        var bytes = new byte[length];
        System.Text.Encoding.ASCII.GetBytes(head, bytes);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        request.Headers.TransferEncodingChunked = !saysItsLength;
        using var response = await client.SendAsync(request, Stop).WaitAsync(TimeSpan.FromSeconds(60), Stop);
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(Stop))!["code"]?.GetValue<string>());
    }
}
