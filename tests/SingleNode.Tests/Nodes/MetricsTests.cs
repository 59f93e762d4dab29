using System.Net;

namespace Classroom.SingleNode.Tests.Nodes;

/// <summary>The figures of a whole node.</summary>
public sealed class MetricsTests(SharedNode shared) : IClassFixture<SharedNode>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task They_are_read_on_this_machine_and_look_absent_through_a_proxy()
    {
        using var stranger = shared.Node.Stranger();
        Assert.Contains("classroom_identity_sign_ins", await stranger.GetStringAsync(new Uri("/metrics", UriKind.Relative), Stop), StringComparison.Ordinal);

        using var proxied = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        proxied.Headers.Host = "classroom.example.org";
        using var refused = await stranger.SendAsync(proxied, Stop);
        using var absent = await stranger.GetAsync(new Uri("/api/v1/nothing", UriKind.Relative), Stop);

        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        Assert.Equal(await absent.Content.ReadAsStringAsync(Stop), await refused.Content.ReadAsStringAsync(Stop));
    }
}
