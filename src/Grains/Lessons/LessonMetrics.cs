using System.Diagnostics.Metrics;
using Classroom.Contracts.Json;
using Classroom.Contracts.Lessons;

namespace Classroom.Grains.Lessons;

/// <summary>What a silo counts about its lessons: meter <c>Classroom.Lessons</c>.</summary>
internal sealed class LessonMetrics
{
    public const string MeterName = "Classroom.Lessons";

    private readonly Counter<long> _accepted;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _fenced;
    private readonly Counter<long> _unknown;
    private readonly Counter<long> _damaged;
    private readonly Counter<long> _ringMisses;
    private readonly Counter<long> _pumpDrops;
    private readonly Counter<long> _presenceExpired;
    private readonly Counter<long> _signalsDropped;
    private readonly Counter<long> _plansUnwritten;
    private readonly Counter<long> _settingsUnread;
    private readonly Histogram<double> _commit;
    private readonly Histogram<int> _commitLessons;
    private readonly Histogram<int> _commitEntries;
    private readonly Histogram<double> _push;
    private readonly Histogram<long> _pushLag;
    private readonly UpDownCounter<long> _queue;
    private readonly UpDownCounter<long> _pending;
    private readonly UpDownCounter<long> _live;

    public LessonMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _accepted = meter.CreateCounter<long>("classroom.lessons.commands.accepted", "{command}", "Commands that are durable and answered.");
        _refused = meter.CreateCounter<long>("classroom.lessons.commands.refused", "{command}", "Commands that were refused, by code.");
        _fenced = meter.CreateCounter<long>("classroom.lessons.batches.fenced", "{batch}", "Batches refused by the log because another activation took over.");
        _unknown = meter.CreateCounter<long>("classroom.lessons.batches.unknown", "{batch}", "Batches of which nobody knows whether they were written.");
        _damaged = meter.CreateCounter<long>("classroom.lessons.logs.damaged", "{opening}", "Openings of a lesson that found that its log cannot be right.");
        _ringMisses = meter.CreateCounter<long>("classroom.lessons.ring.misses", "{attach}", "Gateways that had to be given the whole state.");
        _pumpDrops = meter.CreateCounter<long>("classroom.lessons.pumps.dropped", "{gateway}", "Gateways that were dropped, by reason.");
        _presenceExpired = meter.CreateCounter<long>("classroom.lessons.presence.expired", "{person}", "People who left because nobody proved any more that they are here.");
        _signalsDropped = meter.CreateCounter<long>("classroom.lessons.signals.dropped", "{signal}", "Signals dropped because too many waited.");
        _plansUnwritten = meter.CreateCounter<long>("classroom.lessons.timetable.unwritten", "{try}", "Tries to write into the timetable where a lesson stands that failed.");
        _settingsUnread = meter.CreateCounter<long>("classroom.lessons.settings.unread", "{try}", "Tries to read a school's settings again, for a lesson that goes on, that failed.");
        _commit = meter.CreateHistogram<double>("classroom.lessons.commit.duration", "s", "Time of one commit.");
        _commitLessons = meter.CreateHistogram<int>("classroom.lessons.commit.lessons", "{lesson}", "Lessons in one commit.");
        _commitEntries = meter.CreateHistogram<int>("classroom.lessons.commit.entries", "{entry}", "Entries in one commit.");
        _push = meter.CreateHistogram<double>("classroom.lessons.push.duration", "s", "Time from a push to its acknowledgement.");
        _pushLag = meter.CreateHistogram<long>("classroom.lessons.push.lag", "{entry}", "Entries a gateway lacks when a push to it starts.");
        _queue = meter.CreateUpDownCounter<long>("classroom.lessons.log.queue", "{lesson}", "Lessons that wait for the log writer.");
        _pending = meter.CreateUpDownCounter<long>("classroom.lessons.commands.pending", "{command}", "Commands that wait for the log.");
        _live = meter.CreateUpDownCounter<long>("classroom.lessons.live", "{lesson}", "Lessons that are live on this silo.");
    }

    public void Answered(CommandResult result)
    {
        if (result.Refusal is { } refusal)
        {
            _refused.Add(1, new KeyValuePair<string, object?>("code", ProtocolJson.NameOf(refusal)));
        }
        else
        {
            _accepted.Add(1);
        }
    }

    public void Fenced() => _fenced.Add(1);

    public void Unknown() => _unknown.Add(1);

    public void FoundDamaged() => _damaged.Add(1);

    public void RingMissed() => _ringMisses.Add(1);

    public void PumpDropped(string reason) => _pumpDrops.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public void PresenceExpired(int people) => _presenceExpired.Add(people);

    public void SignalDropped() => _signalsDropped.Add(1);

    public void PlanUnwritten() => _plansUnwritten.Add(1);

    public void SettingsUnread() => _settingsUnread.Add(1);

    public void Committed(TimeSpan duration, int lessons, int entries)
    {
        _commit.Record(duration.TotalSeconds);
        _commitLessons.Record(lessons);
        _commitEntries.Record(entries);
    }

    public void Pushing(long lag) => _pushLag.Record(lag);

    public void Pushed(TimeSpan duration) => _push.Record(duration.TotalSeconds);

    public void Queued(int change) => _queue.Add(change);

    public void Pending(int change) => _pending.Add(change);

    public void Live(int change) => _live.Add(change);
}
