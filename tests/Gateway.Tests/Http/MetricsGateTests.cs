using System.Net;
using Classroom.Gateway.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Classroom.Gateway.Tests.Http;

/// <summary>Who may read the figures.</summary>
public sealed class MetricsGateTests
{
    [Theory]
    [InlineData("127.0.0.1", "localhost:8080", null, true)]
    [InlineData("127.8.9.1", "127.0.0.1", null, true)]
    [InlineData("::1", "[::1]:8080", null, true)]
    [InlineData("::ffff:127.0.0.1", "localhost", null, true)]
    [InlineData("127.0.0.1", "classroom.example.org", null, false)] // A proxy of this machine, that sends on the name.
    [InlineData("127.0.0.1", "127.0.0.1.example.org", null, false)]
    [InlineData("127.0.0.1", "localhost", "X-Forwarded-For", false)] // One that says whom it speaks for.
    [InlineData("127.0.0.1", "localhost", "forwarded", false)]
    [InlineData("127.0.0.1", "localhost", "Via", false)]
    [InlineData("203.0.113.7", "localhost", null, false)]
    [InlineData("10.1.9.9", "localhost", null, false)]
    [InlineData("10.1.2.3", "classroom.example.org", null, true)]
    [InlineData("::ffff:10.1.2.3", "classroom.example.org", null, true)]
    [InlineData("10.1.2.3", "classroom.example.org", "X-Forwarded-For", false)]
    [InlineData("2001:db8::5", "classroom.example.org", null, true)]
    [InlineData("2001:db8::6", "classroom.example.org", null, false)]
    [InlineData(null, "localhost", null, false)]
    public async Task The_figures_are_there_for_this_machine_and_named_networks(string? from, string host, string? header, bool allowed)
    {
        Assert.Equal(allowed, await ReachesAsync("/metrics", from, host, header));
        Assert.Equal(allowed, await ReachesAsync("/Metrics/x", from, host, header));
        Assert.True(await ReachesAsync("/metricsx", from, host, header));
        Assert.True(await ReachesAsync("/health/live", from, host, header));
    }

    [Theory]
    [InlineData("10.1.0.0/16", true)]
    [InlineData("10.1.2.3", true)]
    [InlineData("2001:db8::/32", true)]
    [InlineData("10.1.0.0/33", false)]
    [InlineData("prometheus.example.org", false)]
    [InlineData("", false)]
    public void A_network_that_is_none_stops_the_start(string network, bool good)
    {
        var result = new MetricsOptionsValidator().Validate(null, new MetricsOptions { Networks = [network] });

        Assert.Equal(good, result.Succeeded);
        Assert.True(good || result.FailureMessage!.Contains($"'{network}' is no network", StringComparison.Ordinal));
    }

    private static async Task<bool> ReachesAsync(string path, string? from, string host, string? header)
    {
        var reached = false;
        var options = Options.Create(new MetricsOptions { Networks = ["10.1.2.0/24", "2001:db8::5"] });
        var context = new DefaultHttpContext();
        context.Request.Path = path;
        context.Request.Host = new(host);
        context.Connection.RemoteIpAddress = from is null ? null : IPAddress.Parse(from);
        if (header is not null)
        {
            context.Request.Headers[header] = "203.0.113.7";
        }

        await new MetricsGate(_ => { reached = true; return Task.CompletedTask; }, options).InvokeAsync(context);

        Assert.Equal(reached ? 200 : 404, context.Response.StatusCode);
        return reached;
    }
}
