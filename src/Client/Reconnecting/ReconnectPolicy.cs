using System.Diagnostics;
using Classroom.Contracts.Hub;

namespace Classroom.Client.Reconnecting;

/// <summary>Decides when to come back. Pure: all it knows is how connections ended; chance comes from the outside.</summary>
/// <remarks>
/// After a loss the first attempt is spread over the time the server asked for (teachers an eighth of it), so that a gateway's
/// clients do not all come back at once. If that fails, full jitter with a growing bound. docs/protocol.md, "Coming back", has the
/// policy; src/Web/src/lesson/backoff.ts follows the same, with constants of the same names. Not thread-safe.
/// </remarks>
internal sealed class ReconnectPolicy(Random random, RetryBudget budget)
{
    /// <summary>A teacher's class waits for them: they wait this part of the spread.</summary>
    public const int TeacherShare = 8;

    /// <summary>What is assumed about spreading until the server says more.</summary>
    public static readonly TimeSpan SpreadFirst = TimeSpan.FromSeconds(1);

    /// <summary>A server cannot send its clients away for longer than this.</summary>
    public static readonly TimeSpan SpreadMax = TimeSpan.FromMinutes(5);

    /// <summary>A connection that lived this long was a good one; several that did not, one after the other, are failed attempts.</summary>
    public static readonly TimeSpan Stable = TimeSpan.FromSeconds(5);

    private int _failures;
    private int _shortLives;

    /// <summary>How long to wait before the next attempt; null to stay away.</summary>
    /// <param name="end">How the connection, or the attempt, ended.</param>
    /// <param name="lived">How long after its welcome; zero if it was never welcomed.</param>
    /// <param name="isTeacher">Whether this client is a teacher's.</param>
    public TimeSpan? After(ConnectionEnd end, TimeSpan lived, bool isTeacher)
    {
        if (lived > TimeSpan.Zero)
        {
            _shortLives = lived >= Stable ? 0 : _shortLives + 1;
            _failures = Math.Max(0, _shortLives - 2);
        }

        return After(end, isFirstLoss: lived > TimeSpan.Zero && _shortLives < 2, isTeacher);
    }

    private TimeSpan? After(ConnectionEnd end, bool isFirstLoss, bool isTeacher) => end switch
    {
        ConnectionEnd.Lost(var spreadMs) => AfterLoss(spreadMs, isFirstLoss, isTeacher),
        ConnectionEnd.Inconsistent => Retry(null),
        ConnectionEnd.Closed({ Reconnect: false }) => null,
        ConnectionEnd.Closed({ Code: CloseCode.LessonLost or CloseCode.TooFarBehind or CloseCode.TimedOut } closing) => Longer(Retry(null), Spread(closing.SpreadMs, isTeacher)),
        ConnectionEnd.Closed(var closing) => AfterLoss(closing.SpreadMs, isFirstLoss, isTeacher),
        ConnectionEnd.Waiting(var answer) => Jittered(TimeSpan.FromMilliseconds(answer.RetryAfterMs)),
        ConnectionEnd.Failed(var retryAfter) => Retry(retryAfter),
        ConnectionEnd.Refused => null,
        _ => throw new UnreachableException($"{end.GetType().Name} has no policy."),
    };

    // The first attempt after a loss costs no retry and is only spread.
    private TimeSpan AfterLoss(int spreadMs, bool isFirst, bool isTeacher)
    {
        var spread = Spread(spreadMs, isTeacher);
        return isFirst ? spread : Longer(Retry(null), spread);
    }

    private TimeSpan Spread(int spreadMs, bool isTeacher)
    {
        var spread = TimeSpan.FromMilliseconds(Math.Max(0, spreadMs));
        spread = spread < SpreadMax ? spread : SpreadMax;
        return (isTeacher ? spread / TeacherShare : spread) * random.NextDouble();
    }

    private TimeSpan Retry(TimeSpan? retryAfter)
    {
        var wait = budget.TrySpend() ? Backoff.Wait(_failures, random) : Backoff.Cap;
        _failures++;
        return retryAfter is { } asked ? Longer(wait, Jittered(asked)) : wait;
    }

    // Up to a third longer than asked, never sooner: those who were sent away together do not come back together.
    private TimeSpan Jittered(TimeSpan asked) => asked * (1 + (random.NextDouble() / 3));

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
