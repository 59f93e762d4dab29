using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Classroom.SingleNode.Tests.Nodes;

namespace Classroom.SingleNode.Tests.Hostile;

/// <summary>Rosters over the limit of the node, which is a setting: told by a report, and refused only if they are far over it.</summary>
/// <remarks>Seen to fail with a constant for the largest request, whatever the setting.</remarks>
public sealed class LargeRosterTests : IAsyncLifetime
{
    private const int ArchiveBytesMax = 1024 * 1024;
    private const int FormBytesMax = 1024 * 1024;

    private RunningNode _node = null!;
    private Person _office = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _node = await RunningNode.StartAsync($"--OneRoster:ArchiveBytesMax={ArchiveBytesMax}");
        _office = await _node.OfficeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _office.Dispose();
        await _node.DisposeAsync();
    }

    [Theory]
    [InlineData(ArchiveBytesMax + 1)]
    [InlineData((2 * ArchiveBytesMax) + FormBytesMax)]
    public async Task An_archive_that_is_too_large_is_told_by_a_report(int length) =>
        Assert.Equal("archiveTooLarge", (await PostAsync(length)).Body["faults"]![0]!["code"]!.GetValue<string>());

    [Fact]
    public async Task A_request_that_is_far_too_large_is_answered_413()
    {
        var (status, body) = await PostAsync((2 * ArchiveBytesMax) + FormBytesMax + 1);

        Assert.Equal((413, "tooLarge"), (status, body["code"]!.GetValue<string>()));
    }

    private async Task<(int Status, JsonNode Body)> PostAsync(int length)
    {
        using var content = new ByteArrayContent(new byte[length]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/zip");
        using var response = await _office.Http.PostAsync(new Uri("/api/v1/rosters", UriKind.Relative), content, Stop).WaitAsync(TimeSpan.FromSeconds(60), Stop);
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(Stop))!);
    }
}
