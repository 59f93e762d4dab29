using Classroom.Contracts.Hub;

namespace Classroom.Client.Lessons;

/// <summary>How a <see cref="LiveLesson"/> stands with its server.</summary>
public abstract record LiveLessonState
{
    private LiveLessonState()
    {
        // Closed: every state is in this file.
    }

    /// <summary>Asking for a place and connecting.</summary>
    public sealed record Connecting : LiveLessonState;

    /// <summary>What happens is seen as it happens.</summary>
    public sealed record Live : LiveLessonState;

    /// <summary>The connection is gone; another will be tried. Commands wait, the view stands still.</summary>
    /// <param name="NextAttemptAt">When.</param>
    public sealed record Reconnecting(DateTimeOffset NextAttemptAt) : LiveLessonState;

    /// <summary>Not admitted yet: many want to enter at once, and it is not this client's turn.</summary>
    /// <param name="Place">How many are before this client, itself included.</param>
    /// <param name="Likely">How long it will likely take.</param>
    /// <param name="Safe">How long it takes at most for nine of ten.</param>
    /// <param name="NextAttemptAt">When it asks again.</param>
    public sealed record Waiting(long Place, TimeSpan Likely, TimeSpan Safe, DateTimeOffset NextAttemptAt) : LiveLessonState;

    /// <summary>Over: nothing more comes, nothing more is sent. To come back, join anew.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="Code">The server's reason, if it closed the connection.</param>
    /// <param name="Problem">The <see cref="ClassroomException.Code"/> with which it refused to let this client in (again), such as <c>ejected</c>.</param>
    public sealed record Closed(LessonCloseReason Reason, CloseCode? Code = null, string? Problem = null) : LiveLessonState;
}

/// <summary>Why a <see cref="LiveLesson"/> is over for this client.</summary>
public enum LessonCloseReason
{
    /// <summary>This client left: it was disposed.</summary>
    Left = 1,

    /// <summary>The server closed it and asked not to come back; its code says why.</summary>
    ByServer = 2,

    /// <summary>The lesson cannot be joined: it is not known to this account, or the session ended.</summary>
    Refused = 3,

    /// <summary>This client failed in a way that is a bug of its own.</summary>
    Failed = 4,
}
