using Classroom.SingleNode.Control;

namespace Classroom.SingleNode.Commands;

/// <summary><c>recover-administrator</c>: shows a link that makes a further administrator, also while the node runs.</summary>
internal static class RecoverCommand
{
    public const string Name = "recover-administrator";

    public static async Task<bool> RunAsync(INode node, Action<string> show, CancellationToken cancellationToken)
    {
        var link = await node.RecoverAdministratorAsync(cancellationToken);
        show($"This link makes a further administrator. It works once, until {link.ExpiresAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC, and is shown only now:");
        show($"  {link.Address}");
        show("It stands in the audit trail that it was asked for. Accounts that there are stay as they are.");
        return true;
    }
}
