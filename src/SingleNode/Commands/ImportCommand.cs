using Classroom.Contracts.Rosters;
using Classroom.SingleNode.Control;

namespace Classroom.SingleNode.Commands;

/// <summary><c>import FILE</c>: brings a OneRoster zip into force, also while the node runs.</summary>
internal static class ImportCommand
{
    public const string Name = "import";

    public static async Task<bool> RunAsync(INode node, string file, Action<string> show, CancellationToken cancellationToken)
    {
        await using var archive = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 128 * 1024, useAsync: true);
        var report = await node.ImportAsync(archive, new Shown(show), cancellationToken);
        foreach (var line in RosterReportText.Lines(report))
        {
            show(line);
        }

        return report.Outcome != RosterOutcome.Refused;
    }

    /// <summary>Shows each phase and file once: not <see cref="Progress{T}"/>, which would show them late and out of order.</summary>
    private sealed class Shown(Action<string> show) : IProgress<RosterProgress>
    {
        private RosterProgress? _last;

        public void Report(RosterProgress value)
        {
            if (value.Phase != RosterPhase.Done && (value.Phase, value.File) != (_last?.Phase, _last?.File))
            {
                show($"{value.Phase}{(value.File is null ? "" : $" {value.File}")} …");
            }

            _last = value;
        }
    }
}
