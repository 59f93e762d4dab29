using Classroom.Contracts.Ids;
using Classroom.Domain.Registers;

namespace Classroom.Rehearsal.Checking;

/// <summary>Rules about the register: it says that people were there when their own clients were connected, and at no other time.</summary>
/// <remarks>
/// Clients know when they asked to follow, when they were welcomed and when they lost the line. Between asking and the welcome
/// the register may count them as there or not: a node that is killed in between has counted some whom it never welcomed.
/// The register is made of the log by the same rules as the node's. Both clocks are brought together by the fastest delivery that was seen: an entry cannot come before it is written.
/// </remarks>
internal sealed class PresenceRules(History history)
{
    /// <summary>How long after the last proof an interval may end.</summary>
    public static readonly TimeSpan ProofMax = TimeSpan.FromSeconds(15);

    /// <summary>What clients and node may take to hear of each other, on a busy machine.</summary>
    public static readonly TimeSpan Slack = TimeSpan.FromSeconds(2);

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
            .SelectMany(person => Find(person.Key, [.. person.SelectMany(client => Connections(client, offset))], end));
    }

    private IEnumerable<Fault> Find(ParticipantId participant, List<Connection> connections, DateTimeOffset end)
    {
        var recorded = _book.People.TryGetValue(participant, out var record) ? record.Until(end) : [];
        var mayBe = connections.Select(line => new PresenceInterval(line.AskedAt - Slack, line.LostAt + ProofMax + Slack)).ToList();
        foreach (var false_ in recorded.SelectMany(interval => Without(interval, mayBe)))
        {
            yield return new Fault(FaultKind.RegisterFalse, $"register of {participant}", $"there from {false_.From:O} to {false_.To:O}, and connected on no device for {ProofMax.TotalSeconds} s before");
        }

        foreach (var line in connections)
        {
            var (from, to) = (line.WelcomedAt + Slack, Earlier(end, line.LostAt - ProofMax - Slack));
            foreach (var missing in from < to ? Without(new(from.Value, to), recorded) : [])
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

    /// <summary>A client's connections: each until the line was lost or left, or the history ends.</summary>
    private static IEnumerable<Connection> Connections(ClientHistory client, TimeSpan offset)
    {
        Connection? open = null;
        foreach (var step in client.Steps)
        {
            var at = DateTimeOffset.UnixEpoch + TimeSpan.FromMicroseconds(step.AtUs) + offset;
            if (step is Followed)
            {
                if (open is not null)
                {
                    yield return open with { LostAt = at };
                }

                open = new(at, null, at);
            }
            else if (step is Welcomed)
            {
                open = open is null ? null : open with { WelcomedAt = open.WelcomedAt ?? at };
            }
            else if (open is not null && step is Became became && !became.State.StartsWith("Live ", StringComparison.Ordinal))
            {
                yield return open with { LostAt = at };
                open = null;
            }
        }

        if (open is not null)
        {
            yield return open with { LostAt = DateTimeOffset.UnixEpoch + TimeSpan.FromMicroseconds(client.Steps[^1].AtUs) + offset };
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

    /// <summary>One connection of a client.</summary>
    /// <param name="AskedAt">When it asked to follow.</param>
    /// <param name="WelcomedAt">When it was first welcomed; none if it was lost before.</param>
    /// <param name="LostAt">When the client knew that it was lost.</param>
    private sealed record Connection(DateTimeOffset AskedAt, DateTimeOffset? WelcomedAt, DateTimeOffset LostAt);
}
