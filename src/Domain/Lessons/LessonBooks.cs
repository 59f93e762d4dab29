using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;

namespace Classroom.Domain.Lessons;

/// <summary>What the rules of a lesson need to remember and no viewer holds.</summary>
public sealed record LessonBooks
{
    /// <summary>How many of the latest messages can be edited and deleted.</summary>
    public const int PostedMax = 2_000;

    /// <summary>The books of a lesson in which nothing has happened yet.</summary>
    public static readonly LessonBooks Initial = new();

    /// <summary>Last sequence.</summary>
    public long Sequence { get; init; }

    /// <summary>Epoch of the last entry.</summary>
    public long Epoch { get; init; }

    /// <summary>Time of the last entry: no later one may be earlier.</summary>
    public DateTimeOffset LastAt { get; init; }

    /// <summary>The latest messages, by id.</summary>
    public ImmutableSortedDictionary<long, PostedMessage> Posted { get; init; } = ImmutableSortedDictionary<long, PostedMessage>.Empty;

    /// <summary>How many entries each student has caused.</summary>
    public ImmutableSortedDictionary<ParticipantId, int> StudentEntries { get; init; } = ImmutableSortedDictionary<ParticipantId, int>.Empty;

    /// <summary>How often each student has arrived.</summary>
    public ImmutableSortedDictionary<ParticipantId, int> Arrivals { get; init; } = ImmutableSortedDictionary<ParticipantId, int>.Empty;

    /// <summary>Since when no teacher is here; none while one is, or before the start.</summary>
    public DateTimeOffset? TeacherGoneAt { get; init; }

    internal LessonBooks Apply(LessonView before, LessonView after, LessonEntry entry)
    {
        var books = Note(entry);
        return books with
        {
            Sequence = entry.Sequence,
            Epoch = entry.Epoch,
            LastAt = entry.At,
            StudentEntries = Count(books.StudentEntries, before, entry),
            Arrivals = CountArrivals(books.Arrivals, entry),
            TeacherGoneAt = TeacherGone(after, entry),
        };
    }

    private LessonBooks Note(LessonEntry entry) => entry.Event switch
    {
        MessagePosted(_, var thread) => Post(entry, thread),
        MessageRedacted(var message, _, var thread) when message == entry.Sequence => Post(entry, thread),
        MessageEdited(var message, _) => Edit(message, entry.Sequence),
        MessageRedacted(var message, _, _) => Edit(message, entry.Sequence),
        MessageDeleted(var message) => Posted.TryGetValue(message, out var posted) ? this with { Posted = Posted.SetItem(message, posted with { Deleted = true }) } : this,
        _ => this, // The other events change only what viewers hold.
    };

    private LessonBooks Post(LessonEntry entry, ParticipantId? thread)
    {
        var posted = Posted.Add(entry.Sequence, new PostedMessage(entry.By!.Value, thread));
        return this with { Posted = posted.Count > PostedMax ? posted.Remove(posted.Keys.First()) : posted };
    }

    private LessonBooks Edit(long message, long sequence) =>
        Posted.TryGetValue(message, out var posted)
            ? this with { Posted = Posted.SetItem(message, posted with { Edits = posted.Edits.Add(sequence) }) }
            : this;

    private static ImmutableSortedDictionary<ParticipantId, int> Count(
        ImmutableSortedDictionary<ParticipantId, int> counts, LessonView before, LessonEntry entry)
    {
        return entry.By is { } student && (!before.People.TryGetValue(student, out var person) || person.Role == LessonRole.Student)
            ? counts.SetItem(student, counts.GetValueOrDefault(student) + 1)
            : counts;
    }

    private static ImmutableSortedDictionary<ParticipantId, int> CountArrivals(ImmutableSortedDictionary<ParticipantId, int> counts, LessonEntry entry) =>
        entry.Event is PresenceChanged(var arrived, _)
            ? counts.SetItems(arrived.Where(arrival => arrival.Role == LessonRole.Student).Select(arrival => arrival.Participant)
                .Select(student => KeyValuePair.Create(student, counts.GetValueOrDefault(student) + 1)))
            : counts;

    private DateTimeOffset? TeacherGone(LessonView after, LessonEntry entry)
    {
        if (after.Phase != LessonPhase.Live || after.People.Values.Any(person => person is { Role: LessonRole.Teacher, LeftAt: null }))
        {
            return null;
        }

        var left = entry.Event is PresenceChanged(_, var departures)
            ? departures.Where(departure => after.People.TryGetValue(departure.Participant, out var person) && person.Role == LessonRole.Teacher).ToList()
            : [];
        return TeacherGoneAt ?? (left.Count > 0 ? left.Max(departure => departure.At) : entry.At);
    }
}

/// <summary>A message that can still be edited or deleted.</summary>
/// <param name="By">Its author.</param>
/// <param name="Thread">The private thread it belongs to.</param>
/// <param name="Deleted">Whether it was deleted.</param>
public sealed record PostedMessage(ParticipantId By, ParticipantId? Thread = null, bool Deleted = false)
{
    /// <summary>Sequences of its edits.</summary>
    public ImmutableArray<long> Edits { get; init; } = [];
}
