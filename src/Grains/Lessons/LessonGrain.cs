using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Grains.Abstractions.Lessons;
using Classroom.Ports.Lessons;
using Microsoft.Extensions.Logging;
using Orleans.Placement;
using Orleans.Runtime;

namespace Classroom.Grains.Lessons;

/// <summary>Gives one lesson its turns, its timers and its end.</summary>
/// <remarks>Placed at random: placement by load sends all lessons of a bell to the silo that was idlest a second ago.</remarks>
[GrainType("lesson"), RandomPlacement]
internal sealed partial class LessonGrain(LessonRuntime runtime, ILogger<LessonGrain> logger) : Grain, ILessonGrain
{
    private static readonly TimeSpan TickEvery = TimeSpan.FromSeconds(1);

    private LessonTurns _turns = null!;
    private LiveLesson? _lesson;
    private DamagedLog? _damaged;
    private LessonId _id;

    /// <summary>The lesson; none if its log is damaged, or the timetable has none such, yet: then the next call looks again.</summary>
    private LiveLesson? Lesson
    {
        get
        {
            if (_lesson is null && _damaged is null)
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
        _turns = new LessonTurns(OnLost, due => reconcile.Change(due, Timeout.InfiniteTimeSpan), due => relay.Change(due, Timeout.InfiniteTimeSpan));
        await OpenAsync(cancellationToken);
        Timer(TickAsync, TickEvery, TickEvery);
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_lesson is { } lesson)
        {
            await lesson.CloseAsync().WaitAsync(cancellationToken);
        }
    }

    public async Task<CommandResult> Execute(ExecuteCommand request) =>
        Lesson is { } lesson ? await lesson.ExecuteAsync(request)
        : _damaged is { } damaged ? new CommandResult(0, LessonRefusal.Unavailable, damaged.Left)
        : LessonRefusal.LessonNotLive;

    public Task<AttachAnswer> Attach(AttachGateway request) => Task.FromResult(
        _damaged is { } damaged ? AttachAnswer.Damaged(damaged.Left) : Lesson?.Attach(request) ?? throw new InvalidOperationException($"There is no lesson {_id}."));

    public Task<RenewAnswer> Renew(RenewLease request) => Task.FromResult(Lesson?.Renew(request) ?? new RenewAnswer(false, 0, 0, 0));

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

    /// <summary>Takes the lesson over. A log that cannot be right is remembered as such: reading it for everybody who asks would help nobody.</summary>
    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            _lesson = await runtime.OpenAsync(_id, _turns, cancellationToken);
            _damaged = null;
        }
        catch (LessonLogCorruptException exception)
        {
            _damaged = runtime.Damaged(exception, _damaged);
            LogDamaged(exception, _id, exception.Sequence, _damaged.RetryIn);
        }
    }

    private async Task TickAsync()
    {
        if (_damaged is { } damaged && damaged.Left == TimeSpan.Zero)
        {
            await OpenAsync(CancellationToken.None); // The next tick waits for it.
        }

        if (_lesson is { IsNeeded: true } lesson)
        {
            DelayDeactivation(runtime.Options.IdleMax);
        }

        _lesson?.Tick();
    }

    private void OnLost(Exception? reason)
    {
        LogLost(reason, _id);
        DeactivateOnIdle();
    }

    private IGrainTimer Timer(Action act, TimeSpan due, TimeSpan period) => Timer(
        () =>
        {
            act();
            return Task.CompletedTask;
        },
        due,
        period);

    private IGrainTimer Timer(Func<Task> act, TimeSpan due, TimeSpan period) => this.RegisterGrainTimer(
        _ => act(),
        new GrainTimerCreationOptions { DueTime = due, Period = period, Interleave = true });

    [LoggerMessage(Level = LogLevel.Error, Message = "The log of lesson {LessonId} is damaged at sequence {Sequence}: nobody can enter the lesson; looked at again in {RetryIn}")]
    private partial void LogDamaged(Exception reason, LessonId lessonId, long? sequence, TimeSpan retryIn);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Lesson {LessonId} lost its log: another activation took over, or an append's outcome is unknown; deactivating")]
    private partial void LogLost(Exception? reason, LessonId lessonId);
}
