using Classroom.Contracts.Rosters;
using Classroom.Storage.Backup;

namespace Classroom.SingleNode.Control;

/// <summary>One run of the node, from started to stopped. Disposing drains and stops it, and closes every file of the data folder.</summary>
internal interface INode : IAsyncDisposable
{
    /// <summary>Where its web page is.</summary>
    string Address { get; }

    /// <summary>Completes when the node was told to stop, by a signal for instance. It is not stopped before it is disposed.</summary>
    Task Stopping { get; }

    /// <summary>Brings a OneRoster archive into force, as an administrator of the node.</summary>
    Task<RosterReport> ImportAsync(Stream archive, IProgress<RosterProgress> progress, CancellationToken cancellationToken);

    /// <summary>A new link that makes a further administrator, once; it stands in the audit trail.</summary>
    Task<RecoveryLink> RecoverAdministratorAsync(CancellationToken cancellationToken);
}

/// <summary>A link that makes a further administrator.</summary>
/// <param name="Address">Where to open it; a secret.</param>
/// <param name="ExpiresAt">When it ends if not used.</param>
internal sealed record RecoveryLink(string Address, DateTimeOffset ExpiresAt)
{
    /// <summary>Says nothing of the address, so that no log can.</summary>
    public override string ToString() => nameof(RecoveryLink);
}

/// <summary>Starts the node; it is ready when the task completes.</summary>
/// <param name="data">Held by the caller, also beyond this run.</param>
/// <param name="purpose">Whom it is for.</param>
/// <param name="cancellationToken">Gives up the start.</param>
internal delegate Task<INode> StartNode(DataFolder data, NodePurpose purpose, CancellationToken cancellationToken);

/// <summary>Whom a run of the node is for.</summary>
internal enum NodePurpose
{
    /// <summary>Everybody: it listens where it is configured to, and makes the demo school if the data are new.</summary>
    Service,

    /// <summary>One command: it listens on a free port of this machine only, and makes nothing.</summary>
    Command,
}
