using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;

namespace Classroom.Domain.Lessons;

/// <summary>The polls' part of <see cref="ViewFold"/>.</summary>
internal static class PollFold
{
    private const int PollsMax = 20;

    private static readonly ImmutableSortedDictionary<ParticipantId, PollAnswer> NoAnswers = ImmutableSortedDictionary<ParticipantId, PollAnswer>.Empty;

    /// <summary>Adds a poll; single answers of earlier ones are let go, their tallies stay.</summary>
    public static LessonView Ask(LessonView view, long sequence, PollAsked asked)
    {
        var earlier = view.Polls.Select(poll => poll with { Answers = NoAnswers });
        var polls = earlier.Append(new PollInLesson(sequence, asked, NoAnswers, Open: true)).TakeLast(PollsMax);
        return view with { Polls = [.. polls] };
    }

    public static LessonView Answer(LessonView view, PollAnswered answered) =>
        Update(view, answered.Poll, poll => poll with { Answers = poll.Answers.SetItem(answered.Answerer, new PollAnswer(answered.Choices, answered.Text)) });

    public static LessonView Close(LessonView view, long id) => Update(view, id, poll => poll with
    {
        Open = false,
        Tally = poll.Asked.Anonymous || !ViewFold.HoldsTeachersPart(view) ? poll.Tally : Tallies.Of(poll),
        Answers = poll.Asked.Anonymous ? NoAnswers : poll.Answers,
    });

    public static LessonView Update(LessonView view, long id, Func<PollInLesson, PollInLesson> change)
    {
        for (var index = view.Polls.Length - 1; index >= 0; index--)
        {
            if (view.Polls[index].Sequence == id)
            {
                return view with { Polls = view.Polls.SetItem(index, change(view.Polls[index])) };
            }
        }

        return view;
    }
}
