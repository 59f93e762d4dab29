using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Domain.Lessons;
using Classroom.Ports.Lessons;

namespace Classroom.Grains.Lessons;

/// <summary>What a lesson writes in one append: all that was decided while the one before was in flight.</summary>
internal sealed class LessonFlight
{
    // Asynchronously: whoever waits goes on in a turn of their own, not in the middle of a commit.
    private readonly TaskCompletionSource<bool> _landed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The entries, in order.</summary>
    public List<LessonEntry> Entries { get; } = [];

    /// <summary>The same, as they are stored.</summary>
    public List<StoredEntry> Stored { get; } = [];

    /// <summary>Commands accepted, and the sequences that answer them; an anonymous answer is remembered in its box alone.</summary>
    public List<(CommandId Command, long Answer, bool IsInBox)> Answers { get; } = [];

    /// <summary>Entries whose content goes.</summary>
    public SortedSet<long> Redactions { get; } = [];

    /// <summary>The proof of presence to make durable.</summary>
    public DateTimeOffset? ProvedAt { get; set; }

    /// <summary>The lesson with <see cref="Entries"/>; set when the flight starts.</summary>
    public LessonState After { get; set; } = LessonState.Initial;

    /// <summary>The answers with <see cref="Answers"/>; set when the flight starts.</summary>
    public AnswerBook AnswersAfter { get; set; } = AnswerBook.Empty;

    public bool IsEmpty => Entries.Count == 0 && Answers.Count == 0 && ProvedAt is null;

    /// <summary>True once all of it is durable; false if that will never be known here.</summary>
    public Task<bool> Landed => _landed.Task;

    public void Land(bool isDurable) => _landed.TrySetResult(isDurable);
}
