using System.Net;
using System.Net.Http.Json;

namespace Classroom.SingleNode.Tests.Nodes;

/// <summary>What a request says of who forwarded it counts if a known proxy says it, and never else.</summary>
public sealed class ProxyTests
{
    private const int TriesMax = 3;
    private const string FewTries = "--Identity:Limits:AddressBurstMax=3";
    private const string SlowRefill = "--Identity:Limits:AddressRatePerSecond=1";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("--Gateway:Proxies:HopsMax=1")]
    [InlineData("--Gateway:Proxies:KnownProxies:0=192.0.2.1")]
    [InlineData("--Gateway:Proxies:KnownNetworks:0=192.0.2.0/24")]
    [InlineData("--ForwardedHeaders_Enabled=true")]
    public async Task Nobody_but_a_known_proxy_says_where_a_client_is(string setting)
    {
        await using var node = await RunningNode.StartAsync(FewTries, SlowRefill, setting);

        Assert.Equal(HttpStatusCode.TooManyRequests, await LastOfManyAsync(node, number => $"203.0.113.{number}"));
        Assert.DoesNotContain("Strict-Transport-Security", await HeadersAsync(node), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--Gateway:Proxies:KnownProxies:0=127.0.0.1")]
    [InlineData("--Gateway:Proxies:KnownNetworks:0=127.0.0.0/8")]
    public async Task A_known_proxy_says_where_a_client_is(string setting)
    {
        await using var node = await RunningNode.StartAsync(FewTries, SlowRefill, setting);

        Assert.Equal(HttpStatusCode.Unauthorized, await LastOfManyAsync(node, number => $"203.0.113.{number}"));
        Assert.Contains("Strict-Transport-Security", await HeadersAsync(node), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_client_told_its_proxy_does_not_count()
    {
        await using var node = await RunningNode.StartAsync(FewTries, SlowRefill, "--Gateway:Proxies:KnownProxies:0=127.0.0.1");

        Assert.Equal(HttpStatusCode.TooManyRequests, await LastOfManyAsync(node, number => $"203.0.113.{number}, 203.0.113.250"));
    }

    /// <summary>Signs in wrongly, more often than one address may within the second or two that this takes.</summary>
    private static async Task<HttpStatusCode> LastOfManyAsync(RunningNode node, Func<int, string> forwardedFor)
    {
        using var stranger = node.Stranger();
        stranger.DefaultRequestHeaders.Add("X-Classroom", "test");
        var last = HttpStatusCode.OK;
        for (var number = 1; number <= TriesMax * 10 && last != HttpStatusCode.TooManyRequests; number++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/session")
            {
                Content = JsonContent.Create(new { type = "code", school = "alpha", code = "0000-0000-0000" }),
                Headers = { { "X-Forwarded-For", forwardedFor(number) } },
            };
            using var response = await stranger.SendAsync(request, Stop);
            last = response.StatusCode;
        }

        return last;
    }

    private static async Task<string> HeadersAsync(RunningNode node)
    {
        using var stranger = node.Stranger();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health/live") { Headers = { { "X-Forwarded-Proto", "https" } } };
        using var response = await stranger.SendAsync(request, Stop);
        return response.Headers.ToString();
    }
}
