using System.Text;
using Classroom.Contracts.Hub;
using Classroom.Contracts.Json;
using Classroom.Contracts.Lessons;
using Classroom.Domain.Lessons;

namespace Classroom.Rehearsal.Checking;

/// <summary>Rules about what one client was sent: everything it may see, nothing else, once, in order, as it stands in the log.</summary>
internal sealed class StreamRules(LogIndex log, ClientHistory client)
{
    private readonly List<Fault> _faults = [];
    private readonly HashSet<long> _delivered = [];
    private long? _covered;
    private long _latest;
    private long _lessonEpoch;
    private long _entryEpoch;

    /// <summary>Entries that came, each counted once.</summary>
    public int Delivered => _delivered.Count;

    /// <summary>Entries that should have come.</summary>
    public int Expected { get; private set; }

    public IReadOnlyList<Fault> Find()
    {
        foreach (var step in client.Steps)
        {
            switch (step)
            {
                case Welcomed(_, var welcome):
                    Check(welcome);
                    break;
                case Received(_, var range):
                    Check(range);
                    break;
                case Viewed(_, var sequence, var view):
                    Compare("its own view", sequence, view);
                    break;
                case ReadBack(_, var range):
                    CheckReadBack(range);
                    break;
                default:
                    break; // The other steps are about commands.
            }
        }

        if (client.IsHereAtEnd && _covered != log.Log.Head)
        {
            Add(FaultKind.NotConverged, $"it holds {_covered?.ToString() ?? "nothing"}, the log ends at {log.Log.Head}");
        }

        return _faults;
    }

    private void Check(LessonWelcome welcome)
    {
        CheckEpoch(ref _lessonEpoch, welcome.Epoch);
        if (welcome.View is { } view)
        {
            if (welcome.Sequence < _covered)
            {
                Add(FaultKind.RangeGap, $"a welcome went back from {_covered} to {welcome.Sequence}");
            }

            Compare("a welcome", welcome.Sequence, view);
        }
        else if (welcome.Sequence != _covered)
        {
            Add(FaultKind.RangeGap, $"it was resumed after {welcome.Sequence} and held {_covered?.ToString() ?? "nothing"}");
        }

        _covered = welcome.Sequence;
        _latest = welcome.View is null ? _latest : 0;
    }

    private void Check(LessonEntries range)
    {
        CheckEpoch(ref _entryEpoch, range.Epoch);
        if (range.From != _covered + 1 || range.To < range.From)
        {
            Add(FaultKind.RangeGap, $"range {range.From} to {range.To} came after {_covered?.ToString() ?? "nothing"}");
        }

        foreach (var entry in range.Entries)
        {
            Check(entry, range);
        }

        foreach (var missed in log.Visible(range.From, range.To, client.Viewer))
        {
            Expected++;
            if (!range.Entries.Any(entry => entry.Sequence == missed.Sequence))
            {
                Add(FaultKind.NotDelivered, $"range {range.From} to {range.To} came without {Text(missed)}");
            }
        }

        _covered = range.To;
    }

    /// <summary>Reading the log shows what its reader may see now: for who was sent out and let back, also what passed meanwhile.</summary>
    private void CheckReadBack(LessonEntries range)
    {
        var visible = log.Readable(range.From, range.To, client.Viewer).ToDictionary(entry => entry.Sequence);
        foreach (var entry in range.Entries)
        {
            if (!visible.Remove(entry.Sequence, out var logged))
            {
                Add(log[entry.Sequence] is null ? FaultKind.DeliveredNotLogged : FaultKind.Leaked, $"reading gave {Text(entry)}");
            }
            else if (Json(entry) != Json(logged))
            {
                Add(FaultKind.TwoValues, $"reading gave {Text(entry)}, the log has {Text(logged)}");
            }
        }

        foreach (var missed in visible.Values)
        {
            Add(FaultKind.NotDelivered, $"reading {range.From} to {range.To} came without {Text(missed)}");
        }
    }

    private void Check(LessonEntry entry, LessonEntries range)
    {
        if (!_delivered.Add(entry.Sequence))
        {
            Add(FaultKind.DeliveredTwice, Text(entry));
        }
        else if (entry.Sequence < _latest || entry.Sequence < range.From || entry.Sequence > range.To)
        {
            Add(FaultKind.DeliveredOutOfOrder, $"{entry.Sequence} came after {_latest} in range {range.From} to {range.To}");
        }

        _latest = Math.Max(_latest, entry.Sequence);
        if (log[entry.Sequence] is not { } logged)
        {
            // What a teacher's log does not have may be something nobody should see.
            Add(log.Log.IsWhole || entry.Audience != Audience.Nobody ? FaultKind.DeliveredNotLogged : FaultKind.Leaked, Text(entry));
            return;
        }

        if (!Same(entry, logged))
        {
            Add(FaultKind.TwoValues, $"it got {Text(entry)}, the log has {Text(logged)}");
        }

        if (!log.MaySee(logged, client.Viewer))
        {
            Add(FaultKind.Leaked, Text(logged));
        }
    }

    // A welcome names the lesson's epoch, a range that of its last entry: each falls never, but the second lags behind the first.
    private void CheckEpoch(ref long latest, long epoch)
    {
        if (epoch < latest)
        {
            Add(FaultKind.EpochFell, $"from {latest} to {epoch}");
        }

        latest = Math.Max(latest, epoch);
    }

    private void Compare(string what, long sequence, LessonView view)
    {
        if (sequence > log.Log.Head)
        {
            Add(FaultKind.DeliveredNotLogged, $"{what} covers {sequence}, the log ends at {log.Log.Head}");
            return;
        }

        var expected = Json(log.ViewAt(sequence, client.Viewer));
        var actual = Json(log.Comparable(sequence, view));
        if (actual != expected)
        {
            var at = expected.Zip(actual).TakeWhile(pair => pair.First == pair.Second).Count();
            Add(FaultKind.ViewDiffers, $"{what} at {sequence} has …{Around(actual, at)}… where the log gives …{Around(expected, at)}…");
        }
    }

    // A deletion takes the content out of the log; who got it before got more than the log still has.
    private static bool Same(LessonEntry entry, LessonEntry logged) =>
        Json(entry) == Json(logged) || (logged.Event is MessageRedacted && Json(Redaction.Of(entry)) == Json(logged));

    private static string Around(string json, int at) => json.Substring(Math.Max(0, at - 60), Math.Min(160, json.Length - Math.Max(0, at - 60)));

    private static string Text(LessonEntry entry) => Json(entry) is { Length: > 300 } json ? json[..300] + "…" : Json(entry);

    private static string Json<T>(T value) => Encoding.UTF8.GetString(ProtocolJson.Encode(value));

    private void Add(FaultKind kind, string evidence) => _faults.Add(new Fault(kind, client.Name, evidence));
}
