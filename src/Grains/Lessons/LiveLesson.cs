using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Json;
using Classroom.Contracts.Lessons;
using Classroom.Contracts.Timetables;
using Classroom.Domain.Lessons;
using Classroom.Grains.Abstractions.Lessons;
using Classroom.Grains.Fanout;
using Classroom.Grains.Settings;

namespace Classroom.Grains.Lessons;

/// <summary>One opened lesson: asks the rules, writes what they decide, tells who follows. Lives in its grain's turns.</summary>
internal sealed class LiveLesson
{
    private static readonly TimeSpan ReconcileEvery = TimeSpan.FromMilliseconds(100);
    private static readonly CommandResult Busy = new(0, LessonRefusal.RateLimited, TimeSpan.FromSeconds(1));

    private readonly LessonRuntime _runtime;
    private readonly SettingsMirror _settings;
    private readonly LessonJournal _journal;
    private readonly LessonClock _clock;
    private readonly DateTimeOffset _openedAt;
    private readonly LessonFanout _fanout;
    private readonly LessonPresence _presence;
    private readonly TimetableMirror _timetable;
    private readonly SignalRelay _signals;
    private (long Sequence, byte[] Json) _encoded = (-1, []);
    private bool _countsAsLive;
    private int _waiting;

    public LiveLesson(LessonId id, RestoredLesson restored, TimetableMirror timetable, SettingsMirror settings, LessonRuntime runtime, LessonTurns turns)
    {
        (_runtime, _timetable, _settings) = (runtime, timetable, settings);
        _journal = runtime.Journal(id, restored, OnCommitted, reason => OnLost(turns, reason));
        _clock = new LessonClock(runtime.Time, restored.Lesson.Books.LastAt);
        _fanout = new LessonFanout(id, _journal.Epoch, _journal.Ring, runtime.Fanout, runtime.Time, runtime.Metrics, runtime.Logger);
        _openedAt = _clock.Now();
        _presence = new LessonPresence(_openedAt, restored.Head.ProvedAt, runtime.Metrics);
        _signals = new SignalRelay(_fanout, runtime.Fanout, runtime.Metrics);
        Reconciling = new Pace(ReconcileEvery, runtime.Time, Reconcile, turns.ReconcileIn);
        Relaying = new Pace(runtime.Fanout.RelayEvery, runtime.Time, _signals.Relay, turns.RelayIn);
        CountLive();
        FollowPlan();
    }

    /// <summary>When reports of presence are looked at.</summary>
    public Pace Reconciling { get; }

    /// <summary>When signals are relayed.</summary>
    public Pace Relaying { get; }

    /// <summary>Whether there is a reason to stay awake: somebody follows, or something will be due soon.</summary>
    public bool IsNeeded => _fanout.HasGateways || _journal.Committed.Content.Phase == LessonPhase.Live;

    private LessonLimits Limits => _settings.Limits;

    private LessonPhase Phase => _journal.Committed.Content.Phase;

    /// <summary>Decides a command once, and answers when that is durable.</summary>
    public async Task<CommandResult> ExecuteAsync(ExecuteCommand request)
    {
        if (request.Id.Participant != request.By.Participant)
        {
            throw new ArgumentException($"A command of {request.Id.Participant} cannot come from {request.By.Participant}.", nameof(request));
        }

        if (_waiting >= _runtime.Options.PendingCommandsMax)
        {
            _runtime.Metrics.Answered(Busy);
            return Busy;
        }

        Wait(1);
        try
        {
            var result = await (_journal.Find(request.Id) ?? Decide(request));
            _runtime.Metrics.Answered(result);
            return result;
        }
        finally
        {
            Wait(-1);
        }
    }

    /// <summary>Lets a gateway follow: from what it holds if the ring has the rest, else from the whole state.</summary>
    public AttachAnswer Attach(AttachGateway request)
    {
        if (request.FoldLevel < _journal.Level)
        {
            return new AttachAnswer(_journal.Epoch, _fanout.Head, 0, null, _journal.Level, Limits.ParticipantsMax);
        }

        if (!_fanout.HasPlaceFor(request.Gateway))
        {
            throw new InvalidOperationException("As many gateways follow this lesson as can.");
        }

        var goesOn = request.After >= 0 && _journal.Ring.GoesOnAfter(request.After, request.Epoch);
        if (!goesOn && request.After >= 0)
        {
            _runtime.Metrics.RingMissed();
        }

        var cursor = goesOn ? request.After : _fanout.Head;
        _fanout.Attach(request, cursor);
        _presence.Prove(request.Gateway, whole: true, request.Presence, _clock.Now());
        Reconciling.Ask();
        return new AttachAnswer(_journal.Epoch, _fanout.Head, cursor, goesOn ? null : EncodedState(), _journal.Level, Limits.ParticipantsMax);
    }

    public RenewAnswer Renew(RenewLease request)
    {
        var isAttached = _fanout.Renew(request.Gateway, request.Whole);
        if (isAttached)
        {
            _presence.Prove(request.Gateway, request.Whole, request.Presence, _clock.Now());
            Reconciling.Ask();
        }

        return new RenewAnswer(isAttached, _journal.Epoch, _fanout.Head, Limits.ParticipantsMax);
    }

    public void Detach(GatewayId gateway)
    {
        _fanout.Detach(gateway);
        _presence.Drop(gateway, _clock.Now());
        Reconciling.Ask();
    }

    public ImmutableArray<long> Counters(ImmutableArray<ParticipantDevice> devices) =>
        [.. devices.Select(device => _journal.HighestCounter(device.Participant, device.Device))];

    public void Take(RelaySignals request)
    {
        _signals.Take(request);
        if (_signals.HasSignals)
        {
            Relaying.Ask();
        }
    }

    /// <summary>Once a second: what time alone brings.</summary>
    public void Tick()
    {
        _fanout.Expire(Limits.LeaseTime);
        _presence.Expire(Context());
        Reconcile();
        FollowPlan();
        Append(DueRules.Due(_journal.Pending, Context()));
        if (_presence.TakeProof(_journal.Committed) is { } provedAt)
        {
            _journal.Prove(provedAt);
        }

        _timetable.Follow(_journal.Committed.Content);
        _settings.Follow();
    }

    /// <summary>Reads the plan again and does what is due; completes when that is durable.</summary>
    public async Task SweepAsync()
    {
        await _timetable.ReadAsync();
        Tick();
        await _journal.Settled();
        _timetable.Follow(_journal.Committed.Content);
        await _timetable.Settled();
    }

    /// <summary>Completes when nothing is being written any more, and lets the gateways go.</summary>
    public async Task CloseAsync()
    {
        await _journal.DrainAsync();
        await _timetable.Settled();
        _fanout.DropAll("moved");
        _runtime.Metrics.Live(_countsAsLive ? -1 : 0);
    }

    private Task<CommandResult> Decide(ExecuteCommand request)
    {
        var context = Context();
        var decision = _presence.LeaveBefore(_journal.Pending, LessonRules.Decide(_journal.Pending, request.By, request.Command, context));
        var readBox = request.Command is AnswerPoll; // Whatever else is refused or has nothing to do was decided on entries alone.
        return decision.Refusal is { } refusal ? _journal.AnswerAsync(refusal, readBox)
            : decision.IsNothing ? _journal.AnswerAsync(CommandResult.Unchanged, readBox)
            : !IsKnownToAll(decision) ? _journal.AnswerAsync(LessonRefusal.CommandInvalid, readBox) // Not of the protocol yet: see FoldLevel.
            : _journal.Append(decision, context.Now, request.Id);
    }

    private void Reconcile()
    {
        Append(_presence.Reconcile(_journal.Pending, Context()));
        _presence.Settle(_journal.Pending);
    }

    private void FollowPlan()
    {
        if (_timetable.Plan is { } plan)
        {
            Append(DueRules.PlanMoved(_journal.Pending, plan.Status == LessonStatus.Cancelled ? null : plan.EndsAt));
        }
    }

    /// <summary>Appends what the lesson does by itself; what a gateway does not know yet waits for a later tick.</summary>
    private void Append(Decision decision)
    {
        if (!decision.IsNothing && !_journal.IsLost && IsKnownToAll(decision))
        {
            _journal.Append(_presence.LeaveBefore(_journal.Pending, decision), _clock.Now());
        }
    }

    private bool IsKnownToAll(Decision decision) => decision.Events.All(decided => FoldLevel.Of(decided.Event) <= _fanout.FoldLevel);

    private DecisionContext Context() => new(_clock.Now(), _timetable.Plan!.EndsAt, Limits) { Wall = _clock.Wall, Leaps = _clock.Leaps, OpenedAt = _openedAt };

    private byte[] EncodedState()
    {
        if (_encoded.Sequence != _fanout.Head)
        {
            _encoded = (_fanout.Head, ProtocolJson.Encode(_journal.Committed.Content));
        }

        return _encoded.Json;
    }

    private void Wait(int change)
    {
        _waiting += change;
        _runtime.Metrics.Pending(change);
    }

    private void CountLive()
    {
        var isLive = Phase == LessonPhase.Live;
        _runtime.Metrics.Live((isLive ? 1 : 0) - (_countsAsLive ? 1 : 0));
        _countsAsLive = isLive;
    }

    private void OnCommitted(LessonFlight flight)
    {
        CountLive();
        _fanout.Wake();
        if (flight.Entries.Any(entry => entry.Event is LessonStarted or LessonEnded))
        {
            _timetable.Follow(_journal.Committed.Content);
        }
    }

    private void OnLost(LessonTurns turns, Exception? reason)
    {
        _fanout.DropAll("lost");
        turns.Lost(reason);
    }
}
