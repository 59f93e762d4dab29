using System.Collections.Immutable;
using HdrHistogram;

namespace Classroom.Rehearsal.Checking;

/// <summary>What a history shows.</summary>
/// <param name="Faults">Broken rules, those of the log and of commands first.</param>
/// <param name="Acked">Commands that were accepted.</param>
/// <param name="Unchanged">Commands that had nothing to do.</param>
/// <param name="Refused">Commands that were refused for good.</param>
/// <param name="Unknown">Commands whose end nobody was told: no fault, whatever became of them.</param>
/// <param name="Delivered">Entries that came to clients.</param>
/// <param name="Expected">Entries that should have.</param>
/// <param name="Latencies">From the sending of a command to its delivery at each other client, in microseconds.</param>
internal sealed record Verdict(
    ImmutableArray<Fault> Faults, int Acked, int Unchanged, int Refused, int Unknown, int Delivered, int Expected, LongHistogram Latencies)
{
    private const long LatencyMaxUs = 3_600_000_000;

    public int Lost => Count(FaultKind.AcceptedNotLogged, FaultKind.NotDelivered);

    public int Duplicated => Count(FaultKind.DoneTwice, FaultKind.DeliveredTwice);

    public int Reordered => Count(FaultKind.DeliveredOutOfOrder, FaultKind.OutOfRealTime);

    public int Leaked => Count(FaultKind.Leaked);

    /// <summary>Judges a history. Pure.</summary>
    public static Verdict Of(History history)
    {
        var log = new LogIndex(history.Log);
        var commands = new CommandRules(log);
        var streams = history.Clients.Select(client => new StreamRules(log, client)).ToList();
        ImmutableArray<Fault> faults = [.. LogRules.Find(history.Log), .. commands.Find(history.Clients), .. BallotRules.Find(history), .. streams.SelectMany(stream => stream.Find()), .. new PresenceRules(history).Find()];
        return new Verdict(
            faults, commands.Acked, commands.Unchanged, commands.Refused, commands.Unknown,
            streams.Sum(stream => stream.Delivered), streams.Sum(stream => stream.Expected), Measure(history, commands.All));
    }

    private static LongHistogram Measure(History history, IReadOnlyList<CommandRules.Accepted> accepted)
    {
        var histogram = new LongHistogram(LatencyMaxUs, numberOfSignificantValueDigits: 3);
        var sent = accepted.GroupBy(command => command.Sequence).ToDictionary(group => group.Key, group => group.First());
        foreach (var client in history.Clients)
        {
            foreach (var (atUs, range) in client.Steps.OfType<Received>())
            {
                foreach (var entry in range.Entries)
                {
                    if (sent.TryGetValue(entry.Sequence, out var command) && command.Client != client)
                    {
                        histogram.RecordValue(Math.Clamp(atUs - command.SentUs, 0, LatencyMaxUs));
                    }
                }
            }
        }

        return histogram;
    }

    private int Count(params ReadOnlySpan<FaultKind> kinds)
    {
        var count = 0;
        foreach (var fault in Faults)
        {
            count += kinds.Contains(fault.Kind) ? 1 : 0;
        }

        return count;
    }
}
