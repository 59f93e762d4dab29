using Classroom.Ports.Lessons;

namespace Classroom.Testing.Lessons;

/// <summary>What a call to the lesson log meets.</summary>
public sealed class LogFault
{
    private readonly Func<CancellationToken, Task> _before;
    private readonly Func<CancellationToken, Task> _after;

    private LogFault(Func<CancellationToken, Task>? before = null, Func<CancellationToken, Task>? after = null)
    {
        _before = before ?? (_ => Task.CompletedTask);
        _after = after ?? (_ => Task.CompletedTask);
    }

    /// <summary>All is well.</summary>
    public static LogFault None { get; } = new();

    /// <summary>Refused, and said so: nothing was done.</summary>
    public static LogFault Refuse { get; } = new(before: _ => Task.FromException(new LessonLogBusyException(waitingMax: 0)));

    /// <summary>Nothing was done, but the caller is told that nobody knows.</summary>
    public static LogFault Lose { get; } = new(before: _ => Task.FromException(Unknown()));

    /// <summary>It was done and is durable, but the caller is told that nobody knows.</summary>
    public static LogFault Lie { get; } = new(after: _ => Task.FromException(Unknown()));

    /// <summary>The call takes its time before it reaches the log behind.</summary>
    public static LogFault Delay(TimeSpan delay, TimeProvider time) => new(before: cancellationToken => Task.Delay(delay, time, cancellationToken));

    /// <summary>The call hangs until released, and only then reaches the log behind.</summary>
    public static LogFault HoldBefore(LogBarrier barrier) => new(before: barrier.PassAsync);

    /// <summary>It was done and is durable, but the caller hears of it only once released.</summary>
    public static LogFault HoldAfter(LogBarrier barrier) => new(after: barrier.PassAsync);

    internal Task BeforeAsync(CancellationToken cancellationToken) => _before(cancellationToken);

    internal Task AfterAsync(CancellationToken cancellationToken) => _after(cancellationToken);

    private static IOException Unknown() => new("The connection broke: what became of it is unknown.");
}
