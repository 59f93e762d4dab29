using Classroom.Contracts.Lessons;

namespace Classroom.Client.Lessons;

/// <summary>Something that changed what is seen of a lesson, and how it looks after it.</summary>
/// <param name="View">The view after it.</param>
/// <param name="Sequence">What the view covers.</param>
public abstract record LessonUpdate(LessonView View, long Sequence)
{
    /// <summary>An entry was added; the one before it is the one of the update before.</summary>
    /// <param name="Entry">What happened.</param>
    /// <param name="View">The view after it.</param>
    public sealed record EntryAdded(LessonEntry Entry, LessonView View) : LessonUpdate(View, Entry.Sequence);

    /// <summary>The view was replaced: forget the one before. Entries between the two are not shown one by one.</summary>
    /// <param name="Cause">Why.</param>
    /// <param name="View">The view from now on.</param>
    /// <param name="Sequence">What it covers.</param>
    public sealed record ViewReplaced(ReplaceCause Cause, LessonView View, long Sequence) : LessonUpdate(View, Sequence);
}

/// <summary>Why a view was replaced.</summary>
public enum ReplaceCause
{
    /// <summary>This is where reading starts.</summary>
    Start = 1,

    /// <summary>The server sent another view: rights changed, or it could not go on from where this client stood.</summary>
    Server = 2,

    /// <summary>This reader fell too far behind; what it did not read was dropped.</summary>
    SlowReader = 3,
}
