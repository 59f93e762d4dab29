using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Classroom.SingleNode.Tests.Nodes;

/// <summary>Requests that cannot be read are the sender's mistake, and are told so: never an error of ours.</summary>
public sealed class MalformedRequestTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_cannot_be_read_is_answered_with_its_kind_of_mistake()
    {
        await using var node = await RunningNode.StartAsync();
        using var office = await node.OfficeAsync();
        (string Path, string Type, string Body, HttpStatusCode Status, string Code)[] requests =
        [
            ("/api/v1/session", "application/json; charset=nobody-knows", "{}", HttpStatusCode.UnsupportedMediaType, "unsupportedMediaType"),
            ("/api/v1/session", "application/json", new string('[', 1_000), HttpStatusCode.BadRequest, "malformed"),
            ("/api/v1/rosters", "multipart/form-data; boundary=x", "no form", HttpStatusCode.BadRequest, "malformed"),
            ("/api/v1/rosters", "multipart/form-data; boundary=" + new string('x', 5_000), "no form", HttpStatusCode.BadRequest, "malformed"),
            ("/api/v1/rosters", "multipart/form-data; boundary=x", "--x\r\nA: " + new string('b', 20_000) + "\r\n\r\n", HttpStatusCode.BadRequest, "malformed"),
            ("/api/v1/rosters", "multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=f; filename=f\r\n\r\nPK", HttpStatusCode.BadRequest, "malformed"),
        ];

        foreach (var (path, type, body, status, code) in requests)
        {
            using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
            using var response = await office.Http.PostAsync(path, content, Stop);
            Assert.Equal(
                (type, status, code),
                (type, response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(Stop))!["code"]!.GetValue<string>()));
        }
    }
}
