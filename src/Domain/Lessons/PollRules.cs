using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;

namespace Classroom.Domain.Lessons;

/// <summary>The polls' part of <see cref="LessonRules"/>.</summary>
/// <remarks>
/// An anonymous answer is no entry: it goes into a <see cref="BallotBox"/>, so that nobody sees when it came, and nothing is
/// left of it but the tally. What was answered is told once, at closing: of two tallies one answer apart the difference would
/// be somebody's answer, and what is taken back would stay in the earlier. While the poll is open teachers are told at every
/// fifth person how many have answered, no more: a count that grows by one would tell who has just answered.
/// </remarks>
internal static class PollRules
{
    private const int TallyStep = 5;

    public static Decision Ask(LessonState lesson, Viewer by, AskPoll command, LessonLimits limits)
    {
        if (!by.IsTeacher)
        {
            return LessonRefusal.NotAllowed;
        }

        if (Refuse(command, limits) is { } refusal)
        {
            return refusal;
        }

        if (lesson.Content.Polls.Any(poll => poll.Open))
        {
            return LessonRefusal.PollStillOpen;
        }

        var asked = new PollAsked(command.Kind, command.Question, command.Choices, command.SeveralAnswers, command.Anonymous);
        return new DecidedEvent(asked, Audience.All, by.Participant);
    }

    public static Decision Answer(LessonState lesson, Viewer by, AnswerPoll command, LessonLimits limits)
    {
        if (by.IsTeacher)
        {
            return LessonRefusal.NotAllowed;
        }

        if (Find(lesson, command.Poll) is not { } poll)
        {
            return LessonRefusal.PollNotFound;
        }

        if (!poll.Open)
        {
            return LessonRefusal.PollClosed;
        }

        var answer = new PollAnswer([.. command.Choices.Distinct().Order()], command.Text?.Trim());
        if (!Fits(poll.Asked, command, answer, limits))
        {
            return LessonRefusal.AnswerInvalid;
        }

        var box = poll.Asked.Anonymous ? BallotBox.Of(lesson, poll.Sequence) : null;
        var earlier = box is null ? poll.Answers.GetValueOrDefault(by.Participant) : box.Ballots.GetValueOrDefault(by.Participant)?.Answer;
        if (earlier is not null && earlier.Text == answer.Text && earlier.Choices.AsSpan().SequenceEqual(answer.Choices.AsSpan()))
        {
            return Decision.Nothing;
        }

        return box is null
            ? new DecidedEvent(new PollAnswered(poll.Sequence, by.Participant, answer.Choices, answer.Text), Audience.TeachersAnd(by.Participant), by.Participant)
            : AnswerAnonymously(poll, box, by.Participant, answer);
    }

    public static Decision Close(LessonState lesson, Viewer by, ClosePoll command)
    {
        if (!by.IsTeacher)
        {
            return LessonRefusal.NotAllowed;
        }

        if (Find(lesson, command.Poll) is not { } poll)
        {
            return LessonRefusal.PollNotFound;
        }

        return poll.Open ? Close(lesson, poll, by.Participant) : Decision.Nothing;
    }

    /// <summary>Closes an open poll; an anonymous one is counted first, as the fold of its closing empties the box.</summary>
    public static Decision Close(LessonState lesson, PollInLesson poll, ParticipantId? by)
    {
        var closed = new DecidedEvent(new PollClosed(poll.Sequence), Audience.All, by);
        return poll.Asked.Anonymous
            ? new Decision { Events = [Tallied(poll, BallotBox.Of(lesson, poll.Sequence).Count(poll)), closed], Main = 1 }
            : closed;
    }

    public static Decision Publish(LessonState lesson, Viewer by, PublishPoll command)
    {
        if (!by.IsTeacher)
        {
            return LessonRefusal.NotAllowed;
        }

        if (Find(lesson, command.Poll) is not { } poll)
        {
            return LessonRefusal.PollNotFound;
        }

        if (poll.Open)
        {
            return LessonRefusal.PollStillOpen;
        }

        return poll.Published is null || poll.Hidden
            ? new DecidedEvent(new PollPublished(poll.Sequence, poll.Tally!), Audience.All, by.Participant)
            : Decision.Nothing;
    }

    public static Decision Hide(LessonState lesson, Viewer by, HidePoll command)
    {
        if (!by.IsTeacher)
        {
            return LessonRefusal.NotAllowed;
        }

        if (Find(lesson, command.Poll) is not { } poll)
        {
            return LessonRefusal.PollNotFound;
        }

        if (poll.Open)
        {
            return LessonRefusal.PollStillOpen;
        }

        return poll.Hidden ? Decision.Nothing : new DecidedEvent(new PollHidden(poll.Sequence), Audience.All, by.Participant);
    }

    private static Decision AnswerAnonymously(PollInLesson poll, BallotBox box, ParticipantId by, PollAnswer answer)
    {
        if (box.IsSpent(by))
        {
            return LessonRefusal.LogFull;
        }

        var after = box.Put(by, answer);
        var isTallied = after.Ballots.Count > box.Ballots.Count && after.Ballots.Count % TallyStep == 0;
        return new Decision { Box = after, Events = isTallied ? [Tallied(poll, new(after.Ballots.Count, [], []))] : [] };
    }

    private static DecidedEvent Tallied(PollInLesson poll, Tally tally) => new(new PollTallied(poll.Sequence, tally), Audience.TeachersOnly);

    private static PollInLesson? Find(LessonState lesson, long poll) =>
        lesson.Content.Polls.FirstOrDefault(candidate => candidate.Sequence == poll);

    private static LessonRefusal? Refuse(AskPoll command, LessonLimits limits)
    {
        if (Texts.Refuse(command.Question, limits.QuestionMax) is { } question)
        {
            return question;
        }

        if (command.Kind != PollKind.Choices)
        {
            return Enum.IsDefined(command.Kind) && command.Choices.IsEmpty && !command.SeveralAnswers ? null : LessonRefusal.PollInvalid;
        }

        if (command.Choices.Length < 2 || command.Choices.Length > limits.ChoicesMax
            || command.Choices.Distinct(StringComparer.Ordinal).Count() != command.Choices.Length)
        {
            return LessonRefusal.PollInvalid;
        }

        return command.Choices.Select(choice => Texts.Refuse(choice, limits.ChoiceTextMax)).FirstOrDefault(refusal => refusal is not null);
    }

    private static bool Fits(PollAsked asked, AnswerPoll command, PollAnswer answer, LessonLimits limits)
    {
        if (asked.Kind == PollKind.Typed)
        {
            return command.Choices.IsEmpty && Texts.Refuse(command.Text, limits.TypedAnswerMax) is null;
        }

        return command.Text is null
            && answer.Choices.Length > 0
            && answer.Choices.Length == command.Choices.Length
            && (asked.SeveralAnswers || answer.Choices.Length == 1)
            && answer.Choices.All(choice => choice >= 0 && choice < Tallies.ChoicesOf(asked));
    }
}
