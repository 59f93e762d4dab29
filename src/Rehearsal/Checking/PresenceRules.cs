using Classroom.Contracts.Ids;
using Classroom.Domain.Registers;

namespace Classroom.Rehearsal.Checking;

/// <summary>Rules about the register: it says that people were there when their own clients were connected, and at no other time.</summary>
/// <remarks>
/// Clients know when they were welcomed and when they lost the line; the register is made of the log by the same rules as the
/// node's. Both clocks are brought together by the fastest delivery that was seen: an entry cannot come before it is written.
/// </remarks>
internal sealed class PresenceRules(History history)
{
    /// <summary>How long after the last proof an interval may end.</summary>
    public static readonly TimeSpan ProofMax = TimeSpan.FromSeconds(15);

    /// <summary>What clients and node may take to hear of each other, on a busy machine.</summary>
    public static readonly TimeSpan Slack = TimeSpan.FromSeconds(2);

    /// <summary>How long after a node counts a client as here that may be welcomed, on a busy machine.</summary>
    public static readonly TimeSpan WelcomeMax = TimeSpan.FromSeconds(5);

    private readonly RegisterBook _book = history.Log.Entries.OrderBy(entry => entry.Sequence).DistinctBy(entry => entry.Sequence)
        .Aggregate(RegisterBook.Initial, (book, entry) => book.Apply(entry));

    public IEnumerable<Fault> Find()
    {
        if (ClockOffset() is not { } offset || history.Log.Entries.IsEmpty)
        {
            return [];
        }

        var end = history.Log.Entries[^1].At;
        return history.Clients
            .GroupBy(client => client.Viewer.Participant)
            .SelectMany(person => Find(person.Key, [.. person.SelectMany(client => Connected(client, offset))], end));
    }

    private IEnumerable<Fault> Find(ParticipantId participant, List<PresenceInterval> connected, DateTimeOffset end)
    {
        var recorded = _book.People.TryGetValue(participant, out var record) ? record.Until(end) : [];
        var mayBe = connected.Select(span => new PresenceInterval(span.From - WelcomeMax, span.To + ProofMax + Slack)).ToList();
        foreach (var false_ in recorded.SelectMany(interval => Without(interval, mayBe)))
        {
            yield return new Fault(FaultKind.RegisterFalse, $"register of {participant}", $"there from {false_.From:O} to {false_.To:O}, and connected on no device for {ProofMax.TotalSeconds} s before");
        }

        foreach (var span in connected.Where(span => span.To - ProofMax - Slack > span.From + Slack))
        {
            foreach (var missing in Without(new(span.From + Slack, Earlier(end, span.To - ProofMax - Slack)), recorded))
            {
                yield return new Fault(FaultKind.RegisterMissing, $"register of {participant}", $"not there from {missing.From:O} to {missing.To:O}, and connected all the while");
            }
        }
    }

    /// <summary>Log time minus client time.</summary>
    private TimeSpan? ClockOffset()
    {
        var seen =
            from client in history.Clients
            from step in client.Steps.OfType<Received>()
            from entry in step.Entries.Entries
            select entry.At - DateTimeOffset.UnixEpoch - TimeSpan.FromMicroseconds(step.AtUs);
        return seen.Select(offset => (TimeSpan?)offset).Max();
    }

    /// <summary>When a client was in the lesson: from each welcome until the line was lost or left, or the history ends.</summary>
    private static IEnumerable<PresenceInterval> Connected(ClientHistory client, TimeSpan offset)
    {
        DateTimeOffset? since = null;
        foreach (var step in client.Steps)
        {
            var at = DateTimeOffset.UnixEpoch + TimeSpan.FromMicroseconds(step.AtUs) + offset;
            if (step is Welcomed)
            {
                since ??= at;
            }
            else if (since is { } from && step is Became became && !became.State.StartsWith("Live ", StringComparison.Ordinal))
            {
                yield return new(from, at);
                since = null;
            }
        }

        if (since is { } still)
        {
            yield return new(still, DateTimeOffset.UnixEpoch + TimeSpan.FromMicroseconds(client.Steps[^1].AtUs) + offset);
        }
    }

    /// <summary>What is left of an interval once others are taken out of it.</summary>
    private static List<PresenceInterval> Without(PresenceInterval whole, IReadOnlyList<PresenceInterval> others)
    {
        var (left, from) = (new List<PresenceInterval>(), whole.From);
        foreach (var other in others.OrderBy(other => other.From).Where(other => other.To > whole.From && other.From < whole.To))
        {
            if (other.From > from)
            {
                left.Add(new(from, other.From));
            }

            from = other.To > from ? other.To : from;
        }

        if (from < whole.To)
        {
            left.Add(new(from, whole.To));
        }

        return left;
    }

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
