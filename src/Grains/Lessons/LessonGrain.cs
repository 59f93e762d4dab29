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

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _id = LessonId.Parse(this.GetPrimaryKeyString());
        var reconcile = Timer(() => _lesson?.Reconciling.Fire(), Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        var relay = Timer(() => _lesson?.Relaying.Fire(), Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        var turns = new LessonTurns(OnLost, due => reconcile.Change(due, Timeout.InfiniteTimeSpan), due => relay.Change(due, Timeout.InfiniteTimeSpan));
        _lesson = await runtime.OpenAsync(_id, turns, cancellationToken);
        if (_lesson is null)
        {
            DeactivateOnIdle(); // No such lesson, yet: the next call looks again.
            return;
        }

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
        _lesson is { } lesson ? await lesson.ExecuteAsync(request) : LessonRefusal.LessonNotLive;

    public Task<AttachAnswer> Attach(AttachGateway request) => Task.FromResult(
        _lesson?.Attach(request) ?? throw new InvalidOperationException($"There is no lesson {_id}."));

    public Task<RenewAnswer> Renew(RenewLease request) => Task.FromResult(_lesson?.Renew(request) ?? new RenewAnswer(false, 0, 0));

    public Task<ImmutableArray<long>> Counters(ImmutableArray<ParticipantDevice> devices) =>
        Task.FromResult(_lesson?.Counters(devices) ?? [.. devices.Select(_ => 0L)]);

    public Task Detach(GatewayId gateway)
    {
        _lesson?.Detach(gateway);
        return Task.CompletedTask;
    }

    public Task Relay(RelaySignals request)
    {
        _lesson?.Take(request);
        return Task.CompletedTask;
    }

    public Task PlanChanged() => Sweep();

    public Task Sweep() => _lesson?.SweepAsync() ?? Task.CompletedTask;

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
