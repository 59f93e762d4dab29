using Classroom.Contracts.Rosters;
using Classroom.Gateway.Identity.Passwords;
using Classroom.Gateway.Rosters;
using Classroom.Ports.Rosters;
using Classroom.SingleNode.Control;
using Classroom.Storage.Backup;

namespace Classroom.SingleNode.Hosting;

/// <summary>One run of the node in this process.</summary>
internal sealed class HostedNode : INode
{
    private readonly WebApplication _app;
    private readonly NodeSettings _settings;
    private readonly NodePurpose _purpose;
    private readonly TaskCompletionSource _stopping = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private HostedNode(WebApplication app, NodeSettings settings, NodePurpose purpose)
    {
        _app = app;
        _settings = settings;
        _purpose = purpose;
        app.Lifetime.ApplicationStopping.Register(_stopping.SetResult);
    }

    public string Address => _app.Urls.First();

    public Task Stopping => _stopping.Task;

    public IServiceProvider Services => _app.Services;

    /// <summary>Starts it, and if it serves, prepares new data and tells whoever started it how to go on.</summary>
    /// <param name="settings">Where it listens, where its data are.</param>
    /// <param name="configuration">Further settings, <c>--Section:Name=value</c>.</param>
    /// <param name="data">Held by this process.</param>
    /// <param name="purpose">Whom it is for.</param>
    /// <param name="output">Where to tell.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    public static async Task<INode> StartAsync(
        NodeSettings settings, string[] configuration, DataFolder data, NodePurpose purpose, TextWriter output, CancellationToken cancellationToken)
    {
        if (purpose == NodePurpose.Service)
        {
            ListenAddresses.Check(settings.Urls);
        }

        var app = NodeConfiguration.Checked(() => purpose == NodePurpose.Service
            ? Node.Build(settings, data, configuration)
            : Node.Build(settings with { Urls = "http://127.0.0.1:0", MakesDemo = false }, data, [.. configuration, "--Logging:LogLevel:Classroom=Warning"]));
        try
        {
            await app.StartAsync(cancellationToken);
            if (purpose == NodePurpose.Service)
            {
                await app.Services.GetRequiredService<Welcome>().PrintAsync([.. app.Urls], output, cancellationToken);
            }

            return new HostedNode(app, settings, purpose);
        }
        catch
        {
            await app.StopAsync(CancellationToken.None); // What did start ends in good order.
            await app.DisposeAsync();
            throw;
        }
    }

    public async Task<RosterReport> ImportAsync(Stream archive, IProgress<RosterProgress> progress, CancellationToken cancellationToken)
    {
        var report = await Services.GetRequiredService<RosterImports>().ImportAsync(archive, RosterScope.Node(), actor: null, progress, cancellationToken);
        if (_purpose == NodePurpose.Command && report.Outcome != RosterOutcome.Refused)
        {
            // These are real data now: the first start that serves must not add a demo school to them.
            await Services.GetRequiredService<Welcome>().PrintAsync([.. _app.Urls], TextWriter.Null, CancellationToken.None);
        }

        return report;
    }

    public async Task<RecoveryLink> RecoverAdministratorAsync(CancellationToken cancellationToken)
    {
        var invitation = await Services.GetRequiredService<AdministratorSetup>().RecoverAsync(cancellationToken);
        string[] urls = _purpose == NodePurpose.Service ? [.. _app.Urls] : _settings.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new(NodeSettings.PageOf(urls) + invitation.Path, invitation.ExpiresAt);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
