namespace Classroom.Client.Lessons;

/// <summary>The lesson is over for this client. Whether a command that was waiting has been done is not known.</summary>
public sealed class LessonClosedException : Exception
{
    internal LessonClosedException(LiveLessonState.Closed state, Exception? innerException = null)
        : base($"The lesson is closed: {state.Problem ?? state.Code?.ToString() ?? state.Reason.ToString()}.", innerException) => State = state;

    /// <summary>Why.</summary>
    public LiveLessonState.Closed State { get; }
}
