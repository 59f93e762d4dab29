using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Domain.Lessons;

namespace Classroom.Rehearsal.Checking;

/// <summary>The log, folded once: the lesson before each of its entries, and what anybody may see of it.</summary>
internal sealed class LogIndex
{
    private readonly Dictionary<long, LessonEntry> _entries;
    private readonly LessonView[] _contents;
    private readonly Dictionary<long, long> _deletedAt;
    private readonly ImmutableArray<LessonEntry> _moves;

    public LogIndex(LogHistory log)
    {
        Log = log;
        _entries = log.Entries.GroupBy(entry => entry.Sequence).ToDictionary(group => group.Key, group => group.First());
        _deletedAt = log.Entries.Where(entry => entry.Event is MessageDeleted)
            .GroupBy(entry => ((MessageDeleted)entry.Event).Message).ToDictionary(group => group.Key, group => group.Min(entry => entry.Sequence));
        _moves = [.. log.Entries.Where(entry => entry.Event is ParticipantEjected or ParticipantReadmitted).OrderBy(entry => entry.Sequence)];
        _contents = new LessonView[log.Head + 1];
        _contents[0] = LessonView.Initial;
        for (var sequence = 1L; sequence <= log.Head; sequence++)
        {
            _contents[sequence] = _entries.TryGetValue(sequence, out var entry) ? ViewFold.Apply(_contents[sequence - 1], entry) : _contents[sequence - 1];
        }
    }

    public LogHistory Log { get; }

    public LessonEntry? this[long sequence] => _entries.GetValueOrDefault(sequence);

    /// <summary>Whether the viewer may see the entry.</summary>
    public bool MaySee(LessonEntry entry, Viewer viewer) => Views.MaySee(_contents[entry.Sequence - 1], entry, viewer);

    /// <summary>Entries of a range that the viewer may see.</summary>
    public IEnumerable<LessonEntry> Visible(long from, long to, Viewer viewer)
    {
        for (var sequence = Math.Max(1, from); sequence <= Math.Min(to, Log.Head); sequence++)
        {
            if (_entries.TryGetValue(sequence, out var entry) && MaySee(entry, viewer))
            {
                yield return entry;
            }
        }
    }

    /// <summary>Entries of a range that the viewer may read once the lesson is over.</summary>
    public IEnumerable<LessonEntry> Readable(long from, long to, Viewer viewer)
    {
        for (var sequence = Math.Max(1, from); sequence <= Math.Min(to, Log.Head); sequence++)
        {
            if (_entries.TryGetValue(sequence, out var entry) && Views.MayRead(_moves, entry, viewer))
            {
                yield return entry;
            }
        }
    }

    /// <summary>What the viewer may see of the log up to a sequence.</summary>
    public LessonView ViewAt(long sequence, Viewer viewer) => Comparable(sequence, Views.Of(_contents[sequence], viewer));

    /// <summary>A view as of a sequence, without the texts that were deleted later: the log at the end does not know them any more.</summary>
    public LessonView Comparable(long sequence, LessonView view) => view with
    {
        Chat = Forget(view.Chat, sequence),
        TeacherChat = Forget(view.TeacherChat, sequence),
        Threads = view.Threads.ToImmutableSortedDictionary(thread => thread.Key, thread => Forget(thread.Value, sequence)),
    };

    private ImmutableArray<ChatMessage> Forget(ImmutableArray<ChatMessage> messages, long sequence) =>
        [.. messages.Select(message => _deletedAt.GetValueOrDefault(message.Sequence) > sequence ? message with { Text = null } : message)];
}
