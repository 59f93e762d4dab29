using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;

namespace Classroom.Domain.Lessons;

/// <summary>What a viewer may see of a lesson.</summary>
/// <remarks>
/// The law, for every viewer and every cut of a history: the view of the whole equals the view of the prefix, folded with
/// those entries of the tail that the viewer may see. (A readmitted viewer starts from a new view.) And the log as the viewer
/// may read it folds to the same.
/// </remarks>
public static class Views
{
    /// <summary>The part of the whole that the viewer may see.</summary>
    public static LessonView Of(LessonView content, Viewer viewer)
    {
        if (content.SentOut.Contains(viewer.Participant))
        {
            return OfEjected(viewer);
        }

        return viewer.IsTeacher
            ? content with { Viewer = viewer, Threads = content.Threads.Clear(), Polls = ForTeacher(content.Polls) }
            : content with
            {
                Viewer = viewer,
                SentOut = [],
                TeacherChat = [],
                Threads = Only(content.Threads, viewer.Participant),
                Polls = ForStudent(content.Polls, viewer.Participant),
                Decks = [],
            };
    }

    /// <summary>Whether the viewer is shown the entry when it happens.</summary>
    /// <param name="before">The whole lesson before the entry.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="viewer">Who looks.</param>
    public static bool MaySee(LessonView before, LessonEntry entry, Viewer viewer) =>
        entry.Audience.Includes(viewer) && !before.SentOut.Contains(viewer.Participant);

    /// <summary>Whether the viewer may read the entry in the log of a lesson, as it stands now.</summary>
    /// <remarks>
    /// Whoever is out reads up to their own ejection. Whoever is in reads all that their audiences include, also what happened
    /// while they were out: their view, which is made anew when they are let back, holds it too.
    /// </remarks>
    /// <param name="moves">All ejections and readmissions of the lesson until now, in order.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="viewer">Who reads.</param>
    public static bool MayRead(IReadOnlyList<LessonEntry> moves, LessonEntry entry, Viewer viewer) =>
        entry.Audience.Includes(viewer) && entry.Sequence <= ReadableUntil(moves, viewer.Participant);

    /// <summary>The last sequence that somebody may read at all: that of their ejection while they are out, else no bound.</summary>
    /// <param name="moves">All ejections and readmissions of the lesson until now, in order.</param>
    /// <param name="participant">Who reads.</param>
    public static long ReadableUntil(IReadOnlyList<LessonEntry> moves, ParticipantId participant)
    {
        var last = moves.LastOrDefault(move => move.Event switch
        {
            ParticipantEjected ejected => ejected.Participant == participant,
            ParticipantReadmitted readmitted => readmitted.Participant == participant,
            _ => false,
        });
        return last is { Event: ParticipantEjected } ? last.Sequence : long.MaxValue;
    }

    /// <summary>All that somebody who was sent out sees.</summary>
    internal static LessonView OfEjected(Viewer viewer) => new() { Viewer = viewer, Ejected = true };

    private static ImmutableArray<PollInLesson> ForTeacher(ImmutableArray<PollInLesson> polls) =>
        [.. polls.Select(poll => poll.Asked.Anonymous ? poll with { Answers = poll.Answers.Clear() } : poll)];

    private static ImmutableArray<PollInLesson> ForStudent(ImmutableArray<PollInLesson> polls, ParticipantId student) =>
        [.. polls.Select(poll => poll with { Answers = poll.Asked.Anonymous ? poll.Answers.Clear() : Only(poll.Answers, student), Tally = null })];

    private static ImmutableSortedDictionary<ParticipantId, T> Only<T>(ImmutableSortedDictionary<ParticipantId, T> all, ParticipantId key) =>
        all.TryGetValue(key, out var value) ? all.Clear().Add(key, value) : all.Clear();
}
