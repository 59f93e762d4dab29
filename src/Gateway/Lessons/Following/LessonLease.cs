using Classroom.Contracts.Hub;
using Classroom.Contracts.Ids;
using Classroom.Domain.Lessons;
using Classroom.Grains.Abstractions.Lessons;

namespace Classroom.Gateway.Lessons.Following;

/// <summary>Keeps this gateway attached to one lesson: attaches, renews, reports presence, attaches again after any break, detaches at the end.</summary>
/// <remarks>One loop, one call in flight; so presence is batched by itself, and never reordered.</remarks>
internal sealed partial class LessonLease(LessonFollower follower, LessonDependencies with)
{
    private readonly TaskCompletionSource _known = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ILogger _logger = with.Loggers.CreateLogger<LessonLease>();
    private TaskCompletionSource _poke = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _contactAt = with.Time.GetTimestamp();
    private long _headSeen = -1;
    private volatile bool _isAttached;
    private volatile Damage? _damage;
    private bool _reportsWhole;
    private Task _loop = Task.CompletedTask;

    /// <summary>Whether an attach is under way.</summary>
    public bool IsAttaching { get; private set; }

    /// <summary>The fold level that clients of this lesson must know.</summary>
    public int FoldLevelNeeded { get; private set; } = 1;

    /// <summary>People who may hold a place in this lesson, as it says itself.</summary>
    public int ParticipantsMax { get; private set; }

    /// <summary>Starts; once.</summary>
    public void Start() => _loop = Task.Run(RunAsync);

    /// <summary>Completes once the replica holds the lesson; fails if the lesson cannot be reached in time, or is known to be damaged.</summary>
    /// <exception cref="TimeoutException">It could not be reached.</exception>
    /// <exception cref="LessonDamagedException">What is stored of it is damaged.</exception>
    public async Task ReadyAsync(CancellationToken cancellationToken)
    {
        await _known.Task.WaitAsync(with.Options.LostAfter, with.Time, cancellationToken);
        if (_damage is { } damage)
        {
            throw new LessonDamagedException(damage.For - with.Time.GetElapsedTime(damage.ToldAt));
        }
    }

    /// <summary>Something changed that the lesson should know.</summary>
    public void Poke() => Volatile.Read(ref _poke).TrySetResult();

    /// <summary>The lesson stopped pushing, or what it pushed does not fit: attach again.</summary>
    public void Lose()
    {
        _isAttached = false;
        Poke();
    }

    /// <summary>Detaches and stops.</summary>
    public async Task StopAsync()
    {
        _stopped.TrySetResult();
        await _loop;
        try
        {
            await follower.Grain.Detach(with.Gateway.Id);
        }
        catch (Exception exception)
        {
            LogDetachFailed(exception, follower.Lesson); // The lease ends by itself.
        }
    }

    private async Task RunAsync()
    {
        var failures = 0;
        while (!_stopped.Task.IsCompleted)
        {
            // Before anything is read: what changes from now on ends this round's pause.
            var poke = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Volatile.Write(ref _poke, poke);
            TimeSpan pause;
            try
            {
                pause = _isAttached ? await RenewAsync() : await AttachAsync();
                failures = 0;
            }
            catch (Exception exception)
            {
                LogUnreachable(exception, follower.Lesson);
                (_reportsWhole, _isAttached, IsAttaching) = (true, false, false);
                follower.DropEarly();
                CloseIfLost();
                pause = Jitter.Backoff(failures++);
            }

            await PauseAsync(failures > 0 || _damage is not null ? _stopped.Task : poke.Task, pause);
        }
    }

    private async Task<TimeSpan> AttachAsync()
    {
        IsAttaching = true;
        var request = follower.Read((replica, members) => new AttachGateway(
            with.Gateway.Id,
            with.Sinks.Of(follower.Lesson),
            FoldLevel.Current,
            replica.IsReady ? replica.Epoch : 0,
            replica.IsReady ? replica.Sequence : -1,
            members.Whole()));
        var answer = await follower.Grain.Attach(request);
        _contactAt = with.Time.GetTimestamp();
        if (answer.DamagedFor is { } damagedFor)
        {
            IsAttaching = false;
            follower.DropEarly();
            return Close(new Damage(damagedFor, _contactAt));
        }

        (FoldLevelNeeded, ParticipantsMax) = (answer.FoldLevel, answer.ParticipantsMax);
        if (answer.FoldLevel > FoldLevel.Current)
        {
            throw new NotSupportedException($"The lesson needs fold level {answer.FoldLevel}; this gateway knows {FoldLevel.Current}.");
        }

        follower.Take(answer);
        (IsAttaching, _isAttached, _headSeen) = (false, true, -1);
        _damage = null;
        _known.TrySetResult();
        return NextRenewal();
    }

    private async Task<TimeSpan> RenewAsync()
    {
        var isWhole = _reportsWhole || with.Time.GetElapsedTime(_contactAt) >= with.Options.HeartbeatInterval * 0.8;
        var request = follower.Read((replica, members) => new RenewLease(
            with.Gateway.Id, replica.Sequence, isWhole, isWhole ? members.Whole() : members.Changes()));
        if (!isWhole && request.Presence.IsEmpty)
        {
            return NextRenewal();
        }

        var answer = await follower.Grain.Renew(request);
        _reportsWhole = false;
        if (isWhole)
        {
            _contactAt = with.Time.GetTimestamp();
        }

        // A head we were told of and still do not hold a renewal later: its pushes do not reach us.
        var isDeaf = follower.Read((replica, _) => replica.Sequence < _headSeen || answer.Epoch > replica.Epoch);
        (_headSeen, ParticipantsMax) = (answer.Head, answer.Attached ? answer.ParticipantsMax : ParticipantsMax);
        _isAttached &= answer.Attached && !isDeaf;
        return _isAttached ? NextRenewal() : TimeSpan.Zero;
    }

    private TimeSpan NextRenewal()
    {
        var left = Jitter.Of(with.Options.HeartbeatInterval) - with.Time.GetElapsedTime(_contactAt);
        var isBehind = follower.Read((replica, _) => replica.Sequence < _headSeen);
        return isBehind ? TimeSpan.FromSeconds(1) : left > with.Options.Tick ? left : with.Options.Tick;
    }

    /// <summary>Waits for the next renewal; for a change only as long as a tick.</summary>
    private async Task PauseAsync(Task change, TimeSpan pause)
    {
        var tick = pause < with.Options.Tick ? pause : with.Options.Tick;
        await WaitAsync(_stopped.Task, tick);
        if (pause > tick)
        {
            await WaitAsync(Task.WhenAny(change, _stopped.Task), pause - tick);
        }
    }

    private async Task WaitAsync(Task end, TimeSpan atMost) =>
        await end.WaitAsync(atMost, with.Time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private void CloseIfLost()
    {
        if (with.Time.GetElapsedTime(_contactAt) >= with.Options.LostAfter)
        {
            CloseAll(CloseCode.LessonLost);
        }
    }

    private TimeSpan Close(Damage damage)
    {
        _damage = damage;
        _known.TrySetResult();
        CloseAll(CloseCode.LessonDamaged);
        return damage.For > with.Options.Tick ? damage.For : with.Options.Tick;
    }

    private void CloseAll(CloseCode code)
    {
        foreach (var connection in follower.Read((_, members) => members.Connections))
        {
            follower.CloseNow(connection, code);
        }
    }

    /// <param name="For">How long, at the least.</param>
    /// <param name="ToldAt">When the lesson said so, as a timestamp.</param>
    private sealed record Damage(TimeSpan For, long ToldAt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Lesson {LessonId} cannot be reached; trying again")]
    private partial void LogUnreachable(Exception exception, LessonId lessonId);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Could not detach from lesson {LessonId}; the lease will run out")]
    private partial void LogDetachFailed(Exception exception, LessonId lessonId);
}
