using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Grains.Abstractions.Lessons;
using Microsoft.Extensions.Logging;
using Orleans.Placement;
using Orleans.Runtime;

namespace Classroom.Grains.Lessons;

/// <summary>Gives one lesson its turns, its timers and its end.</summary>
/// <remarks>Placed at random: placement by load sends all lessons of a bell to the silo that was idlest a second ago.</remarks>
[GrainType("lesson"), RandomPlacement, CollectionAgeLimit(Minutes = 5)]
internal sealed partial class LessonGrain(LessonRuntime runtime, ILogger<LessonGrain> logger) : Grain, ILessonGrain
{
    private static readonly TimeSpan TickEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan StayFor = TimeSpan.FromMinutes(5);

    private LiveLesson? _lesson;
    private LessonId _id;

    /// <summary>The lesson; none if the timetable has none such, yet: then the next call looks again.</summary>
    private LiveLesson? Lesson
    {
        get
        {
            if (_lesson is null)
            {
                DeactivateOnIdle();
            }

            return _lesson;
        }
    }

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _id = LessonId.Parse(this.GetPrimaryKeyString());
        var reconcile = Timer(() => _lesson?.Reconciling.Fire(), Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        var relay = Timer(() => _lesson?.Relaying.Fire(), Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        var turns = new LessonTurns(OnLost, due => reconcile.Change(due, Timeout.InfiniteTimeSpan), due => relay.Change(due, Timeout.InfiniteTimeSpan));
        _lesson = await runtime.OpenAsync(_id, turns, cancellationToken);
        Timer(Tick, TickEvery, TickEvery);
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_lesson is { } lesson)
        {
            await lesson.CloseAsync().WaitAsync(cancellationToken);
        }
    }

    public async Task<CommandResult> Execute(ExecuteCommand request) =>
        Lesson is { } lesson ? await lesson.ExecuteAsync(request) : LessonRefusal.LessonNotLive;

    public Task<AttachAnswer> Attach(AttachGateway request) => Task.FromResult(
        Lesson?.Attach(request) ?? throw new InvalidOperationException($"There is no lesson {_id}."));

    public Task<RenewAnswer> Renew(RenewLease request) => Task.FromResult(Lesson?.Renew(request) ?? new RenewAnswer(false, 0, 0));

    public Task<ImmutableArray<long>> Counters(ImmutableArray<ParticipantDevice> devices) =>
        Task.FromResult(Lesson?.Counters(devices) ?? [.. devices.Select(_ => 0L)]);

    public Task Detach(GatewayId gateway)
    {
        Lesson?.Detach(gateway);
        return Task.CompletedTask;
    }

    public Task Relay(RelaySignals request)
    {
        Lesson?.Take(request);
        return Task.CompletedTask;
    }

    public Task PlanChanged() => Sweep();

    public Task Sweep() => Lesson?.SweepAsync() ?? Task.CompletedTask;

    private void Tick()
    {
        if (_lesson is { IsNeeded: true } lesson)
        {
            DelayDeactivation(StayFor);
        }

        _lesson?.Tick();
    }

    private void OnLost(Exception? reason)
    {
        LogLost(reason, _id);
        DeactivateOnIdle();
    }

    private IGrainTimer Timer(Action act, TimeSpan due, TimeSpan period) => this.RegisterGrainTimer(
        _ =>
        {
            act();
            return Task.CompletedTask;
        },
        new GrainTimerCreationOptions { DueTime = due, Period = period, Interleave = true });

    [LoggerMessage(Level = LogLevel.Warning, Message = "Lesson {LessonId} lost its log: another activation took over, or an append's outcome is unknown; deactivating")]
    private partial void LogLost(Exception? reason, LessonId lessonId);
}
